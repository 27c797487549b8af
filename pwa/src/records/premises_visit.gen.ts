// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';
import type { FileValue, Place } from './shared_values';

/** Premises visit, as a record's text holds it. What is not asked is absent. */
export interface PremisesVisit {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly patrol?: string;
  readonly place?: Place;
  readonly premises?: string;
  readonly happened_at?: string;
  readonly why?: 'report' | 'intelligence' | 'welfare' | 'warrant' | 'closure_check' | 'follow_up';
  readonly with_agencies?: readonly string[];
  readonly access?: 'let_in' | 'refused' | 'no_reply' | 'warrant' | 'power_of_entry';
  readonly signs_outside?: readonly ('visitors_day' | 'visitors_night' | 'strange_vehicles' | 'bikes' | 'smell' | 'noise' | 'damage_to_door' | 'lookouts' | 'litter' | 'not_known' | 'other')[];
  readonly signs_outside_other?: string;
  readonly kinds?: readonly ('drugs' | 'sex' | 'weapons' | 'squatting' | 'financial' | 'unsure')[];
  readonly words?: string;
  readonly files?: readonly ({ readonly element: string } & { readonly file?: FileValue; readonly shows?: string; readonly origin?: 'taken_here' | 'recorded_here' | 'chosen'; readonly added_at?: string; })[];
  readonly actions?: readonly ('safeguard' | 'tenancy_support' | 'locks_changed' | 'target_hardening' | 'secured' | 'move' | 'injunction' | 'closure_notice' | 'partial_closure' | 'full_closure' | 'arrest' | 'seizure' | 'no_action')[];
  readonly closure?: { readonly authorised_by?: 'inspector' | 'superintendent' | 'council' | 'council_chief_executive'; readonly served_at?: string; readonly court_on?: string; readonly expires?: string; readonly exempt_residents?: string; readonly advice_bodies_given?: boolean; };
  readonly next_visit_on?: string;
  readonly submitted?: string;
}

