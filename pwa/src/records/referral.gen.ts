// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Referral, as a record's text holds it. What is not asked is absent. */
export interface Referral {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly to_agency?: string;
  readonly service?: 'outreach' | 'drug_treatment' | 'health' | 'sexual_health' | 'sexual_assault_centre' | 'domestic_abuse' | 'housing' | 'homeless' | 'mental_health' | 'benefits_and_papers' | 'exit_support' | 'legal' | 'adult_safeguarding' | 'childrens_services' | 'early_help' | 'other';
  readonly service_other?: string;
  readonly ask?: string;
  readonly urgency?: 'now' | 'hours_24' | 'days_3' | 'days_10';
  readonly phone_call?: { readonly name?: string; readonly at?: string; };
  readonly answer_by?: string;
  readonly name_or_alias?: string;
  readonly safe_contact?: { readonly how?: 'no_contact' | 'by_worker' | 'in_person' | 'call' | 'text' | 'through_someone' | 'not_known' | 'prefer_not_to_say'; readonly by_whom?: string; readonly telephone?: string; readonly days?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[]; readonly from_hour?: string; readonly to_hour?: string; readonly somebody_else_answers?: string; readonly never?: string; readonly must_not_know?: string; readonly true_until?: string; readonly checked_by?: string; readonly checked_at?: string; };
  readonly may_know?: readonly ('name' | 'safe_contact' | 'ask' | 'facts' | 'view_of_risk' | 'other')[];
  readonly may_know_other?: string;
  readonly facts?: string;
  readonly view_of_risk?: string;
  readonly agreement_words?: string;
  readonly named_agencies?: readonly string[];
  readonly feedback_level?: 'nothing' | 'in_touch' | 'outcome';
  readonly submitted?: string;
  readonly answer?: { readonly state?: 'received' | 'accepted' | 'declined' | 'passed_on' | 'closed'; readonly why?: 'full' | 'out_of_area' | 'threshold' | 'not_what_we_do' | 'not_safe_for_us' | 'said_no' | 'cannot_reach' | 'other'; readonly why_other?: string; readonly passed_to?: string; readonly at?: string; readonly by?: string; };
  readonly feedback?: { readonly in_touch?: boolean; readonly outcome?: 'in_touch_and_well' | 'got_what_they_asked_for' | 'got_part_of_it' | 'stopped_by_their_choice' | 'moved_on' | 'could_not_reach' | 'has_died'; readonly words?: string; readonly at?: string; };
  readonly stopped?: 'stop_everything' | 'stop_telling_police' | 'change_how' | 'change_who';
}

