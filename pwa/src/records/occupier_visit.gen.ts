// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Occupier visit, as a record's text holds it. What is not asked is absent. */
export interface OccupierVisit {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly visit?: string;
  readonly premises?: string;
  readonly happened_at?: string;
  readonly who_is_vulnerable?: readonly ('occupier' | 'child' | 'another_adult' | 'nobody_seen' | 'not_known')[];
  readonly occupier?: string;
  readonly name_used?: string;
  readonly age?: { readonly view?: 'adult_known' | 'adult_believed' | 'could_be_under_18' | 'under_18'; readonly how_known?: 'self_stated' | 'officer_knows' | 'document' | 'partner_said' | 'appearance' | 'not_known'; readonly words?: string; };
  readonly needs?: string;
  readonly seen_alone?: 'yes' | 'no';
  readonly seen_alone_why?: string;
  readonly others_present?: { readonly count?: number; readonly relation?: string; readonly who_let_them_in?: string; };
  readonly signs_inside?: readonly ('more_people' | 'confined' | 'no_keys' | 'fearful' | 'injury' | 'deal_bags' | 'phones' | 'weapons' | 'cash' | 'no_food' | 'utilities_off' | 'self_neglect' | 'child_living' | 'not_known' | 'other')[];
  readonly signs_inside_other?: string;
  readonly consent?: { readonly adult?: 'yes' | 'no' | 'unsure' | 'not_decided'; readonly capacity?: 'yes' | 'no' | 'unsure' | 'not_decided'; readonly informed?: 'yes' | 'no' | 'unsure' | 'not_decided'; readonly free?: 'yes' | 'no' | 'unsure' | 'not_decided'; readonly not_withdrawn?: 'yes' | 'no' | 'unsure' | 'not_decided'; };
  readonly rating?: 'red' | 'amber' | 'green' | 'none';
  readonly rating_why?: string;
  readonly outcome?: 'supported_to_stay' | 'moved_willing' | 'moved_unwilling' | 'refuses' | 'not_seen' | 'not_known';
  readonly words?: string;
  readonly submitted?: string;
}

