// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Agency, as a record's text holds it. What is not asked is absent. */
export interface Agency {
  readonly name?: string;
  readonly kind?: 'police' | 'council_community_safety' | 'housing_association' | 'adult_social_care' | 'childrens_social_care' | 'drug_and_alcohol' | 'sexual_health' | 'sexual_violence_support' | 'domestic_abuse_support' | 'mental_health' | 'homeless_outreach' | 'probation' | 'fire' | 'other';
  readonly kind_other?: string;
  readonly services?: readonly ('outreach' | 'drug_treatment' | 'health' | 'sexual_health' | 'sexual_assault_centre' | 'domestic_abuse' | 'housing' | 'homeless' | 'mental_health' | 'benefits_and_papers' | 'exit_support' | 'legal' | 'adult_safeguarding' | 'childrens_services' | 'early_help' | 'other')[];
  readonly services_other?: string;
  readonly urgent_telephone?: string;
  readonly duty_hours?: string;
  readonly public_key?: string;
  readonly open_from?: string;
  readonly open_to?: string;
}

export const AGENCY: RecordDeclared = declared({
  "name": "agency",
  "label": "Agency",
  "plural": "Agencies",
  "home": "ref",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "uk_gdpr",
  "reference_letter": null,
  "title": ["name"],
  "personal_title": false,
  "paired": [],
  "creators": ["administrator", "system"],
  "writers": ["administrator", "system"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "name", "kind": "text", "label": "Name", "required": true, "personal": false},
    {"name": "kind", "kind": "choice", "label": "Kind", "choices": [{"value": "police", "label": "Police"}, {"value": "council_community_safety", "label": "Council community safety"}, {"value": "housing_association", "label": "Housing association"}, {"value": "adult_social_care", "label": "Adult social care"}, {"value": "childrens_social_care", "label": "Children's social care"}, {"value": "drug_and_alcohol", "label": "Drug and alcohol service"}, {"value": "sexual_health", "label": "Sexual health"}, {"value": "sexual_violence_support", "label": "Rape or sexual violence support"}, {"value": "domestic_abuse_support", "label": "Domestic abuse support"}, {"value": "mental_health", "label": "Mental health"}, {"value": "homeless_outreach", "label": "Homeless outreach"}, {"value": "probation", "label": "Probation"}, {"value": "fire", "label": "Fire"}, {"value": "other", "label": "Other", "quick": false}], "required": true, "personal": false},
    {"name": "kind_other", "kind": "text", "label": "What they are", "required_when": {"field": "kind", "is": "other"}, "shown_when": {"field": "kind", "is": "other"}, "personal": false},
    {"name": "services", "kind": "choices", "label": "Services", "choices": [{"value": "outreach", "label": "A worker to talk to"}, {"value": "drug_treatment", "label": "Drug or alcohol treatment"}, {"value": "health", "label": "Doctor, health"}, {"value": "sexual_health", "label": "Sexual health"}, {"value": "sexual_assault_centre", "label": "Sexual assault centre"}, {"value": "domestic_abuse", "label": "Domestic abuse support"}, {"value": "housing", "label": "Housing"}, {"value": "homeless", "label": "Somewhere to sleep"}, {"value": "mental_health", "label": "Mental health"}, {"value": "benefits_and_papers", "label": "Benefits, money, papers"}, {"value": "exit_support", "label": "Help to stop"}, {"value": "legal", "label": "Independent legal advice"}, {"value": "adult_safeguarding", "label": "Adult safeguarding"}, {"value": "childrens_services", "label": "Children's services"}, {"value": "early_help", "label": "Early help"}, {"value": "other", "label": "Other", "quick": false}], "policy": "set", "winner": "add", "personal": false},
    {"name": "services_other", "kind": "text", "label": "Which other service", "required_when": {"field": "services", "has": "other"}, "shown_when": {"field": "services", "has": "other"}, "personal": false},
    {"name": "urgent_telephone", "kind": "telephone", "label": "Urgent telephone", "personal": false},
    {"name": "duty_hours", "kind": "text", "label": "Duty hours", "personal": false},
    {"name": "public_key", "kind": "text", "label": "Public key", "limit": 500, "personal": false},
    {"name": "open_from", "kind": "date", "label": "Takes referrals from", "personal": false},
    {"name": "open_to", "kind": "date", "label": "Takes referrals until", "personal": false},
  ],
});
