// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Legal setting, as a record's text holds it. What is not asked is absent. */
export interface LegalSetting {
  readonly key?: string;
  readonly in_force?: boolean;
  readonly value?: string;
  readonly unit?: 'number' | 'years' | 'months' | 'days' | 'pounds' | 'wording';
  readonly wording?: readonly ({ readonly element: string } & { readonly language?: 'en' | 'ro' | 'pl' | 'en_easy' | 'ar' | 'bg' | 'bn' | 'es' | 'fa' | 'hu' | 'lt' | 'pt' | 'ru' | 'so' | 'sq' | 'th' | 'uk' | 'ur' | 'vi' | 'zh' | 'bsl'; readonly text?: string; })[];
  readonly source?: string;
  readonly from?: string;
  readonly to?: string;
}

export const LEGAL_SETTING: RecordDeclared = declared({
  "name": "legal_setting",
  "label": "Legal setting",
  "plural": "Legal settings",
  "home": "ref",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": null,
  "title": ["key"],
  "personal_title": false,
  "paired": [],
  "creators": ["records_officer", "administrator", "system"],
  "writers": ["records_officer", "administrator", "system"],
  "final": null,
  "states": [],
  "rules": [],
  "fields": [
    {"name": "key", "kind": "text", "label": "Setting", "hint": "Such as warning_age_minimum, warning_months_default, notice_fine_individual.", "limit": 60, "required": true, "policy": "fixed", "personal": false},
    {"name": "in_force", "kind": "boolean", "label": "In force", "required": true, "personal": false},
    {"name": "value", "kind": "text", "label": "Value", "hint": "A number is written in digits.", "required_when": {"field": "unit", "is": "number"}, "personal": false},
    {"name": "unit", "kind": "choice", "label": "Unit", "choices": [{"value": "number", "label": "A number"}, {"value": "years", "label": "Years"}, {"value": "months", "label": "Months"}, {"value": "days", "label": "Days"}, {"value": "pounds", "label": "Pounds"}, {"value": "wording", "label": "Wording only"}], "required": true, "personal": false},
    {"name": "wording", "kind": "repeated", "label": "Wording", "hint": "One for each language.", "parts": [{"name": "language", "kind": "choice", "label": "Language", "choices": [{"value": "en", "label": "English"}, {"value": "ro", "label": "Română"}, {"value": "pl", "label": "Polski"}, {"value": "en_easy", "label": "Easy read"}, {"value": "ar", "label": "العربية", "quick": false}, {"value": "bg", "label": "Български", "quick": false}, {"value": "bn", "label": "বাংলা", "quick": false}, {"value": "es", "label": "Español", "quick": false}, {"value": "fa", "label": "فارسی", "quick": false}, {"value": "hu", "label": "Magyar", "quick": false}, {"value": "lt", "label": "Lietuvių", "quick": false}, {"value": "pt", "label": "Português", "quick": false}, {"value": "ru", "label": "Русский", "quick": false}, {"value": "so", "label": "Soomaali", "quick": false}, {"value": "sq", "label": "Shqip", "quick": false}, {"value": "th", "label": "ไทย", "quick": false}, {"value": "uk", "label": "Українська", "quick": false}, {"value": "ur", "label": "اردو", "quick": false}, {"value": "vi", "label": "Tiếng Việt", "quick": false}, {"value": "zh", "label": "中文", "quick": false}, {"value": "bsl", "label": "British Sign Language", "quick": false}], "required": true}, {"name": "text", "kind": "long_text", "label": "Words", "required": true}], "personal": false},
    {"name": "source", "kind": "text", "label": "Source", "limit": 500, "required": true, "personal": false},
    {"name": "from", "kind": "date", "label": "From", "required": true, "personal": false},
    {"name": "to", "kind": "date", "label": "To", "hint": "The last day on which it holds. Empty: until changed.", "personal": false},
  ],
});