export const OCCUPIER_VISIT: RecordDeclared = declared({
  "name": "occupier_visit",
  "label": "Occupier visit",
  "plural": "Occupier visits",
  "home": "care",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": "O",
  "title": ["reference"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": {
    "field": "submitted",
    "filled": true,
  },
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
    {"name": "done", "label": "Done", "when": {"field": "submitted", "filled": true}},
    {"name": "draft", "label": "Draft", "when": {"all": []}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "visit", "kind": "record", "label": "Visit", "targets": ["premises_visit"], "personal": false},
    {"name": "premises", "kind": "record", "label": "Premises", "targets": ["premises"], "required": true},
    {"name": "happened_at", "kind": "moment", "label": "When", "required": true, "personal": false},
    {"name": "who_is_vulnerable", "kind": "choices", "label": "Who is vulnerable here?", "choices": [{"value": "occupier", "label": "Occupier"}, {"value": "child", "label": "A child"}, {"value": "another_adult", "label": "Another adult"}, {"value": "nobody_seen", "label": "Nobody seen"}, {"value": "not_known", "label": "Not known", "quick": false}], "policy": "set", "winner": "add", "section": "Who"},
    {"name": "occupier", "kind": "record", "label": "Occupier", "targets": ["person_supported"], "section": "Who"},
    {"name": "name_used", "kind": "text", "label": "Name they use", "section": "Who"},
    {"name": "age", "kind": "group", "label": "Age", "parts": [{"name": "view", "kind": "choice", "label": "Age", "choices": [{"value": "adult_known", "label": "Adult, known"}, {"value": "adult_believed", "label": "Adult, believed"}, {"value": "could_be_under_18", "label": "Could be under 18"}, {"value": "under_18", "label": "Under 18"}], "required": true}, {"name": "how_known", "kind": "choice", "label": "How known", "choices": [{"value": "self_stated", "label": "Self-stated"}, {"value": "officer_knows", "label": "Officer knows"}, {"value": "document", "label": "Document seen"}, {"value": "partner_said", "label": "Partner said"}, {"value": "appearance", "label": "Guess from appearance"}, {"value": "not_known", "label": "Not known", "quick": false}]}, {"name": "words", "kind": "text", "label": "What makes you think so"}], "policy": "protective", "protective": ["under_18", "could_be_under_18", "adult_believed", "adult_known"], "protective_part": "view", "section": "Who"},
    {"name": "needs", "kind": "text", "label": "Needs", "limit": 500, "section": "Who"},
    {"name": "seen_alone", "kind": "choice", "label": "Seen occupier alone?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}], "required": true, "section": "Who"},
    {"name": "seen_alone_why", "kind": "text", "label": "Why not", "required_when": {"field": "seen_alone", "is": "no"}, "shown_when": {"field": "seen_alone", "is": "no"}, "section": "Who"},
    {"name": "others_present", "kind": "group", "label": "Others present", "parts": [{"name": "count", "kind": "integer", "label": "How many", "limit": 99, "minimum": 0, "required": true}, {"name": "relation", "kind": "text", "label": "Who they are to the occupier"}, {"name": "who_let_them_in", "kind": "text", "label": "Who let them in"}], "section": "Who"},
    {"name": "signs_inside", "kind": "choices", "label": "Signs inside", "choices": [{"value": "more_people", "label": "More people than tenants"}, {"value": "confined", "label": "Occupier confined to one room"}, {"value": "no_keys", "label": "No keys"}, {"value": "fearful", "label": "Fearful"}, {"value": "injury", "label": "Injury"}, {"value": "deal_bags", "label": "Deal bags, scales"}, {"value": "phones", "label": "Phones"}, {"value": "weapons", "label": "Weapons"}, {"value": "cash", "label": "Cash"}, {"value": "no_food", "label": "No food"}, {"value": "utilities_off", "label": "Utilities off"}, {"value": "self_neglect", "label": "Self-neglect"}, {"value": "child_living", "label": "Child living or staying"}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "policy": "set", "winner": "add", "section": "Inside"},
    {"name": "signs_inside_other", "kind": "text", "label": "Which sign", "required_when": {"field": "signs_inside", "has": "other"}, "shown_when": {"field": "signs_inside", "has": "other"}, "section": "Inside"},
    {"name": "consent", "kind": "group", "label": "Consent to control", "hint": "It counts only if all five hold.", "parts": [{"name": "adult", "kind": "choice", "label": "18 or over", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}, {"value": "not_decided", "label": "Not decided on the street"}]}, {"name": "capacity", "kind": "choice", "label": "Has capacity", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}, {"value": "not_decided", "label": "Not decided on the street"}]}, {"name": "informed", "kind": "choice", "label": "Has enough information", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}, {"value": "not_decided", "label": "Not decided on the street"}]}, {"name": "free", "kind": "choice", "label": "Freely given", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}, {"value": "not_decided", "label": "Not decided on the street"}]}, {"name": "not_withdrawn", "kind": "choice", "label": "Not withdrawn", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}, {"value": "not_decided", "label": "Not decided on the street"}]}], "section": "Inside"},
    {"name": "rating", "kind": "choice", "label": "Rating", "choices": [{"value": "red", "label": "Red"}, {"value": "amber", "label": "Amber"}, {"value": "green", "label": "Green"}, {"value": "none", "label": "None"}], "required": true, "policy": "protective", "protective": ["red", "amber", "green", "none"], "section": "Outcome"},
    {"name": "rating_why", "kind": "text", "label": "Why", "limit": 500, "required": true, "section": "Outcome"},
    {"name": "outcome", "kind": "choice", "label": "Occupier", "choices": [{"value": "supported_to_stay", "label": "Supported to stay"}, {"value": "moved_willing", "label": "Moved, willing"}, {"value": "moved_unwilling", "label": "Moved, unwilling"}, {"value": "refuses", "label": "Refuses"}, {"value": "not_seen", "label": "Not seen"}, {"value": "not_known", "label": "Not known", "quick": false}], "section": "Outcome"},
    {"name": "words", "kind": "long_text", "label": "In words", "section": "Outcome"},
    {"name": "submitted", "kind": "moment", "label": "Finished", "personal": false, "section": "Outcome"},
  ],
});
