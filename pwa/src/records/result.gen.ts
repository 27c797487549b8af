// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Result, as a record's text holds it. What is not asked is absent. */
export interface Result {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly kind?: 'arrests' | 'charges' | 'warrants' | 'premises_searched' | 'premises_secured' | 'closures' | 'drugs_seized' | 'weapons' | 'cash' | 'vehicles_stopped' | 'vehicles_seized' | 'assessment' | 'warnings_issued' | 'warnings_active' | 'warnings_expired' | 'notices' | 'breaches' | 'fixed_penalties' | 'prosecutions' | 'conditional_cautions' | 'people_engaged' | 'contacts' | 'referrals_made' | 'referrals_accepted' | 'referral_outcomes' | 'safeguarded' | 'crimes_reported' | 'reports_received' | 'reports_answered' | 'patrols' | 'patrol_minutes' | 'days_since_patrol' | 'partner_hours' | 'meetings' | 'other';
  readonly kind_other?: string;
  readonly count?: number;
  readonly unit?: 'number' | 'wraps' | 'grams' | 'pounds' | 'minutes' | 'hours' | 'days' | 'other';
  readonly unit_other?: string;
  readonly type?: string;
  readonly estimated_value?: number;
  readonly from?: string;
  readonly to?: string;
  readonly zone?: string;
  readonly premises?: string;
  readonly phase?: string;
  readonly source?: 'record' | 'typed';
  readonly source_record?: string;
  readonly source_words?: string;
  readonly objective?: string;
  readonly what_changed?: string;
  readonly how_we_know?: string;
  readonly next_step?: string;
  readonly publish?: 'internal' | 'partners' | 'public';
}

