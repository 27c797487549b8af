// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Person supported, as a record's text holds it. What is not asked is absent. */
export interface PersonSupported {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly names_used?: readonly string[];
  readonly description?: string;
  readonly age?: { readonly view?: 'adult_known' | 'adult_believed' | 'could_be_under_18' | 'under_18'; readonly how_known?: 'self_stated' | 'officer_knows' | 'document' | 'partner_said' | 'appearance' | 'not_known'; readonly words?: string; };
  readonly risk?: 'immediate_danger' | 'high' | 'medium' | 'standard' | 'none_seen' | 'not_known';
  readonly safe_contact?: { readonly how?: 'no_contact' | 'by_worker' | 'in_person' | 'call' | 'text' | 'through_someone' | 'not_known' | 'prefer_not_to_say'; readonly by_whom?: string; readonly telephone?: string; readonly days?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[]; readonly from_hour?: string; readonly to_hour?: string; readonly somebody_else_answers?: string; readonly never?: string; readonly must_not_know?: string; readonly true_until?: string; readonly checked_by?: string; readonly checked_at?: string; };
  readonly links?: readonly ({ readonly element: string } & { readonly other?: string; readonly state?: 'apart' | 'linked'; readonly reason?: string; readonly confidence?: 'sure' | 'likely' | 'unsure' | 'not_known'; })[];
}

export const PERSON_SUPPORTED: RecordDeclared = declared({
  "name": "person_supported",
  "label": "Person supported",
  "plural": "People supported",
  "home": "care",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["names_used", "description"],
  "personal_title": true,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "names_used", "kind": "texts", "label": "Names they use", "policy": "set", "winner": "add"},
    {"name": "description", "kind": "text", "label": "Description", "hint": "Neutral words: nothing that would shame them if they read it.", "limit": 500},
    {"name": "age", "kind": "group", "label": "Age", "parts": [{"name": "view", "kind": "choice", "label": "Age", "choices": [{"value": "adult_known", "label": "Adult, known"}, {"value": "adult_believed", "label": "Adult, believed"}, {"value": "could_be_under_18", "label": "Could be under 18"}, {"value": "under_18", "label": "Under 18"}], "required": true}, {"name": "how_known", "kind": "choice", "label": "How known", "choices": [{"value": "self_stated", "label": "Self-stated"}, {"value": "officer_knows", "label": "Officer knows"}, {"value": "document", "label": "Document seen"}, {"value": "partner_said", "label": "Partner said"}, {"value": "appearance", "label": "Guess from appearance"}, {"value": "not_known", "label": "Not known", "quick": false}]}, {"name": "words", "kind": "text", "label": "What makes you think so"}], "policy": "protective", "protective": ["under_18", "could_be_under_18", "adult_believed", "adult_known"], "protective_part": "view"},
    {"name": "risk", "kind": "choice", "label": "Risk", "choices": [{"value": "immediate_danger", "label": "Immediate danger"}, {"value": "high", "label": "High"}, {"value": "medium", "label": "Medium"}, {"value": "standard", "label": "Standard"}, {"value": "none_seen", "label": "None seen"}, {"value": "not_known", "label": "Not known", "quick": false}], "policy": "protective", "protective": ["immediate_danger", "high", "medium", "not_known", "standard", "none_seen"]},
    {"name": "safe_contact", "kind": "group", "label": "Safe way to reach them", "hint": "Read before any contact.", "parts": [{"name": "how", "kind": "choice", "label": "How", "choices": [{"value": "no_contact", "label": "No contact"}, {"value": "by_worker", "label": "By a worker only"}, {"value": "in_person", "label": "In person, here"}, {"value": "call", "label": "Call"}, {"value": "text", "label": "Text"}, {"value": "through_someone", "label": "Through somebody they trust"}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "prefer_not_to_say", "label": "Prefer not to say", "quick": false}], "required": true}, {"name": "by_whom", "kind": "text", "label": "By whom"}, {"name": "telephone", "kind": "telephone", "label": "Number", "shown_when": {"field": "how", "in": ["call", "text"]}}, {"name": "days", "kind": "choices", "label": "Days", "choices": [{"value": "monday", "label": "Monday"}, {"value": "tuesday", "label": "Tuesday"}, {"value": "wednesday", "label": "Wednesday"}, {"value": "thursday", "label": "Thursday"}, {"value": "friday", "label": "Friday"}, {"value": "saturday", "label": "Saturday"}, {"value": "sunday", "label": "Sunday"}]}, {"name": "from_hour", "kind": "time", "label": "Not before"}, {"name": "to_hour", "kind": "time", "label": "Not after"}, {"name": "somebody_else_answers", "kind": "text", "label": "If somebody else answers, say"}, {"name": "never", "kind": "text", "label": "Never"}, {"name": "must_not_know", "kind": "text", "label": "Who must not know"}, {"name": "true_until", "kind": "date", "label": "True until", "hint": "14 days unless changed."}, {"name": "checked_by", "kind": "person", "label": "Last checked by"}, {"name": "checked_at", "kind": "moment", "label": "Last checked"}], "policy": "protective", "protective": ["no_contact", "by_worker", "in_person", "through_someone", "text", "call", "prefer_not_to_say", "not_known"], "protective_part": "how"},
    {"name": "links", "kind": "repeated", "label": "Same person as", "parts": [{"name": "other", "kind": "record", "label": "Other record", "targets": ["person_supported"], "required": true}, {"name": "state", "kind": "choice", "label": "Link", "choices": [{"value": "apart", "label": "Not the same person"}, {"value": "linked", "label": "Same person"}], "required": true, "policy": "protective", "protective": ["apart", "linked"]}, {"name": "reason", "kind": "text", "label": "Why", "required": true}, {"name": "confidence", "kind": "choice", "label": "How sure", "choices": [{"value": "sure", "label": "Sure"}, {"value": "likely", "label": "Likely"}, {"value": "unsure", "label": "Unsure"}, {"value": "not_known", "label": "Not known", "quick": false}]}]},
  ],
});
