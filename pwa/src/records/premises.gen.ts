// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';
import type { Place } from './shared_values';

/** Premises, as a record's text holds it. What is not asked is absent. */
export interface Premises {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly place?: Place;
  readonly address?: string;
  readonly uprn?: string;
  readonly landlord?: string;
  readonly tenure?: 'council' | 'housing_association' | 'private' | 'owner' | 'temporary' | 'not_known';
  readonly kind?: 'house' | 'flat' | 'shared_house' | 'guest_house' | 'business' | 'empty' | 'not_known' | 'other';
  readonly kind_other?: string;
  readonly state?: 'open' | 'watching' | 'supported' | 'closed';
  readonly state_reason?: string;
}

export const PREMISES: RecordDeclared = declared({
  "name": "premises",
  "label": "Premises",
  "plural": "Premises",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["address"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "place", "kind": "place", "label": "Where", "section": "Where and when"},
    {"name": "address", "kind": "text", "label": "Address", "limit": 500, "required": true},
    {"name": "uprn", "kind": "text", "label": "UPRN", "limit": 12},
    {"name": "landlord", "kind": "text", "label": "Landlord"},
    {"name": "tenure", "kind": "choice", "label": "Tenure", "choices": [{"value": "council", "label": "Council"}, {"value": "housing_association", "label": "Housing association"}, {"value": "private", "label": "Private"}, {"value": "owner", "label": "Owner"}, {"value": "temporary", "label": "Temporary"}, {"value": "not_known", "label": "Not known", "quick": false}]},
    {"name": "kind", "kind": "choice", "label": "Kind", "choices": [{"value": "house", "label": "House"}, {"value": "flat", "label": "Flat"}, {"value": "shared_house", "label": "Room in a shared house"}, {"value": "guest_house", "label": "Hotel or guest house"}, {"value": "business", "label": "Business"}, {"value": "empty", "label": "Empty building"}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}]},
    {"name": "kind_other", "kind": "text", "label": "Which kind", "required_when": {"field": "kind", "is": "other"}, "shown_when": {"field": "kind", "is": "other"}},
    {"name": "state", "kind": "choice", "label": "State", "choices": [{"value": "open", "label": "Open"}, {"value": "watching", "label": "Watching"}, {"value": "supported", "label": "Supported to stay"}, {"value": "closed", "label": "Closed"}]},
    {"name": "state_reason", "kind": "text", "label": "Why", "limit": 500},
  ],
});