export const REFERRAL: RecordDeclared = declared({
  "name": "referral",
  "label": "Referral",
  "plural": "Referrals",
  "home": "care",
  "hint": null,
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "uk_gdpr",
  "reference_letter": "R",
  "title": ["reference"],
  "personal_title": true,
  "paired": [],
  "creators": ["officer", "supervisor"],
  "writers": ["officer", "supervisor"],
  "final": {
    "field": "submitted",
    "filled": true,
  },
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
    {"name": "draft", "label": "Draft", "when": {"field": "submitted", "filled": false}},
    {"name": "closed", "label": "Closed", "when": {"field": "answer.state", "is": "closed"}},
    {"name": "withdrawn", "label": "Withdrawn", "when": {"any": [{"field": "stopped", "is": "stop_everything"}, {"field": "$agreement", "is": "withdrawn"}]}},
    {"name": "declined", "label": "Declined", "when": {"field": "answer.state", "is": "declined"}},
    {"name": "passed_on", "label": "Passed on", "when": {"field": "answer.state", "is": "passed_on"}},
    {"name": "in_progress", "label": "In progress", "when": {"all": [{"field": "answer.state", "is": "accepted"}, {"field": "feedback", "filled": true}]}},
    {"name": "accepted", "label": "Accepted", "when": {"field": "answer.state", "is": "accepted"}},
    {"name": "overdue", "label": "Overdue", "when": {"all": [{"all": [{"field": "submitted", "filled": true}, {"field": "$placed", "is": true}]}, {"field": "answer_by", "before": "$now"}]}},
    {"name": "received", "label": "Received", "when": {"field": "answer.state", "is": "received"}},
    {"name": "sent", "label": "Sent", "when": {"all": [{"field": "submitted", "filled": true}, {"field": "$placed", "is": true}]}},
    {"name": "waiting", "label": "Waiting for agreement", "when": {"not": {"all": [{"field": "submitted", "filled": true}, {"field": "$placed", "is": true}]}}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "to_agency", "kind": "agency", "label": "To", "required": true, "personal": false, "section": "Ask"},
    {"name": "service", "kind": "choice", "label": "Service", "choices": [{"value": "outreach", "label": "A worker to talk to"}, {"value": "drug_treatment", "label": "Drug or alcohol treatment"}, {"value": "health", "label": "Doctor, health"}, {"value": "sexual_health", "label": "Sexual health"}, {"value": "sexual_assault_centre", "label": "Sexual assault centre"}, {"value": "domestic_abuse", "label": "Domestic abuse support"}, {"value": "housing", "label": "Housing"}, {"value": "homeless", "label": "Somewhere to sleep"}, {"value": "mental_health", "label": "Mental health"}, {"value": "benefits_and_papers", "label": "Benefits, money, papers"}, {"value": "exit_support", "label": "Help to stop"}, {"value": "legal", "label": "Independent legal advice"}, {"value": "adult_safeguarding", "label": "Adult safeguarding"}, {"value": "childrens_services", "label": "Children's services"}, {"value": "early_help", "label": "Early help"}, {"value": "other", "label": "Other", "quick": false}], "required": true, "section": "Ask"},
    {"name": "service_other", "kind": "text", "label": "Which service", "required_when": {"field": "service", "is": "other"}, "shown_when": {"field": "service", "is": "other"}, "section": "Ask"},
    {"name": "ask", "kind": "text", "label": "What do you want done?", "hint": "One sentence.", "limit": 500, "required": true, "section": "Ask"},
    {"name": "urgency", "kind": "choice", "label": "How urgent", "choices": [{"value": "now", "label": "Now, phone call made"}, {"value": "hours_24", "label": "24 hours"}, {"value": "days_3", "label": "3 days"}, {"value": "days_10", "label": "10 days"}], "required": true, "policy": "protective", "protective": ["now", "hours_24", "days_3", "days_10"], "section": "Ask"},
    {"name": "phone_call", "kind": "group", "label": "Phone call", "parts": [{"name": "name", "kind": "text", "label": "Spoke to", "required": true}, {"name": "at", "kind": "moment", "label": "When", "required": true}], "required_when": {"field": "urgency", "is": "now"}, "shown_when": {"field": "urgency", "is": "now"}, "section": "Ask"},
    {"name": "answer_by", "kind": "moment", "label": "Answer by", "required": true, "personal": false, "section": "Ask", "ahead": true},
    {"name": "name_or_alias", "kind": "text", "label": "Name they use", "required": true, "section": "Before any contact"},
    {"name": "safe_contact", "kind": "group", "label": "Safe way to reach them", "hint": "Read before any contact.", "parts": [{"name": "how", "kind": "choice", "label": "How", "choices": [{"value": "no_contact", "label": "No contact"}, {"value": "by_worker", "label": "By a worker only"}, {"value": "in_person", "label": "In person, here"}, {"value": "call", "label": "Call"}, {"value": "text", "label": "Text"}, {"value": "through_someone", "label": "Through somebody they trust"}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "prefer_not_to_say", "label": "Prefer not to say", "quick": false}], "required": true}, {"name": "by_whom", "kind": "text", "label": "By whom"}, {"name": "telephone", "kind": "telephone", "label": "Number", "shown_when": {"field": "how", "in": ["call", "text"]}}, {"name": "days", "kind": "choices", "label": "Days", "choices": [{"value": "monday", "label": "Monday"}, {"value": "tuesday", "label": "Tuesday"}, {"value": "wednesday", "label": "Wednesday"}, {"value": "thursday", "label": "Thursday"}, {"value": "friday", "label": "Friday"}, {"value": "saturday", "label": "Saturday"}, {"value": "sunday", "label": "Sunday"}]}, {"name": "from_hour", "kind": "time", "label": "Not before"}, {"name": "to_hour", "kind": "time", "label": "Not after"}, {"name": "somebody_else_answers", "kind": "text", "label": "If somebody else answers, say"}, {"name": "never", "kind": "text", "label": "Never"}, {"name": "must_not_know", "kind": "text", "label": "Who must not know"}, {"name": "true_until", "kind": "date", "label": "True until", "hint": "14 days unless changed."}, {"name": "checked_by", "kind": "person", "label": "Last checked by"}, {"name": "checked_at", "kind": "moment", "label": "Last checked"}], "required": true, "policy": "protective", "protective": ["no_contact", "by_worker", "in_person", "through_someone", "text", "call", "prefer_not_to_say", "not_known"], "protective_part": "how", "section": "Before any contact"},
    {"name": "may_know", "kind": "choices", "label": "They agreed to", "choices": [{"value": "name", "label": "Name they use"}, {"value": "safe_contact", "label": "How it is safe to reach them"}, {"value": "ask", "label": "What they asked for"}, {"value": "facts", "label": "What they said"}, {"value": "view_of_risk", "label": "Their view of risk"}, {"value": "other", "label": "Other", "quick": false}], "policy": "set", "winner": "remove", "section": "What is shared"},
    {"name": "may_know_other", "kind": "text", "label": "What else", "required_when": {"field": "may_know", "has": "other"}, "shown_when": {"field": "may_know", "has": "other"}, "section": "What is shared"},
    {"name": "facts", "kind": "long_text", "label": "Facts passed on", "hint": "What they said, what was seen. Never what we think.", "section": "What is shared"},
    {"name": "view_of_risk", "kind": "text", "label": "Their view of risk", "limit": 500, "shown_when": {"field": "may_know", "has": "view_of_risk"}, "section": "What is shared"},
    {"name": "agreement_words", "kind": "text", "label": "Agreement in words", "hint": "Asked alone, in their own language. Said yes 6 Feb 23:20. Until 6 May.", "limit": 500, "section": "What is shared"},
    {"name": "named_agencies", "kind": "records", "label": "Agencies they named", "targets": ["agency"], "policy": "set", "winner": "remove", "section": "What is shared"},
    {"name": "feedback_level", "kind": "choice", "label": "Police will be told", "choices": [{"value": "nothing", "label": "No"}, {"value": "in_touch", "label": "Only that they are in touch"}, {"value": "outcome", "label": "Outcome too"}], "required": true, "policy": "protective", "protective": ["nothing", "in_touch", "outcome"], "section": "What is shared"},
    {"name": "submitted", "kind": "moment", "label": "Sent off", "personal": false, "section": "What is shared"},
    {"name": "answer", "kind": "group", "label": "Answer", "parts": [{"name": "state", "kind": "choice", "label": "Answer", "choices": [{"value": "received", "label": "Received"}, {"value": "accepted", "label": "Accepted"}, {"value": "declined", "label": "Declined"}, {"value": "passed_on", "label": "Passed on"}, {"value": "closed", "label": "Closed"}], "required": true}, {"name": "why", "kind": "choice", "label": "Cannot take it", "choices": [{"value": "full", "label": "Full"}, {"value": "out_of_area", "label": "Out of area"}, {"value": "threshold", "label": "Threshold"}, {"value": "not_what_we_do", "label": "Not what we do"}, {"value": "not_safe_for_us", "label": "Not safe for us"}, {"value": "said_no", "label": "Said no"}, {"value": "cannot_reach", "label": "Cannot reach"}, {"value": "other", "label": "Other", "quick": false}], "required_when": {"field": "state", "is": "declined"}, "shown_when": {"field": "state", "is": "declined"}}, {"name": "why_other", "kind": "text", "label": "Why", "required_when": {"field": "why", "is": "other"}, "shown_when": {"field": "why", "is": "other"}}, {"name": "passed_to", "kind": "agency", "label": "Passed on to", "required_when": {"field": "state", "is": "passed_on"}, "shown_when": {"field": "state", "is": "passed_on"}}, {"name": "at", "kind": "moment", "label": "When", "required": true}, {"name": "by", "kind": "person", "label": "By"}], "writers": ["support_worker"], "section": "Answer"},
    {"name": "feedback", "kind": "group", "label": "Heard back", "hint": "The exact words that reach the officer, and nothing else.", "parts": [{"name": "in_touch", "kind": "boolean", "label": "In touch"}, {"name": "outcome", "kind": "choice", "label": "Outcome", "choices": [{"value": "in_touch_and_well", "label": "In touch and well"}, {"value": "got_what_they_asked_for", "label": "Got what they asked for"}, {"value": "got_part_of_it", "label": "Got part of it"}, {"value": "stopped_by_their_choice", "label": "Stopped by their choice"}, {"value": "moved_on", "label": "Moved on"}, {"value": "could_not_reach", "label": "Could not reach"}, {"value": "has_died", "label": "Has died"}]}, {"name": "words", "kind": "text", "label": "Words", "limit": 500, "required": true}, {"name": "at", "kind": "moment", "label": "When", "required": true}], "shown_when": {"field": "feedback_level", "in": ["in_touch", "outcome"]}, "writers": ["support_worker"], "section": "Answer"},
    {"name": "stopped", "kind": "choice", "label": "They changed their mind", "choices": [{"value": "stop_everything", "label": "Stop everything"}, {"value": "stop_telling_police", "label": "Stop telling police"}, {"value": "change_how", "label": "Change how to reach them"}, {"value": "change_who", "label": "Change who"}], "policy": "withdrawn", "protective": ["stop_everything", "change_who", "change_how", "stop_telling_police"], "writers": ["support_worker"], "section": "Answer"},
  ],
});
