// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';
import type { Place } from './shared_values';

/** Check on a warning, as a record's text holds it. What is not asked is absent. */
export interface BreachCheck {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly patrol?: string;
  readonly place?: Place;
  readonly warning?: string;
  readonly check_type?: 'patrol_pass' | 'stop' | 'cctv_review' | 'plate_sighting' | 'resident_report' | 'visit';
  readonly happened_at?: string;
  readonly inside_area?: 'yes' | 'no' | 'unsure';
  readonly inside_area_from?: 'position' | 'street';
  readonly within_hours?: 'yes' | 'no' | 'unsure';
  readonly finding?: 'there_nothing_wrong' | 'the_conduct_again' | 'allowed_reason' | 'not_sure_it_is_them' | 'nothing_seen' | 'unable_to_check';
  readonly conduct_seen?: 'none' | 'there_nothing_wrong' | 'the_conduct_again' | 'unclear';
  readonly conduct_words?: string;
  readonly identity_sure?: 'yes' | 'likely' | 'no';
  readonly identity_how?: string;
  readonly exception_claimed?: 'home' | 'work' | 'school_run' | 'worship' | 'medical' | 'court' | 'transport' | 'emergency' | 'other' | 'not_known';
  readonly exception_claimed_other?: string;
  readonly exception_evidence_seen?: 'yes' | 'no' | 'not_known';
  readonly explanation?: string;
  readonly evidence?: readonly ({ readonly element: string } & { readonly kind?: 'resident_report' | 'witness_statement' | 'cctv' | 'officer_saw' | 'body_worn' | 'anpr' | 'doorbell' | 'previous_stop' | 'other'; readonly kind_other?: string; readonly reference?: string; readonly source?: string; readonly on?: string; readonly words?: string; })[];
  readonly action?: 'none' | 'reminder' | 'report_to_supervisor' | 'notice_proposed' | 'offence_dealt_with' | 'variation_proposed';
  readonly next_check_by?: string;
  readonly still_having_effect?: 'yes' | 'no' | 'not_known';
  readonly still_having_effect_why?: string;
}

