// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Case note, as a record's text holds it. What is not asked is absent. */
export interface Casenote {
  readonly referral?: string;
  readonly text?: string;
  readonly by?: string;
  readonly written_at?: string;
  readonly voided?: { readonly reason?: string; };
}

export const CASENOTE: RecordDeclared = declared({
  "name": "casenote",
  "label": "Case note",
  "plural": "Case notes",
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
  "states": [],
  "rules": [],
  "fields": [
    {"name": "referral", "kind": "record", "label": "Referral", "targets": ["referral"], "required": true, "policy": "fixed"},
    {"name": "text", "kind": "long_text", "label": "Note", "limit": 10000, "required": true},
    {"name": "by", "kind": "person", "label": "By"},
    {"name": "written_at", "kind": "moment", "label": "When", "required": true},
    {"name": "voided", "kind": "group", "label": "Voided", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
  ],
});
