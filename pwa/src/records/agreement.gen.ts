// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Agreement, as a record's text holds it. What is not asked is absent. */
export interface Agreement {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly person?: string;
  readonly agency?: string;
  readonly state?: 'given' | 'ask_again' | 'said_no' | 'withdrawn';
  readonly may_know?: readonly ('name' | 'safe_contact' | 'ask' | 'facts' | 'view_of_risk' | 'other')[];
  readonly may_know_other?: string;
  readonly feedback_level?: 'nothing' | 'in_touch' | 'outcome';
  readonly words_read_out?: boolean;
  readonly alone?: 'alone' | 'somebody_near' | 'not_sure';
  readonly understood?: 'yes' | 'partly' | 'no';
  readonly well?: 'yes' | 'no';
  readonly interpreter?: 'no' | 'used' | 'needed_none';
  readonly language?: 'en' | 'ro' | 'pl' | 'ar' | 'bg' | 'bn' | 'es' | 'fa' | 'hu' | 'lt' | 'pt' | 'ru' | 'so' | 'sq' | 'th' | 'uk' | 'ur' | 'vi' | 'zh' | 'bsl' | 'not_known' | 'other';
  readonly language_other?: string;
  readonly until?: string;
  readonly asked_by?: string;
  readonly asked_at?: string;
  readonly words?: string;
}

export const AGREEMENT: RecordDeclared = declared({
  "name": "agreement",
  "label": "Agreement",
  "plural": "Agreements",
  "home": "care",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "uk_gdpr",
  "reference_letter": null,
  "title": [],
  "personal_title": false,
  "paired": ["person", "agency"],
  "creators": ["officer", "supervisor"],
  "writers": ["officer", "supervisor"],
  "final": null,
  "states": [
    {"name": "withdrawn", "label": "Withdrawn", "when": {"field": "state", "is": "withdrawn"}},
    {"name": "said_no", "label": "Said no", "when": {"field": "state", "is": "said_no"}},
    {"name": "ask_again", "label": "Yes, ask again before sharing", "when": {"field": "state", "is": "ask_again"}},
    {"name": "ended", "label": "Ended", "when": {"field": "until", "before": "$today"}},
    {"name": "given", "label": "Given", "when": {"field": "state", "is": "given"}},
  ],
  "rules": [
    {"code": "agreement_ask_again", "strength": "hard", "when": {"all": [{"field": "state", "is": "given"}, {"any": [{"not": {"field": "alone", "is": "alone"}}, {"field": "understood", "in": ["no", "partly"]}, {"field": "well", "is": "no"}, {"field": "interpreter", "is": "needed_none"}]}]}, "field": "state", "words": "Somebody was near, or they were unwell or could not follow: ask again before sharing."},
  ],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "person", "kind": "record", "label": "Person", "targets": ["person_supported"], "required": true, "policy": "fixed"},
    {"name": "agency", "kind": "agency", "label": "Agency", "required": true, "policy": "fixed"},
    {"name": "state", "kind": "choice", "label": "Answer", "choices": [{"value": "given", "label": "Yes"}, {"value": "ask_again", "label": "Yes, ask again before sharing"}, {"value": "said_no", "label": "Said no"}, {"value": "withdrawn", "label": "Withdrawn"}], "required": true, "policy": "withdrawn", "protective": ["withdrawn", "said_no", "ask_again", "given"]},
    {"name": "may_know", "kind": "choices", "label": "What they may know", "choices": [{"value": "name", "label": "Name they use"}, {"value": "safe_contact", "label": "How it is safe to reach them"}, {"value": "ask", "label": "What they asked for"}, {"value": "facts", "label": "What they said"}, {"value": "view_of_risk", "label": "Their view of risk"}, {"value": "other", "label": "Other", "quick": false}], "required_when": {"field": "state", "is": "given"}, "policy": "set", "winner": "remove"},
    {"name": "may_know_other", "kind": "text", "label": "What else", "required_when": {"field": "may_know", "has": "other"}, "shown_when": {"field": "may_know", "has": "other"}},
    {"name": "feedback_level", "kind": "choice", "label": "May they tell us how it went?", "choices": [{"value": "nothing", "label": "No"}, {"value": "in_touch", "label": "Only that they are in touch"}, {"value": "outcome", "label": "Outcome too"}], "policy": "protective", "protective": ["nothing", "in_touch", "outcome"]},
    {"name": "words_read_out", "kind": "boolean", "label": "Words read out first", "hint": "You can say no, and nothing changes if you do. I write down that we spoke. If you tell me about a crime or that someone is in danger, I may have to record it or act. You can change your mind; what has been passed on before then cannot be called back.", "required_when": {"field": "state", "is": "given"}},
    {"name": "alone", "kind": "choice", "label": "With them", "choices": [{"value": "alone", "label": "Alone"}, {"value": "somebody_near", "label": "Somebody near"}, {"value": "not_sure", "label": "Not sure"}], "required_when": {"field": "state", "is": "given"}},
    {"name": "understood", "kind": "choice", "label": "Understood", "choices": [{"value": "yes", "label": "Yes"}, {"value": "partly", "label": "Partly"}, {"value": "no", "label": "Could not follow"}], "required_when": {"field": "state", "is": "given"}},
    {"name": "well", "kind": "choice", "label": "Well enough to decide", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "Not well"}], "required_when": {"field": "state", "is": "given"}},
    {"name": "interpreter", "kind": "choice", "label": "Interpreter", "choices": [{"value": "no", "label": "No"}, {"value": "used", "label": "Used"}, {"value": "needed_none", "label": "Needed, none"}]},
    {"name": "language", "kind": "choice", "label": "Language", "choices": [{"value": "en", "label": "English"}, {"value": "ro", "label": "Română"}, {"value": "pl", "label": "Polski"}, {"value": "ar", "label": "العربية", "quick": false}, {"value": "bg", "label": "Български", "quick": false}, {"value": "bn", "label": "বাংলা", "quick": false}, {"value": "es", "label": "Español", "quick": false}, {"value": "fa", "label": "فارسی", "quick": false}, {"value": "hu", "label": "Magyar", "quick": false}, {"value": "lt", "label": "Lietuvių", "quick": false}, {"value": "pt", "label": "Português", "quick": false}, {"value": "ru", "label": "Русский", "quick": false}, {"value": "so", "label": "Soomaali", "quick": false}, {"value": "sq", "label": "Shqip", "quick": false}, {"value": "th", "label": "ไทย", "quick": false}, {"value": "uk", "label": "Українська", "quick": false}, {"value": "ur", "label": "اردو", "quick": false}, {"value": "vi", "label": "Tiếng Việt", "quick": false}, {"value": "zh", "label": "中文", "quick": false}, {"value": "bsl", "label": "British Sign Language", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}]},
    {"name": "language_other", "kind": "text", "label": "Which language", "required_when": {"field": "language", "is": "other"}, "shown_when": {"field": "language", "is": "other"}},
    {"name": "until", "kind": "date", "label": "Until", "hint": "The last day on which it holds.", "required_when": {"field": "state", "is": "given"}},
    {"name": "asked_by", "kind": "person", "label": "Asked by"},
    {"name": "asked_at", "kind": "moment", "label": "Asked", "required": true},
    {"name": "words", "kind": "text", "label": "Their words", "limit": 500},
  ],
});