export const BREACH_CHECK: RecordDeclared = declared({
  "name": "breach_check",
  "label": "Check on a warning",
  "plural": "Checks on warnings",
  "home": "op",
  "hint": "Not following a warning is not a crime and gives no power to stop. Ask, listen, write.",
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": "K",
  "title": ["reference"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": null,
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "patrol", "kind": "record", "label": "Patrol", "targets": ["patrol"], "personal": false},
    {"name": "place", "kind": "place", "label": "Where", "required": true, "section": "Where and when"},
    {"name": "warning", "kind": "record", "label": "Warning", "targets": ["warning"], "required": true},
    {"name": "check_type", "kind": "choice", "label": "How checked", "choices": [{"value": "patrol_pass", "label": "Patrol pass"}, {"value": "stop", "label": "Stop"}, {"value": "cctv_review", "label": "CCTV review"}, {"value": "plate_sighting", "label": "Plate sighting"}, {"value": "resident_report", "label": "Resident report"}, {"value": "visit", "label": "Visit"}], "required": true},
    {"name": "happened_at", "kind": "moment", "label": "When", "required": true, "personal": false},
    {"name": "inside_area", "kind": "choice", "label": "Inside the area", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}], "section": "Where and when"},
    {"name": "inside_area_from", "kind": "choice", "label": "How you know", "choices": [{"value": "position", "label": "This phone's position"}, {"value": "street", "label": "Street named"}], "section": "Where and when"},
    {"name": "within_hours", "kind": "choice", "label": "Within the hours", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "unsure", "label": "Unsure"}], "section": "Where and when"},
    {"name": "finding", "kind": "choice", "label": "What you found", "choices": [{"value": "there_nothing_wrong", "label": "There, doing nothing wrong"}, {"value": "the_conduct_again", "label": "The conduct again"}, {"value": "allowed_reason", "label": "Says allowed because ..."}, {"value": "not_sure_it_is_them", "label": "Not sure it is them"}, {"value": "nothing_seen", "label": "Nothing seen"}, {"value": "unable_to_check", "label": "Unable to check"}], "required": true, "section": "Finding"},
    {"name": "conduct_seen", "kind": "choice", "label": "Conduct seen", "choices": [{"value": "none", "label": "None"}, {"value": "there_nothing_wrong", "label": "There, doing nothing wrong"}, {"value": "the_conduct_again", "label": "The conduct again"}, {"value": "unclear", "label": "Unclear"}], "section": "Finding"},
    {"name": "conduct_words", "kind": "long_text", "label": "What you saw", "section": "Finding"},
    {"name": "identity_sure", "kind": "choice", "label": "Sure it is them?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "likely", "label": "Likely"}, {"value": "no", "label": "No"}], "section": "Finding"},
    {"name": "identity_how", "kind": "text", "label": "How", "required_when": {"field": "identity_sure", "is": "yes"}, "shown_when": {"field": "identity_sure", "is": "yes"}, "section": "Finding"},
    {"name": "exception_claimed", "kind": "choice", "label": "Allowed because", "choices": [{"value": "home", "label": "Home"}, {"value": "work", "label": "Work"}, {"value": "school_run", "label": "School run"}, {"value": "worship", "label": "Worship"}, {"value": "medical", "label": "Medical and support"}, {"value": "court", "label": "Court, probation, solicitor"}, {"value": "transport", "label": "Travel through"}, {"value": "emergency", "label": "Emergency"}, {"value": "other", "label": "Other", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}], "required_when": {"field": "finding", "is": "allowed_reason"}, "shown_when": {"field": "finding", "is": "allowed_reason"}, "section": "Finding"},
    {"name": "exception_claimed_other", "kind": "text", "label": "Which reason", "required_when": {"field": "exception_claimed", "is": "other"}, "shown_when": {"field": "exception_claimed", "is": "other"}, "section": "Finding"},
    {"name": "exception_evidence_seen", "kind": "choice", "label": "Something shown for it", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}], "shown_when": {"field": "finding", "is": "allowed_reason"}, "section": "Finding"},
    {"name": "explanation", "kind": "long_text", "label": "What they said", "section": "Finding"},
    {"name": "evidence", "kind": "repeated", "label": "Evidence", "parts": [{"name": "kind", "kind": "choice", "label": "Kind", "choices": [{"value": "resident_report", "label": "Resident report"}, {"value": "witness_statement", "label": "Witness statement"}, {"value": "cctv", "label": "CCTV"}, {"value": "officer_saw", "label": "Officer saw"}, {"value": "body_worn", "label": "Body-worn video"}, {"value": "anpr", "label": "ANPR"}, {"value": "doorbell", "label": "Doorbell video"}, {"value": "previous_stop", "label": "Previous stop"}, {"value": "other", "label": "Other", "quick": false}], "required": true}, {"name": "kind_other", "kind": "text", "label": "Which kind", "required_when": {"field": "kind", "is": "other"}, "shown_when": {"field": "kind", "is": "other"}}, {"name": "reference", "kind": "text", "label": "Reference or number"}, {"name": "source", "kind": "record", "label": "Entry here", "targets": ["community_report", "sighting", "breach_check", "premises_visit"]}, {"name": "on", "kind": "date", "label": "Of"}, {"name": "words", "kind": "text", "label": "What it shows"}], "section": "Finding"},
    {"name": "action", "kind": "choice", "label": "Action", "choices": [{"value": "none", "label": "None"}, {"value": "reminder", "label": "Reminder"}, {"value": "report_to_supervisor", "label": "Report to supervisor"}, {"value": "notice_proposed", "label": "Notice proposed"}, {"value": "offence_dealt_with", "label": "Offence dealt with"}, {"value": "variation_proposed", "label": "Change of warning proposed"}], "section": "Next"},
    {"name": "next_check_by", "kind": "date", "label": "Next check by", "personal": false, "section": "Next"},
    {"name": "still_having_effect", "kind": "choice", "label": "Still having that effect?", "hint": "The supervisor's question before any notice.", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}], "writers": ["supervisor"], "section": "Supervisor"},
    {"name": "still_having_effect_why", "kind": "text", "label": "Why", "limit": 500, "required_when": {"field": "still_having_effect", "is": "yes"}, "shown_when": {"field": "still_having_effect", "is": "yes"}, "writers": ["supervisor"], "section": "Supervisor"},
  ],
});
