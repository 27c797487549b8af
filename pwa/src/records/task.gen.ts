// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Task, as a record's text holds it. What is not asked is absent. */
export interface Task {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly about?: string;
  readonly what?: string;
  readonly why?: 'typed' | 'child' | 'given_in_error' | 'giving_lost' | 'rule_broken' | 'incomplete' | 'late' | 'overdue' | 'review';
  readonly owner?: string;
  readonly due?: string;
  readonly done_at?: string;
  readonly outcome?: string;
}

export const TASK: RecordDeclared = declared({
  "name": "task",
  "label": "Task",
  "plural": "Tasks",
  "home": "about",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["what"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor", "support_worker", "system"],
  "writers": ["officer", "council_officer", "supervisor", "support_worker", "system"],
  "final": null,
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
    {"name": "done", "label": "Done", "when": {"field": "done_at", "filled": true}},
    {"name": "overdue", "label": "Overdue", "when": {"field": "due", "before": "$today"}},
    {"name": "unowned", "label": "Nobody's yet", "when": {"field": "owner", "filled": false}},
    {"name": "open", "label": "Open", "when": {"all": []}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "about", "kind": "record", "label": "About", "required": true, "policy": "fixed", "personal": false},
    {"name": "what", "kind": "text", "label": "What", "limit": 500, "required": true},
    {"name": "why", "kind": "choice", "label": "Why it is here", "choices": [{"value": "typed", "label": "Somebody asked"}, {"value": "child", "label": "Child: services not reached"}, {"value": "given_in_error", "label": "Given in error"}, {"value": "giving_lost", "label": "A yes came after a no"}, {"value": "rule_broken", "label": "Does not meet a rule"}, {"value": "incomplete", "label": "Something is missing"}, {"value": "late", "label": "Came late"}, {"value": "overdue", "label": "Overdue"}, {"value": "review", "label": "Look at it again"}], "personal": false},
    {"name": "owner", "kind": "person", "label": "Owner", "personal": false},
    {"name": "due", "kind": "date", "label": "By", "personal": false},
    {"name": "done_at", "kind": "moment", "label": "Done", "personal": false},
    {"name": "outcome", "kind": "text", "label": "Result", "limit": 500},
  ],
});
