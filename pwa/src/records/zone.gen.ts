// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Zone, as a record's text holds it. What is not asked is absent. */
export interface Zone {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly name?: string;
  readonly kind?: 'hot_spot' | 'street_block' | 'operation_area' | 'ward';
  readonly polygons?: readonly (readonly (readonly (readonly number[])[])[])[];
  readonly streets?: readonly string[];
}

export const ZONE: RecordDeclared = declared({
  "name": "zone",
  "label": "Zone",
  "plural": "Zones",
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
  "states": [],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "name", "kind": "text", "label": "Name", "required": true, "personal": false},
    {"name": "kind", "kind": "choice", "label": "Kind", "choices": [{"value": "hot_spot", "label": "Hot spot", "hint": "About 150 m."}, {"value": "street_block", "label": "Street block"}, {"value": "operation_area", "label": "Operation area"}, {"value": "ward", "label": "Ward"}], "required": true, "personal": false},
    {"name": "polygons", "kind": "polygons", "label": "Outline", "hint": "Rings in micro-degrees; the first ring of each is its border, the others are holes.", "personal": false},
    {"name": "streets", "kind": "texts", "label": "Streets, in words", "required": true, "policy": "set", "winner": "add", "personal": false},
  ],
});
