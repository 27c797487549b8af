// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Reporter, as a record's text holds it. What is not asked is absent. */
export interface Reporter {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly reports?: readonly string[];
  readonly kind?: 'named' | 'anonymous';
  readonly name?: string;
  readonly address?: string;
  readonly telephone?: string;
  readonly email?: string;
  readonly may_contact?: 'yes' | 'no' | 'not_known';
  readonly contact_how?: string;
  readonly keep_from_partners?: 'yes' | 'no' | 'not_known';
  readonly repeat?: 'yes' | 'no' | 'not_known';
  readonly vulnerable?: 'yes' | 'no' | 'not_known';
  readonly vulnerable_how?: string;
}

export const REPORTER: RecordDeclared = declared({
  "name": "reporter",
  "label": "Reporter",
  "plural": "Reporters",
  "home": "sup",
  "hint": "Volunteered; we did not ask anybody to watch.",
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["name"],
  "personal_title": true,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "reports", "kind": "records", "label": "Reports", "targets": ["community_report"], "required": true, "policy": "set", "winner": "add"},
    {"name": "kind", "kind": "choice", "label": "Reporter", "choices": [{"value": "named", "label": "Named"}, {"value": "anonymous", "label": "Anonymous"}], "required": true},
    {"name": "name", "kind": "text", "label": "Name", "required_when": {"field": "kind", "is": "named"}, "shown_when": {"field": "kind", "is": "named"}},
    {"name": "address", "kind": "text", "label": "Address", "limit": 500, "shown_when": {"field": "kind", "is": "named"}},
    {"name": "telephone", "kind": "telephone", "label": "Telephone"},
    {"name": "email", "kind": "text", "label": "Email"},
    {"name": "may_contact", "kind": "choice", "label": "Contact OK?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}]},
    {"name": "contact_how", "kind": "text", "label": "How"},
    {"name": "keep_from_partners", "kind": "choice", "label": "Keep identity from partners", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}], "required": true, "policy": "protective", "protective": ["yes", "not_known", "no"]},
    {"name": "repeat", "kind": "choice", "label": "Reported before?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}]},
    {"name": "vulnerable", "kind": "choice", "label": "Vulnerable?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}]},
    {"name": "vulnerable_how", "kind": "text", "label": "How", "shown_when": {"field": "vulnerable", "is": "yes"}},
  ],
});
