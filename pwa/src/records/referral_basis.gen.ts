// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Basis of a referral, as a record's text holds it. What is not asked is absent. */
export interface ReferralBasis {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly referral?: string;
  readonly person?: string;
  readonly engagement?: string;
  readonly source?: string;
  readonly route?: 'adult_safeguarding' | 'children' | 'marac' | 'nrm' | 'dtn' | 'drug_treatment' | 'domestic_abuse' | 'sarc' | 'housing' | 'homeless' | 'health' | 'mental_health' | 'benefits' | 'num' | 'exit_support' | 'early_help' | 'legal' | 'other';
  readonly route_other?: string;
  readonly my_view?: string;
  readonly care_act?: { readonly needs?: 'yes' | 'no' | 'unsure'; readonly at_risk?: 'yes' | 'no' | 'unsure'; readonly cannot_protect?: 'yes' | 'no' | 'unsure'; };
  readonly risk_tool?: 'dash' | 'dara' | 'none' | 'other';
  readonly risk_tool_other?: string;
  readonly risk_score?: number;
  readonly marac_reason?: 'visible' | 'judgement' | 'escalation' | 'repeat';
  readonly lawful_basis?: 'child' | 'vital_interest' | 'serious_crime' | 'lacks_capacity' | 'legal_duty';
  readonly lawful_basis_reason?: string;
  readonly lawful_basis_agreed_by?: string;
  readonly informed?: 'yes' | 'no_unsafe' | 'no_not_possible';
  readonly chased?: readonly { readonly id: string; readonly author: string | null; readonly at: string; readonly value: { readonly on?: string; readonly words?: string; } }[];
}

export const REFERRAL_BASIS: RecordDeclared = declared({
  "name": "referral_basis",
  "label": "Basis of a referral",
  "plural": "Bases of referrals",
  "home": "care",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "uk_gdpr",
  "reference_letter": null,
  "title": ["route"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "supervisor"],
  "writers": ["officer", "supervisor"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "referral", "kind": "record", "label": "Referral", "targets": ["referral"], "required": true, "policy": "fixed"},
    {"name": "person", "kind": "record", "label": "Person", "targets": ["person_supported"]},
    {"name": "engagement", "kind": "record", "label": "Engagement", "targets": ["engagement"]},
    {"name": "source", "kind": "text", "label": "Source", "limit": 500},
    {"name": "route", "kind": "choice", "label": "Route", "choices": [{"value": "adult_safeguarding", "label": "Adult safeguarding"}, {"value": "children", "label": "Children"}, {"value": "marac", "label": "MARAC"}, {"value": "nrm", "label": "NRM"}, {"value": "dtn", "label": "DtN"}, {"value": "drug_treatment", "label": "Drug treatment"}, {"value": "domestic_abuse", "label": "Domestic abuse"}, {"value": "sarc", "label": "SARC"}, {"value": "housing", "label": "Housing"}, {"value": "homeless", "label": "Homeless"}, {"value": "health", "label": "Health"}, {"value": "mental_health", "label": "Mental health"}, {"value": "benefits", "label": "Benefits, ID"}, {"value": "num", "label": "NUM"}, {"value": "exit_support", "label": "Exit support"}, {"value": "early_help", "label": "Early help"}, {"value": "legal", "label": "Legal"}, {"value": "other", "label": "Other", "quick": false}]},
    {"name": "route_other", "kind": "text", "label": "Which route", "required_when": {"field": "route", "is": "other"}, "shown_when": {"field": "route", "is": "other"}},
    {"name": "my_view", "kind": "long_text", "label": "My view", "hint": "Never shown to partners."},
    {"name": "care_act", "kind": "group", "label": "Care Act, three limbs", "parts": [{"name": "needs", "kind": "choice", "label": "Has care and support needs", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}]}, {"name": "at_risk", "kind": "choice", "label": "Is experiencing or at risk of abuse or neglect", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}]}, {"name": "cannot_protect", "kind": "choice", "label": "Because of those needs cannot protect self", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}]}], "required_when": {"field": "route", "is": "adult_safeguarding"}, "shown_when": {"field": "route", "is": "adult_safeguarding"}},
    {"name": "risk_tool", "kind": "choice", "label": "Risk tool", "hint": "At the desk only.", "choices": [{"value": "dash", "label": "DASH"}, {"value": "dara", "label": "DARA"}, {"value": "none", "label": "None"}, {"value": "other", "label": "Other", "quick": false}]},
    {"name": "risk_tool_other", "kind": "text", "label": "Which tool", "required_when": {"field": "risk_tool", "is": "other"}, "shown_when": {"field": "risk_tool", "is": "other"}},
    {"name": "risk_score", "kind": "integer", "label": "Score", "limit": 24, "minimum": 0},
    {"name": "marac_reason", "kind": "choice", "label": "MARAC reason", "choices": [{"value": "visible", "label": "Visible high risk"}, {"value": "judgement", "label": "Professional judgement"}, {"value": "escalation", "label": "Escalation"}, {"value": "repeat", "label": "Repeat within 12 months"}], "required_when": {"field": "route", "is": "marac"}, "shown_when": {"field": "route", "is": "marac"}},
    {"name": "lawful_basis", "kind": "choice", "label": "Shared without agreement because", "choices": [{"value": "child", "label": "Child at risk"}, {"value": "vital_interest", "label": "Immediate risk to life"}, {"value": "serious_crime", "label": "Serious crime"}, {"value": "lacks_capacity", "label": "Lacks capacity (best interests)"}, {"value": "legal_duty", "label": "Legal duty"}], "section": "Without agreement"},
    {"name": "lawful_basis_reason", "kind": "text", "label": "Reason", "limit": 1000, "required_when": {"field": "lawful_basis", "filled": true}, "shown_when": {"field": "lawful_basis", "filled": true}, "section": "Without agreement"},
    {"name": "lawful_basis_agreed_by", "kind": "text", "label": "Who agreed", "shown_when": {"field": "lawful_basis", "filled": true}, "section": "Without agreement"},
    {"name": "informed", "kind": "choice", "label": "Told of it?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no_unsafe", "label": "No, unsafe"}, {"value": "no_not_possible", "label": "No, not possible"}], "shown_when": {"field": "lawful_basis", "filled": true}, "section": "Without agreement"},
    {"name": "chased", "kind": "entries", "label": "Chased", "parts": [{"name": "on", "kind": "date", "label": "On", "required": true}, {"name": "words", "kind": "text", "label": "What was said"}], "policy": "append"},
  ],
});