export const PREMISES_VISIT: RecordDeclared = declared({
  "name": "premises_visit",
  "label": "Premises visit",
  "plural": "Premises visits",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": "V",
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
    {"name": "patrol", "kind": "record", "label": "Patrol", "targets": ["patrol"], "personal": false},
    {"name": "place", "kind": "place", "label": "Where", "section": "Where and when"},
    {"name": "premises", "kind": "record", "label": "Premises", "targets": ["premises"], "required": true, "section": "Where"},
    {"name": "happened_at", "kind": "moment", "label": "When", "required": true, "personal": false, "section": "Where"},
    {"name": "why", "kind": "choice", "label": "Reason", "choices": [{"value": "report", "label": "Report"}, {"value": "intelligence", "label": "Intelligence"}, {"value": "welfare", "label": "Welfare"}, {"value": "warrant", "label": "Warrant"}, {"value": "closure_check", "label": "Closure check"}, {"value": "follow_up", "label": "Follow-up"}], "required": true, "personal": false, "section": "Where"},
    {"name": "with_agencies", "kind": "records", "label": "With", "targets": ["agency"], "policy": "set", "winner": "add", "personal": false, "section": "Where"},
    {"name": "access", "kind": "choice", "label": "Access", "choices": [{"value": "let_in", "label": "Let in"}, {"value": "refused", "label": "Refused"}, {"value": "no_reply", "label": "No reply"}, {"value": "warrant", "label": "Warrant"}, {"value": "power_of_entry", "label": "Power of entry"}], "required": true, "personal": false, "section": "Where"},
    {"name": "signs_outside", "kind": "choices", "label": "Signs outside", "choices": [{"value": "visitors_day", "label": "Visitors by day"}, {"value": "visitors_night", "label": "Visitors by night"}, {"value": "strange_vehicles", "label": "Strange vehicles"}, {"value": "bikes", "label": "Bikes"}, {"value": "smell", "label": "Smell"}, {"value": "noise", "label": "Noise"}, {"value": "damage_to_door", "label": "Damage to door"}, {"value": "lookouts", "label": "Lookouts"}, {"value": "litter", "label": "Litter"}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "policy": "set", "winner": "add", "section": "Outside"},
    {"name": "signs_outside_other", "kind": "text", "label": "Which sign", "required_when": {"field": "signs_outside", "has": "other"}, "shown_when": {"field": "signs_outside", "has": "other"}, "section": "Outside"},
    {"name": "kinds", "kind": "choices", "label": "Kind", "choices": [{"value": "drugs", "label": "Drugs"}, {"value": "sex", "label": "Sex"}, {"value": "weapons", "label": "Weapons"}, {"value": "squatting", "label": "Squatting"}, {"value": "financial", "label": "Financial"}, {"value": "unsure", "label": "Unsure"}], "policy": "set", "winner": "add", "section": "Outside"},
    {"name": "words", "kind": "long_text", "label": "What was seen", "section": "Outside"},
    {"name": "files", "kind": "repeated", "label": "Photographs and sound", "hint": "The building from outside: doors, locks, damage. Nobody who lives there.", "parts": [{"name": "file", "kind": "file", "label": "File", "required": true, "policy": "fixed"}, {"name": "shows", "kind": "text", "label": "What it shows"}, {"name": "origin", "kind": "choice", "label": "Where it is from", "choices": [{"value": "taken_here", "label": "Taken with this phone"}, {"value": "recorded_here", "label": "Recorded with this phone"}, {"value": "chosen", "label": "Chosen from this phone"}], "policy": "fixed", "personal": false}, {"name": "added_at", "kind": "moment", "label": "Added", "policy": "fixed", "personal": false}], "limit": 10, "section": "Outside"},
    {"name": "actions", "kind": "choices", "label": "Action", "choices": [{"value": "safeguard", "label": "Safeguard"}, {"value": "tenancy_support", "label": "Tenancy support"}, {"value": "locks_changed", "label": "Locks changed"}, {"value": "target_hardening", "label": "Target-hardening"}, {"value": "secured", "label": "Secured (boarded, sitex)"}, {"value": "move", "label": "Move"}, {"value": "injunction", "label": "Injunction"}, {"value": "closure_notice", "label": "Closure notice"}, {"value": "partial_closure", "label": "Partial closure"}, {"value": "full_closure", "label": "Full closure"}, {"value": "arrest", "label": "Arrest"}, {"value": "seizure", "label": "Seizure"}, {"value": "no_action", "label": "No action"}], "policy": "set", "winner": "add", "section": "Action"},
    {"name": "closure", "kind": "group", "label": "Closure", "parts": [{"name": "authorised_by", "kind": "choice", "label": "Authorising rank", "choices": [{"value": "inspector", "label": "Inspector"}, {"value": "superintendent", "label": "Superintendent"}, {"value": "council", "label": "Council"}, {"value": "council_chief_executive", "label": "Council's chief executive or delegate"}], "required": true}, {"name": "served_at", "kind": "moment", "label": "Served"}, {"name": "court_on", "kind": "date", "label": "Court date"}, {"name": "expires", "kind": "moment", "label": "Expires", "ahead": true}, {"name": "exempt_residents", "kind": "text", "label": "Exempt residents", "limit": 500}, {"name": "advice_bodies_given", "kind": "boolean", "label": "Advice bodies for housing and law given"}], "required_when": {"field": "actions", "has_any": ["closure_notice", "partial_closure", "full_closure"]}, "shown_when": {"field": "actions", "has_any": ["closure_notice", "partial_closure", "full_closure"]}, "section": "Action"},
    {"name": "next_visit_on", "kind": "date", "label": "Next visit", "personal": false, "section": "Action"},
    {"name": "submitted", "kind": "moment", "label": "Finished", "personal": false, "section": "Action"},
  ],
});
