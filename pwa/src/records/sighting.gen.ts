// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';
import type { FileValue, Place } from './shared_values';

/** Sighting, as a record's text holds it. What is not asked is absent. */
export interface Sighting {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly patrol?: string;
  readonly place?: Place;
  readonly kind?: 'vehicle' | 'nothing_seen' | 'note';
  readonly happened_at?: string;
  readonly vehicle?: string;
  readonly plate?: string;
  readonly doing?: readonly ('circling' | 'stopped' | 'picked_up' | 'parked' | 'passenger_out')[];
  readonly files?: readonly ({ readonly element: string } & { readonly file?: FileValue; readonly shows?: string; readonly origin?: 'taken_here' | 'recorded_here' | 'chosen'; readonly added_at?: string; })[];
  readonly zone?: string;
  readonly words?: string;
}

export const SIGHTING: RecordDeclared = declared({
  "name": "sighting",
  "label": "Sighting",
  "plural": "Sightings",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": "S",
  "title": ["plate", "words", "reference"],
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
    {"name": "patrol", "kind": "record", "label": "Patrol", "targets": ["patrol"], "personal": false},
    {"name": "place", "kind": "place", "label": "Where", "section": "Where and when"},
    {"name": "kind", "kind": "choice", "label": "What", "choices": [{"value": "vehicle", "label": "Vehicle"}, {"value": "nothing_seen", "label": "Nothing seen"}, {"value": "note", "label": "Note"}], "required": true, "personal": false},
    {"name": "happened_at", "kind": "moment", "label": "When", "required": true, "personal": false},
    {"name": "vehicle", "kind": "record", "label": "Known vehicle", "targets": ["vehicle"], "shown_when": {"field": "kind", "is": "vehicle"}},
    {"name": "plate", "kind": "plate", "label": "Plate as seen", "hint": "? is one character, * is several.", "required_when": {"all": [{"field": "kind", "is": "vehicle"}, {"field": "vehicle", "filled": false}, {"field": "words", "filled": false}]}, "shown_when": {"field": "kind", "is": "vehicle"}},
    {"name": "doing", "kind": "choices", "label": "What it did", "choices": [{"value": "circling", "label": "Circling"}, {"value": "stopped", "label": "Stopped"}, {"value": "picked_up", "label": "Picked up"}, {"value": "parked", "label": "Parked"}, {"value": "passenger_out", "label": "Passenger out"}], "shown_when": {"field": "kind", "is": "vehicle"}, "policy": "set", "winner": "add"},
    {"name": "files", "kind": "repeated", "label": "Photographs and sound", "hint": "The vehicle and what it did. Never somebody who may be supported.", "parts": [{"name": "file", "kind": "file", "label": "File", "required": true, "policy": "fixed"}, {"name": "shows", "kind": "text", "label": "What it shows"}, {"name": "origin", "kind": "choice", "label": "Where it is from", "choices": [{"value": "taken_here", "label": "Taken with this phone"}, {"value": "recorded_here", "label": "Recorded with this phone"}, {"value": "chosen", "label": "Chosen from this phone"}], "policy": "fixed", "personal": false}, {"name": "added_at", "kind": "moment", "label": "Added", "policy": "fixed", "personal": false}], "limit": 10, "shown_when": {"field": "kind", "is": "vehicle"}},
    {"name": "zone", "kind": "record", "label": "Zone", "targets": ["zone"], "personal": false},
    {"name": "words", "kind": "long_text", "label": "In words", "required_when": {"field": "kind", "is": "note"}, "section": "More"},
  ],
});
