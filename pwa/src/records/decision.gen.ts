// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Decision, as a record's text holds it. What is not asked is absent. */
export interface Decision {
  readonly about?: string;
  readonly about_change?: string;
  readonly kind?: 'approve' | 'return' | 'allow' | 'refuse' | 'apply' | 'reject';
  readonly field?: string;
  readonly comment?: string;
  readonly reasons?: string;
  readonly proof?: string;
}

export const DECISION: RecordDeclared = declared({
  "name": "decision",
  "label": "Decision",
  "plural": "Decisions",
  "home": "about",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["kind"],
  "personal_title": false,
  "paired": [],
  "creators": ["supervisor"],
  "writers": ["supervisor"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "about", "kind": "record", "label": "About", "required": true, "policy": "fixed"},
    {"name": "about_change", "kind": "text", "label": "Last change seen", "hint": "A later change of the record is not covered by the decision.", "limit": 36, "required": true, "policy": "fixed", "personal": false},
    {"name": "kind", "kind": "choice", "label": "Decision", "choices": [{"value": "approve", "label": "Approve"}, {"value": "return", "label": "Return with a comment"}, {"value": "allow", "label": "Allow, with reasons"}, {"value": "refuse", "label": "Refuse, with reasons"}, {"value": "apply", "label": "Apply what came late"}, {"value": "reject", "label": "Reject what came late"}], "required": true, "policy": "fixed", "personal": false},
    {"name": "field", "kind": "text", "label": "Field", "policy": "fixed", "personal": false},
    {"name": "comment", "kind": "text", "label": "Comment", "limit": 1000, "required_when": {"field": "kind", "is": "return"}, "policy": "fixed"},
    {"name": "reasons", "kind": "long_text", "label": "Reasons", "required_when": {"field": "kind", "in": ["allow", "refuse", "reject"]}, "policy": "fixed"},
    {"name": "proof", "kind": "text", "label": "Proof", "limit": 500, "policy": "fixed"},
  ],
});
