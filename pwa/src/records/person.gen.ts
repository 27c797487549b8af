// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Person or body, as a record's text holds it. What is not asked is absent. */
export interface Person {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly kind?: 'individual' | 'body';
  readonly name?: string;
  readonly other_names?: readonly string[];
  readonly birth?: { readonly date?: string; readonly how_known?: 'document' | 'checked' | 'self_stated' | 'officer_knows' | 'appearance' | 'not_known'; readonly reference?: string; };
  readonly addresses?: readonly ({ readonly element: string } & { readonly words?: string; readonly kind?: 'home' | 'registered_office' | 'work' | 'other'; readonly kind_other?: string; readonly from?: string; readonly to?: string; })[];
  readonly identity?: { readonly basis?: 'document' | 'checked' | 'known' | 'self_stated'; readonly reference?: string; };
  readonly categories?: readonly ('suspect' | 'convicted' | 'victim' | 'witness' | 'vulnerable_adult' | 'child' | 'other_contact' | 'not_known')[];
  readonly description?: string;
  readonly links?: readonly ({ readonly element: string } & { readonly other?: string; readonly state?: 'apart' | 'linked'; readonly reason?: string; readonly confidence?: 'sure' | 'likely' | 'unsure' | 'not_known'; })[];
}

export const PERSON: RecordDeclared = declared({
  "name": "person",
  "label": "Person or body",
  "plural": "People and bodies",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["name", "other_names", "description"],
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
    {"name": "kind", "kind": "choice", "label": "Kind", "choices": [{"value": "individual", "label": "Individual"}, {"value": "body", "label": "Body"}], "required": true, "personal": false},
    {"name": "name", "kind": "text", "label": "Name", "required_when": {"field": "kind", "is": "body"}},
    {"name": "other_names", "kind": "texts", "label": "Other names", "policy": "set", "winner": "add"},
    {"name": "birth", "kind": "group", "label": "Born", "parts": [{"name": "date", "kind": "date", "label": "Date of birth", "required": true, "never_future": true}, {"name": "how_known", "kind": "choice", "label": "How known", "choices": [{"value": "document", "label": "Document"}, {"value": "checked", "label": "Checked, ref"}, {"value": "self_stated", "label": "Told me"}, {"value": "officer_knows", "label": "Known"}, {"value": "appearance", "label": "Guess from appearance", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}], "required": true}, {"name": "reference", "kind": "text", "label": "Reference"}], "shown_when": {"field": "kind", "is": "individual"}},
    {"name": "addresses", "kind": "repeated", "label": "Addresses", "parts": [{"name": "words", "kind": "text", "label": "Address", "limit": 500, "required": true}, {"name": "kind", "kind": "choice", "label": "Kind", "choices": [{"value": "home", "label": "Home"}, {"value": "registered_office", "label": "Registered office"}, {"value": "work", "label": "Work"}, {"value": "other", "label": "Other"}]}, {"name": "kind_other", "kind": "text", "label": "Which kind", "required_when": {"field": "kind", "is": "other"}, "shown_when": {"field": "kind", "is": "other"}}, {"name": "from", "kind": "date", "label": "From"}, {"name": "to", "kind": "date", "label": "To"}]},
    {"name": "identity", "kind": "group", "label": "Identity", "hint": "A keeper is a lead and never identity. What a police check says is not kept here.", "parts": [{"name": "basis", "kind": "choice", "label": "How known", "choices": [{"value": "document", "label": "Document"}, {"value": "checked", "label": "Checked, ref"}, {"value": "known", "label": "Known"}, {"value": "self_stated", "label": "Told me"}], "required": true}, {"name": "reference", "kind": "text", "label": "Reference", "required_when": {"field": "basis", "is": "checked"}}]},
    {"name": "categories", "kind": "choices", "label": "Category", "choices": [{"value": "suspect", "label": "Suspect"}, {"value": "convicted", "label": "Convicted"}, {"value": "victim", "label": "Victim or believed victim"}, {"value": "witness", "label": "Witness or person with information"}, {"value": "vulnerable_adult", "label": "Vulnerable adult"}, {"value": "child", "label": "Child"}, {"value": "other_contact", "label": "Other contact"}, {"value": "not_known", "label": "Not known", "quick": false}], "shown_when": {"field": "kind", "is": "individual"}, "policy": "set", "winner": "add"},
    {"name": "description", "kind": "long_text", "label": "Description", "hint": "Neutral words."},
    {"name": "links", "kind": "repeated", "label": "Same person as", "parts": [{"name": "other", "kind": "record", "label": "Other record", "targets": ["person"], "required": true}, {"name": "state", "kind": "choice", "label": "Link", "choices": [{"value": "apart", "label": "Not the same person"}, {"value": "linked", "label": "Same person"}], "required": true, "policy": "protective", "protective": ["apart", "linked"]}, {"name": "reason", "kind": "text", "label": "Why", "required": true}, {"name": "confidence", "kind": "choice", "label": "How sure", "choices": [{"value": "sure", "label": "Sure"}, {"value": "likely", "label": "Likely"}, {"value": "unsure", "label": "Unsure"}, {"value": "not_known", "label": "Not known", "quick": false}]}]},
  ],
});
