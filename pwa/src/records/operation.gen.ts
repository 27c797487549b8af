// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Operation, as a record's text holds it. What is not asked is absent. */
export interface Operation {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly name?: string;
  readonly objective?: string;
  readonly phases?: readonly ({ readonly element: string } & { readonly name?: string; readonly from?: string; readonly to?: string; })[];
  readonly agencies?: readonly string[];
  readonly supervisor?: string;
  readonly telephone_control?: string;
  readonly telephone_childrens_services?: string;
  readonly telephone_adult_safeguarding?: string;
  readonly telephone_duty_desk?: string;
  readonly horizon_days?: number;
  readonly warning_months?: number;
  readonly review_days?: number;
  readonly welfare_months?: number;
  readonly locked_capture?: boolean;
}

export const OPERATION: RecordDeclared = declared({
  "name": "operation",
  "label": "Operation",
  "plural": "Operations",
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
    {"name": "objective", "kind": "long_text", "label": "Objective", "personal": false},
    {"name": "phases", "kind": "repeated", "label": "Phases", "parts": [{"name": "name", "kind": "text", "label": "Name", "required": true}, {"name": "from", "kind": "date", "label": "From", "required": true}, {"name": "to", "kind": "date", "label": "To"}], "personal": false},
    {"name": "agencies", "kind": "records", "label": "Agencies", "targets": ["agency"], "policy": "set", "winner": "add", "personal": false},
    {"name": "supervisor", "kind": "person", "label": "Supervisor", "personal": false},
    {"name": "telephone_control", "kind": "telephone", "label": "Control", "personal": false, "section": "Telephones"},
    {"name": "telephone_childrens_services", "kind": "telephone", "label": "Out-of-hours children's services", "personal": false, "section": "Telephones"},
    {"name": "telephone_adult_safeguarding", "kind": "telephone", "label": "Adult safeguarding", "personal": false, "section": "Telephones"},
    {"name": "telephone_duty_desk", "kind": "telephone", "label": "Duty desk", "personal": false, "section": "Telephones"},
    {"name": "horizon_days", "kind": "integer", "label": "Days that closed records stay on phones", "limit": 730, "minimum": 7, "personal": false, "section": "Periods"},
    {"name": "warning_months", "kind": "integer", "label": "Months a warning lasts by default", "limit": 24, "minimum": 1, "personal": false, "section": "Periods"},
    {"name": "review_days", "kind": "integer", "label": "Days until a warning is looked at again", "limit": 365, "minimum": 1, "personal": false, "section": "Periods"},
    {"name": "welfare_months", "kind": "integer", "label": "Months after the last contact that a welfare record counts as open", "limit": 36, "minimum": 1, "personal": false, "section": "Periods"},
    {"name": "locked_capture", "kind": "boolean", "label": "Log while the phone is locked", "personal": false},
  ],
});
