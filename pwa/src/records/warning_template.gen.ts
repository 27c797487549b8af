// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Warning template, as a record's text holds it. What is not asked is absent. */
export interface WarningTemplate {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly name?: string;
  readonly conduct?: 'soliciting_from_vehicle' | 'asking_people_for_sex' | 'harassing_residents' | 'noise_at_address' | 'drug_visiting' | 'loitering_in_vehicle' | 'facilitating' | 'other';
  readonly conduct_other?: string;
  readonly what_happened?: string;
  readonly text?: string;
  readonly kind?: 'stop' | 'do' | 'take_steps';
  readonly why_needed?: string;
  readonly why_reasonable?: string;
  readonly zones?: readonly string[];
  readonly area_words?: string;
  readonly days?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[];
  readonly from_hour?: string;
  readonly to_hour?: string;
  readonly months?: number;
  readonly review_days?: number;
  readonly exceptions?: readonly ('home' | 'work' | 'school_run' | 'worship' | 'medical' | 'court' | 'transport' | 'emergency')[];
  readonly from?: string;
  readonly to?: string;
}

export const WARNING_TEMPLATE: RecordDeclared = declared({
  "name": "warning_template",
  "label": "Warning template",
  "plural": "Warning templates",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["name"],
  "personal_title": false,
  "paired": [],
  "creators": ["supervisor", "administrator", "system"],
  "writers": ["supervisor", "administrator", "system"],
  "final": null,
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
    {"name": "ended", "label": "Ended", "when": {"field": "to", "before": "$today"}},
    {"name": "not_begun", "label": "Not begun", "when": {"field": "$today", "before": {"field": "from"}}},
    {"name": "in_force", "label": "In force", "when": {"all": []}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "name", "kind": "text", "label": "Name", "required": true, "personal": false},
    {"name": "conduct", "kind": "choice", "label": "Kind of conduct", "choices": [{"value": "soliciting_from_vehicle", "label": "Driving round to buy sex"}, {"value": "asking_people_for_sex", "label": "Asking people for sex"}, {"value": "harassing_residents", "label": "Harassing residents"}, {"value": "noise_at_address", "label": "Noise or disorder at an address"}, {"value": "drug_visiting", "label": "Drug dealing or visiting"}, {"value": "loitering_in_vehicle", "label": "Loitering in a vehicle", "quick": false}, {"value": "facilitating", "label": "Facilitating", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "required": true},
    {"name": "conduct_other", "kind": "text", "label": "Which conduct", "required_when": {"field": "conduct", "is": "other"}, "shown_when": {"field": "conduct", "is": "other"}},
    {"name": "what_happened", "kind": "long_text", "label": "What happened: how to begin"},
    {"name": "text", "kind": "long_text", "label": "What must stop", "limit": 2000, "required": true},
    {"name": "kind", "kind": "choice", "label": "Type", "choices": [{"value": "stop", "label": "Stop"}, {"value": "do", "label": "Do"}, {"value": "take_steps", "label": "Take steps"}], "required": true},
    {"name": "why_needed", "kind": "long_text", "label": "Why it is needed", "limit": 1000},
    {"name": "why_reasonable", "kind": "long_text", "label": "Why it is reasonable", "limit": 1000},
    {"name": "zones", "kind": "records", "label": "Area", "targets": ["zone"], "policy": "set", "winner": "remove"},
    {"name": "area_words", "kind": "text", "label": "Area in words: the streets", "limit": 1000},
    {"name": "days", "kind": "choices", "label": "Days", "choices": [{"value": "monday", "label": "Monday"}, {"value": "tuesday", "label": "Tuesday"}, {"value": "wednesday", "label": "Wednesday"}, {"value": "thursday", "label": "Thursday"}, {"value": "friday", "label": "Friday"}, {"value": "saturday", "label": "Saturday"}, {"value": "sunday", "label": "Sunday"}], "policy": "set", "winner": "remove"},
    {"name": "from_hour", "kind": "time", "label": "From"},
    {"name": "to_hour", "kind": "time", "label": "To"},
    {"name": "months", "kind": "integer", "label": "Months it lasts", "limit": 24, "minimum": 1, "required": true},
    {"name": "review_days", "kind": "integer", "label": "Days until it is looked at again", "limit": 365, "minimum": 1},
    {"name": "exceptions", "kind": "choices", "label": "Allowed", "choices": [{"value": "home", "label": "Home"}, {"value": "work", "label": "Work"}, {"value": "school_run", "label": "School run"}, {"value": "worship", "label": "Worship"}, {"value": "medical", "label": "Medical and support"}, {"value": "court", "label": "Court, probation, solicitor"}, {"value": "transport", "label": "Travel through"}, {"value": "emergency", "label": "Emergency"}], "policy": "set", "winner": "add"},
    {"name": "from", "kind": "date", "label": "In use from", "required": true},
    {"name": "to", "kind": "date", "label": "In use to"},
  ],
});
