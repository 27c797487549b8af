// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Member of staff, as a record's text holds it. What is not asked is absent. */
export interface Staff {
  readonly person?: string;
  readonly name?: string;
  readonly role?: 'officer' | 'council_officer' | 'supervisor' | 'support_worker' | 'records_officer' | 'administrator';
  readonly collar_number?: string;
  readonly agency?: string;
  readonly telephone?: string;
  readonly authorities?: readonly ({ readonly element: string } & { readonly kind?: 'constable' | 'pcso_designation' | 'council_authorisation' | 'landlord_designation'; readonly number?: string; readonly conduct_covered?: string; readonly from?: string; readonly to?: string; })[];
  readonly left_on?: string;
}

export const STAFF: RecordDeclared = declared({
  "name": "staff",
  "label": "Member of staff",
  "plural": "Staff",
  "home": "staff",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["name"],
  "personal_title": false,
  "paired": [],
  "creators": ["administrator", "system"],
  "writers": ["administrator", "system"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "person", "kind": "person", "label": "Account", "policy": "fixed", "personal": false},
    {"name": "name", "kind": "text", "label": "Name", "required": true},
    {"name": "role", "kind": "choice", "label": "Role", "choices": [{"value": "officer", "label": "Officer"}, {"value": "council_officer", "label": "Community safety officer"}, {"value": "supervisor", "label": "Supervisor"}, {"value": "support_worker", "label": "Support worker"}, {"value": "records_officer", "label": "Records officer"}, {"value": "administrator", "label": "Administrator"}], "required": true, "personal": false},
    {"name": "collar_number", "kind": "text", "label": "Collar or authorisation number", "limit": 30},
    {"name": "agency", "kind": "agency", "label": "Agency", "personal": false},
    {"name": "telephone", "kind": "telephone", "label": "Telephone"},
    {"name": "authorities", "kind": "repeated", "label": "Authorities", "hint": "An authority is good to the end of its last day.", "parts": [{"name": "kind", "kind": "choice", "label": "Authority", "choices": [{"value": "constable", "label": "Constable"}, {"value": "pcso_designation", "label": "PCSO designation"}, {"value": "council_authorisation", "label": "Council authorisation"}, {"value": "landlord_designation", "label": "Landlord designation"}], "required": true}, {"name": "number", "kind": "text", "label": "Number", "limit": 60}, {"name": "conduct_covered", "kind": "text", "label": "Conduct covered", "limit": 500}, {"name": "from", "kind": "date", "label": "From"}, {"name": "to", "kind": "date", "label": "To"}]},
    {"name": "left_on", "kind": "date", "label": "Left on"},
  ],
});
