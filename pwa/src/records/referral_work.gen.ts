// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Work on a referral, as a record's text holds it. What is not asked is absent. */
export interface ReferralWork {
  readonly referral?: string;
  readonly worker?: string;
  readonly contacts?: readonly { readonly id: string; readonly author: string | null; readonly at: string; readonly value: { readonly at?: string; readonly how?: 'in_person' | 'call' | 'text' | 'through_someone' | 'other'; readonly how_other?: string; readonly who?: string; readonly reached?: 'yes' | 'no'; readonly words?: string; } }[];
  readonly progress?: readonly { readonly id: string; readonly author: string | null; readonly at: string; readonly value: { readonly on?: string; readonly words?: string; } }[];
  readonly outcome?: 'in_touch_and_well' | 'got_what_they_asked_for' | 'got_part_of_it' | 'stopped_by_their_choice' | 'moved_on' | 'could_not_reach' | 'has_died';
  readonly closed_on?: string;
}

export const REFERRAL_WORK: RecordDeclared = declared({
  "name": "referral_work",
  "label": "Work on a referral",
  "plural": "Work on referrals",
  "home": "agency",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "uk_gdpr",
  "reference_letter": null,
  "title": [],
  "personal_title": false,
  "paired": [],
  "creators": ["support_worker"],
  "writers": ["support_worker"],
  "final": null,
  "states": [
    {"name": "closed", "label": "Closed", "when": {"field": "outcome", "filled": true}},
    {"name": "in_progress", "label": "In progress", "when": {"field": "contacts", "filled": true}},
    {"name": "open", "label": "Open", "when": {"all": []}},
  ],
  "rules": [],
  "fields": [
    {"name": "referral", "kind": "record", "label": "Referral", "targets": ["referral"], "required": true, "policy": "fixed"},
    {"name": "worker", "kind": "person", "label": "Worker"},
    {"name": "contacts", "kind": "entries", "label": "Contacts", "parts": [{"name": "at", "kind": "moment", "label": "When", "required": true}, {"name": "how", "kind": "choice", "label": "How", "choices": [{"value": "in_person", "label": "In person"}, {"value": "call", "label": "Call"}, {"value": "text", "label": "Text"}, {"value": "through_someone", "label": "Through somebody they trust"}, {"value": "other", "label": "Other", "quick": false}], "required": true}, {"name": "how_other", "kind": "text", "label": "How else", "required_when": {"field": "how", "is": "other"}, "shown_when": {"field": "how", "is": "other"}}, {"name": "who", "kind": "text", "label": "Who"}, {"name": "reached", "kind": "choice", "label": "Reached", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "Could not reach"}], "required": true}, {"name": "words", "kind": "text", "label": "Note", "limit": 1000}], "policy": "append"},
    {"name": "progress", "kind": "entries", "label": "Progress", "parts": [{"name": "on", "kind": "date", "label": "On", "required": true}, {"name": "words", "kind": "text", "label": "What", "limit": 1000, "required": true}], "policy": "append"},
    {"name": "outcome", "kind": "choice", "label": "Outcome", "choices": [{"value": "in_touch_and_well", "label": "In touch and well"}, {"value": "got_what_they_asked_for", "label": "Got what they asked for"}, {"value": "got_part_of_it", "label": "Got part of it"}, {"value": "stopped_by_their_choice", "label": "Stopped by their choice"}, {"value": "moved_on", "label": "Moved on"}, {"value": "could_not_reach", "label": "Could not reach"}, {"value": "has_died", "label": "Has died"}]},
    {"name": "closed_on", "kind": "date", "label": "Closed on", "required_when": {"field": "outcome", "filled": true}},
  ],
});