export const RESULT: RecordDeclared = declared({
  "name": "result",
  "label": "Result",
  "plural": "Results",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["kind"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": null,
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "kind", "kind": "choice", "label": "What", "choices": [{"value": "arrests", "label": "Arrests"}, {"value": "charges", "label": "Charges"}, {"value": "warrants", "label": "Warrants executed"}, {"value": "premises_searched", "label": "Premises searched"}, {"value": "premises_secured", "label": "Premises secured"}, {"value": "closures", "label": "Closures"}, {"value": "drugs_seized", "label": "Drugs seized"}, {"value": "weapons", "label": "Weapons"}, {"value": "cash", "label": "Cash"}, {"value": "vehicles_stopped", "label": "Vehicles stopped"}, {"value": "vehicles_seized", "label": "Vehicles seized"}, {"value": "assessment", "label": "What changed, in words"}, {"value": "warnings_issued", "label": "Warnings issued", "quick": false}, {"value": "warnings_active", "label": "Warnings active", "quick": false}, {"value": "warnings_expired", "label": "Warnings expired", "quick": false}, {"value": "notices", "label": "Community protection notices", "quick": false}, {"value": "breaches", "label": "Breaches", "quick": false}, {"value": "fixed_penalties", "label": "Fixed penalties", "quick": false}, {"value": "prosecutions", "label": "Prosecutions", "quick": false}, {"value": "conditional_cautions", "label": "Conditional cautions", "quick": false}, {"value": "people_engaged", "label": "People engaged", "quick": false}, {"value": "contacts", "label": "Contacts", "quick": false}, {"value": "referrals_made", "label": "Referrals made", "quick": false}, {"value": "referrals_accepted", "label": "Referrals accepted", "quick": false}, {"value": "referral_outcomes", "label": "Referral outcomes known", "quick": false}, {"value": "safeguarded", "label": "Safeguarded", "quick": false}, {"value": "crimes_reported", "label": "Crimes reported by people supported", "quick": false}, {"value": "reports_received", "label": "Residents' reports received", "quick": false}, {"value": "reports_answered", "label": "Residents' reports answered", "quick": false}, {"value": "patrols", "label": "Patrols", "quick": false}, {"value": "patrol_minutes", "label": "Patrol minutes", "quick": false}, {"value": "days_since_patrol", "label": "Days since last patrol", "quick": false}, {"value": "partner_hours", "label": "Partner hours", "quick": false}, {"value": "meetings", "label": "Meetings held", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "required": true, "personal": false},
    {"name": "kind_other", "kind": "text", "label": "Which figure", "required_when": {"field": "kind", "is": "other"}, "shown_when": {"field": "kind", "is": "other"}, "personal": false},
    {"name": "count", "kind": "integer", "label": "Count", "limit": 1000000, "minimum": 0, "required_when": {"not": {"field": "kind", "is": "assessment"}}, "shown_when": {"not": {"field": "kind", "is": "assessment"}}, "personal": false},
    {"name": "unit", "kind": "choice", "label": "Unit", "choices": [{"value": "number", "label": "Number"}, {"value": "wraps", "label": "Wraps"}, {"value": "grams", "label": "Grams"}, {"value": "pounds", "label": "Pounds"}, {"value": "minutes", "label": "Minutes"}, {"value": "hours", "label": "Hours"}, {"value": "days", "label": "Days"}, {"value": "other", "label": "Other", "quick": false}], "shown_when": {"not": {"field": "kind", "is": "assessment"}}, "personal": false},
    {"name": "unit_other", "kind": "text", "label": "Which unit", "required_when": {"field": "unit", "is": "other"}, "shown_when": {"field": "unit", "is": "other"}, "personal": false},
    {"name": "type", "kind": "text", "label": "Of which type", "hint": "Of arrest, of drug.", "personal": false},
    {"name": "estimated_value", "kind": "integer", "label": "Estimated value in pounds", "limit": 100000000, "minimum": 0, "shown_when": {"field": "kind", "is": "drugs_seized"}, "personal": false},
    {"name": "from", "kind": "date", "label": "From", "required": true, "personal": false},
    {"name": "to", "kind": "date", "label": "To", "required": true, "personal": false},
    {"name": "zone", "kind": "record", "label": "Area", "targets": ["zone"], "personal": false},
    {"name": "premises", "kind": "record", "label": "Premises", "targets": ["premises"]},
    {"name": "phase", "kind": "text", "label": "Phase", "personal": false},
    {"name": "source", "kind": "choice", "label": "Source", "choices": [{"value": "record", "label": "An entry here"}, {"value": "typed", "label": "Typed"}], "required": true, "personal": false},
    {"name": "source_record", "kind": "record", "label": "Which entry", "targets": ["patrol", "sighting", "premises_visit", "community_report", "warning", "breach_check"], "required_when": {"field": "source", "is": "record"}, "shown_when": {"field": "source", "is": "record"}},
    {"name": "source_words", "kind": "text", "label": "Where the figure is from", "required_when": {"all": [{"field": "source", "is": "typed"}, {"not": {"field": "kind", "is": "assessment"}}]}, "shown_when": {"field": "source", "is": "typed"}},
    {"name": "objective", "kind": "long_text", "label": "Objective", "shown_when": {"field": "kind", "is": "assessment"}},
    {"name": "what_changed", "kind": "long_text", "label": "What changed", "required_when": {"field": "kind", "is": "assessment"}, "shown_when": {"field": "kind", "is": "assessment"}},
    {"name": "how_we_know", "kind": "long_text", "label": "How we know", "shown_when": {"field": "kind", "is": "assessment"}},
    {"name": "next_step", "kind": "long_text", "label": "Next", "shown_when": {"field": "kind", "is": "assessment"}},
    {"name": "publish", "kind": "choice", "label": "Publish?", "hint": "Public figures under 5 are shown as fewer than 5, a month in arrears.", "choices": [{"value": "internal", "label": "Internal"}, {"value": "partners", "label": "Partners"}, {"value": "public", "label": "Public"}], "policy": "protective", "protective": ["internal", "partners", "public"], "personal": false},
  ],
});
