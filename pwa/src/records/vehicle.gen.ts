// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Vehicle, as a record's text holds it. What is not asked is absent. */
export interface Vehicle {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly reported?: string;
  readonly normalised?: string;
  readonly confirmed?: { readonly plate?: string; readonly by?: string; readonly from?: 'cctv' | 'anpr' | 'keeper_check' | 'officer_saw'; readonly reference?: string; readonly at?: string; };
  readonly make?: string;
  readonly model?: string;
  readonly colour?: 'white' | 'silver' | 'grey' | 'black' | 'blue' | 'red' | 'green' | 'brown' | 'beige' | 'yellow' | 'gold' | 'orange' | 'purple' | 'two_colours' | 'not_known' | 'other';
  readonly colour_other?: string;
  readonly type?: 'car' | 'van' | 'taxi' | 'motorcycle' | 'lorry' | 'not_known' | 'other';
  readonly type_other?: string;
  readonly features?: string;
}

export const VEHICLE: RecordDeclared = declared({
  "name": "vehicle",
  "label": "Vehicle",
  "plural": "Vehicles",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["normalised", "reported", "features"],
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
    {"name": "reported", "kind": "plate", "label": "Plate as reported", "hint": "? is one character, * is several.", "section": "Plate"},
    {"name": "normalised", "kind": "plate", "label": "Plate as normalised", "section": "Plate"},
    {"name": "confirmed", "kind": "group", "label": "Plate confirmed", "hint": "A warning may rest only on a confirmed plate and on the driver, not the keeper.", "parts": [{"name": "plate", "kind": "plate", "label": "Plate", "required": true}, {"name": "by", "kind": "person", "label": "By"}, {"name": "from", "kind": "choice", "label": "From", "choices": [{"value": "cctv", "label": "CCTV"}, {"value": "anpr", "label": "ANPR"}, {"value": "keeper_check", "label": "Keeper check"}, {"value": "officer_saw", "label": "Officer saw"}], "required": true}, {"name": "reference", "kind": "text", "label": "Reference"}, {"name": "at", "kind": "moment", "label": "When"}], "policy": "protective", "section": "Plate"},
    {"name": "make", "kind": "text", "label": "Make", "limit": 60},
    {"name": "model", "kind": "text", "label": "Model", "limit": 60},
    {"name": "colour", "kind": "choice", "label": "Colour", "choices": [{"value": "white", "label": "White"}, {"value": "silver", "label": "Silver"}, {"value": "grey", "label": "Grey"}, {"value": "black", "label": "Black"}, {"value": "blue", "label": "Blue"}, {"value": "red", "label": "Red"}, {"value": "green", "label": "Green", "quick": false}, {"value": "brown", "label": "Brown", "quick": false}, {"value": "beige", "label": "Beige", "quick": false}, {"value": "yellow", "label": "Yellow", "quick": false}, {"value": "gold", "label": "Gold", "quick": false}, {"value": "orange", "label": "Orange", "quick": false}, {"value": "purple", "label": "Purple", "quick": false}, {"value": "two_colours", "label": "Two colours", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}]},
    {"name": "colour_other", "kind": "text", "label": "Which colour", "required_when": {"field": "colour", "is": "other"}, "shown_when": {"field": "colour", "is": "other"}},
    {"name": "type", "kind": "choice", "label": "Type", "choices": [{"value": "car", "label": "Car"}, {"value": "van", "label": "Van"}, {"value": "taxi", "label": "Taxi"}, {"value": "motorcycle", "label": "Motorcycle"}, {"value": "lorry", "label": "Lorry"}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}]},
    {"name": "type_other", "kind": "text", "label": "Which type", "required_when": {"field": "type", "is": "other"}, "shown_when": {"field": "type", "is": "other"}},
    {"name": "features", "kind": "text", "label": "Features", "limit": 500},
  ],
});
