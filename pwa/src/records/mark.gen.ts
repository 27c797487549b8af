// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Sergeant first, as a record's text holds it. What is not asked is absent. */
export interface Mark {
  readonly names?: readonly string[];
  readonly aliases?: readonly string[];
  readonly plates?: readonly string[];
  readonly until?: string;
}

export const MARK: RecordDeclared = declared({
  "name": "mark",
  "label": "Sergeant first",
  "plural": "Sergeant first",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": null,
  "title": [],
  "personal_title": false,
  "paired": [],
  "creators": ["supervisor", "system"],
  "writers": ["supervisor", "system"],
  "final": null,
  "states": [
    {"name": "ended", "label": "Ended", "when": {"field": "until", "before": "$today"}},
  ],
  "rules": [],
  "fields": [
    {"name": "names", "kind": "hashes", "label": "Names", "policy": "set", "winner": "add", "personal": false},
    {"name": "aliases", "kind": "hashes", "label": "Aliases", "policy": "set", "winner": "add", "personal": false},
    {"name": "plates", "kind": "hashes", "label": "Plates", "policy": "set", "winner": "add", "personal": false},
    {"name": "until", "kind": "date", "label": "Until", "required": true, "personal": false},
  ],
});
