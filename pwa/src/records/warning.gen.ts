// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import type { RecordDeclared } from './declaration';
import type { FileValue } from './shared_values';

/** Warning, as a record's text holds it. What is not asked is absent. */
export interface Warning {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly patrol?: string;
  readonly recipient_kind?: 'individual' | 'body';
  readonly recipient?: string;
  readonly name?: string;
  readonly alias?: string;
  readonly birth?: { readonly date?: string; readonly how_known?: 'document' | 'checked' | 'self_stated' | 'officer_knows' | 'appearance' | 'not_known'; readonly reference?: string; };
  readonly sixteen_or_over?: 'yes' | 'sixteen_or_seventeen' | 'no';
  readonly address?: string;
  readonly identity?: { readonly basis?: 'document' | 'checked' | 'known' | 'self_stated'; readonly reference?: string; };
  readonly driver_identified?: 'stopped_driving' | 'admitted' | 'camera_and_identified' | 'no';
  readonly cautioned?: 'yes' | 'no_questions_asked' | 'no';
  readonly cautioned_at?: string;
  readonly could_be_victim?: 'no' | 'maybe' | 'yes';
  readonly needs?: 'none_told_or_seen' | 'yes';
  readonly needs_what?: readonly ('reading' | 'language' | 'disability' | 'capacity' | 'somebody_to_help')[];
  readonly needs_help?: 'interpreter' | 'read_aloud' | 'easy_read' | 'supporter' | 'none' | 'other';
  readonly needs_help_other?: string;
  readonly needs_language?: 'en' | 'ro' | 'pl' | 'ar' | 'bg' | 'bn' | 'es' | 'fa' | 'hu' | 'lt' | 'pt' | 'ru' | 'so' | 'sq' | 'th' | 'uk' | 'ur' | 'vi' | 'zh' | 'bsl' | 'not_known' | 'other';
  readonly needs_language_other?: string;
  readonly conduct?: 'soliciting_from_vehicle' | 'asking_people_for_sex' | 'harassing_residents' | 'noise_at_address' | 'drug_visiting' | 'loitering_in_vehicle' | 'facilitating' | 'other';
  readonly conduct_other?: string;
  readonly vehicle?: string;
  readonly from_check?: string;
  readonly occasions?: readonly ({ readonly element: string } & { readonly on?: string; readonly time?: string; readonly street?: string; readonly words?: string; readonly basis?: 'saw' | 'told_by_them' | 'told_by_another' | 'assess'; readonly source?: string; })[];
  readonly what_happened?: string;
  readonly evidence?: readonly ({ readonly element: string } & { readonly kind?: 'resident_report' | 'witness_statement' | 'cctv' | 'officer_saw' | 'body_worn' | 'anpr' | 'doorbell' | 'previous_stop' | 'other'; readonly kind_other?: string; readonly reference?: string; readonly source?: string; readonly on?: string; readonly words?: string; })[];
  readonly test_effect?: { readonly answer?: 'yes' | 'no'; readonly facts?: string; readonly evidence?: readonly string[]; };
  readonly test_persistent?: { readonly answer?: 'yes' | 'no'; readonly facts?: string; readonly evidence?: readonly string[]; };
  readonly test_unreasonable?: { readonly answer?: 'yes' | 'no'; readonly facts?: string; readonly evidence?: readonly string[]; };
  readonly grounds?: string;
  readonly fair_and_needed?: string;
  readonly other_routes?: readonly ('advice' | 'letter' | 'offence' | 'support' | 'direction_to_leave' | 'conditional_caution' | 'abc' | 'pspo' | 'injunction' | 'none' | 'other')[];
  readonly other_routes_other?: string;
  readonly other_routes_why_not?: string;
  readonly template?: string;
  readonly conditions?: readonly ({ readonly element: string } & { readonly text?: string; readonly kind?: 'stop' | 'do' | 'take_steps'; readonly why_needed?: string; readonly why_reasonable?: string; readonly area_words?: string; readonly zones?: readonly string[]; readonly days?: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[]; readonly from_hour?: string; readonly to_hour?: string; readonly from?: string; readonly to?: string; readonly exceptions?: readonly ('home' | 'work' | 'school_run' | 'worship' | 'medical' | 'court' | 'transport' | 'emergency')[]; })[];
  readonly comply?: 'at_once' | 'by_date';
  readonly comply_by?: string;
  readonly begins?: string;
  readonly ends?: string;
  readonly review_on?: string;
  readonly longer_reason?: string;
  readonly wider_than_evidence?: 'no' | 'yes';
  readonly wider_reason?: string;
  readonly touches?: readonly ('none' | 'home' | 'work' | 'school' | 'worship' | 'treatment' | 'court')[];
  readonly touches_reason?: string;
  readonly consulted?: readonly ('council' | 'police' | 'housing' | 'youth_justice' | 'childrens_services' | 'support_worker' | 'none')[];
  readonly consulted_why_none?: string;
  readonly issuer_role?: 'constable' | 'pcso' | 'council_officer' | 'designated_person';
  readonly authority_number?: string;
  readonly authority_to?: string;
  readonly asked_at?: string;
  readonly reply_promised_by?: string;
  readonly consequence_text?: string;
  readonly legal_settings?: readonly string[];
  readonly language_shown?: 'en' | 'ro' | 'pl' | 'en_easy' | 'ar' | 'bg' | 'bn' | 'es' | 'fa' | 'hu' | 'lt' | 'pt' | 'ru' | 'so' | 'sq' | 'th' | 'uk' | 'ur' | 'vi' | 'zh' | 'bsl' | 'not_known' | 'other';
  readonly language_shown_other?: string;
  readonly copy?: { readonly how?: 'printed' | 'pad' | 'posted' | 'left_at_address' | 'handed_over_later'; readonly pad_number?: string; readonly post_class?: 'first' | 'second' | 'signed'; readonly tracking?: string; readonly hand_over_on?: string; readonly sealed_envelope?: boolean; readonly home_shared_at_risk?: 'yes' | 'no' | 'not_known'; };
  readonly given?: { readonly at?: string; readonly by?: string; readonly how?: 'handed' | 'posted' | 'left_at_address'; readonly where?: string; readonly witness?: string; readonly understood?: 'said_yes' | 'read_aloud' | 'interpreter' | 'no' | 'refused'; readonly signature?: 'signed' | 'refused' | 'not_applicable'; readonly copy_left?: boolean; };
  readonly signature_strokes?: readonly (readonly (readonly number[])[])[];
  readonly copy_photo?: FileValue;
  readonly not_given?: { readonly at?: string; readonly why?: string; };
  readonly given_in_error?: { readonly at?: string; readonly missing?: string; readonly tell_by?: string; };
  readonly withdrawn?: { readonly at?: string; readonly by?: string; readonly why?: string; readonly told_at?: string; readonly told_how?: string; };
  readonly replaced?: { readonly on?: string; readonly reference?: string; };
  readonly variations?: readonly { readonly id: string; readonly author: string | null; readonly at: string; readonly value: { readonly at?: string; readonly what?: string; readonly why?: string; readonly told_at?: string; } }[];
  readonly affected_told?: { readonly on?: string; readonly how?: string; };
  readonly submitted?: string;
}

export const WARNING: RecordDeclared = {
  "name": "warning",
  "label": "Warning",
  "plural": "Warnings",
  "home": "op",
  "hint": "There is no appeal to a court against a warning, it can be changed or withdrawn at any time, and not following it is not an offence.",
  "marking": "OFFICIAL-SENSITIVE",
  "regime": "part_3",
  "reference_letter": "H",
  "title": ["name", "reference"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": {
    "field": "submitted",
    "filled": true,
  },
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
    {"name": "withdrawn", "label": "Withdrawn", "when": {"field": "withdrawn", "filled": true}},
    {"name": "replaced", "label": "Replaced by a notice", "when": {"field": "replaced", "filled": true}},
    {"name": "given_in_error", "label": "Given in error", "when": {"field": "given_in_error", "filled": true}},
    {"name": "not_given", "label": "Not given", "when": {"all": [{"field": "not_given", "filled": true}, {"field": "given", "filled": false}]}},
    {"name": "not_begun", "label": "Not begun", "when": {"all": [{"field": "given", "filled": true}, {"field": "$today", "before": {"field": "begins"}}]}},
    {"name": "ended", "label": "Ended", "when": {"all": [{"field": "given", "filled": true}, {"field": "ends", "before": "$today"}]}},
    {"name": "in_force", "label": "In force", "when": {"all": [{"field": "given", "filled": true}, {"field": "ends", "filled": true}]}},
    {"name": "given", "label": "Given", "when": {"field": "given", "filled": true}},
    {"name": "refused", "label": "Refused by supervisor", "when": {"field": "$decision", "is": "refuse"}},
    {"name": "returned", "label": "Returned", "when": {"field": "$decision", "is": "return"}},
    {"name": "approved", "label": "Approved", "when": {"field": "$decision", "in": ["approve", "allow"]}},
    {"name": "with_supervisor", "label": "With supervisor", "when": {"field": "submitted", "filled": true}},
    {"name": "draft", "label": "Draft", "when": {"not": {"field": "submitted", "filled": true}}},
  ],
  "rules": [
    {"code": "age_basis_missing", "strength": "hard", "when": {"all": [{"field": "recipient_kind", "is": "individual"}, {"field": "birth.how_known", "in": [null, "appearance", "not_known"]}]}, "field": "birth", "words": "Say how the age is known. A guess from appearance is no basis."},
    {"code": "under_16", "strength": "hard", "when": {"field": "sixteen_or_over", "is": "no"}, "field": "sixteen_or_over", "words": "Nobody under 16 can be given a warning."},
    {"code": "under_18_exploited", "strength": "hard", "when": {"all": [{"field": "sixteen_or_over", "is": "sixteen_or_seventeen"}, {"field": "could_be_victim", "in": ["maybe", "yes"]}]}, "field": "could_be_victim", "words": "Under 18 with a sign of exploitation: no warning. This is a child to be helped."},
    {"code": "driver_not_identified", "strength": "hard", "when": {"all": [{"all": [{"field": "recipient_kind", "is": "individual"}, {"any": [{"field": "conduct", "in": ["soliciting_from_vehicle", "loitering_in_vehicle"]}, {"field": "vehicle", "filled": true}]}]}, {"field": "driver_identified", "in": [null, "no"]}]}, "field": "driver_identified", "words": "The keeper may not be the driver. Without the driver there can be no warning."},
    {"code": "test_effect_no", "strength": "hard", "when": {"field": "test_effect.answer", "is": "no"}, "field": "test_effect", "words": "The law's test is not met: there can be no warning. You can give advice instead."},
    {"code": "test_effect_unsupported", "strength": "hard", "when": {"all": [{"field": "test_effect.answer", "is": "yes"}, {"any": [{"field": "test_effect.facts", "filled": false}, {"field": "test_effect.evidence", "filled": false}]}]}, "field": "test_effect", "words": "A yes needs facts and evidence."},
    {"code": "test_persistent_no", "strength": "hard", "when": {"field": "test_persistent.answer", "is": "no"}, "field": "test_persistent", "words": "The law's test is not met: there can be no warning. You can give advice instead."},
    {"code": "test_persistent_unsupported", "strength": "hard", "when": {"all": [{"field": "test_persistent.answer", "is": "yes"}, {"any": [{"field": "test_persistent.facts", "filled": false}, {"field": "test_persistent.evidence", "filled": false}]}]}, "field": "test_persistent", "words": "A yes needs facts and evidence."},
    {"code": "test_unreasonable_no", "strength": "hard", "when": {"field": "test_unreasonable.answer", "is": "no"}, "field": "test_unreasonable", "words": "The law's test is not met: there can be no warning. You can give advice instead."},
    {"code": "test_unreasonable_unsupported", "strength": "hard", "when": {"all": [{"field": "test_unreasonable.answer", "is": "yes"}, {"any": [{"field": "test_unreasonable.facts", "filled": false}, {"field": "test_unreasonable.evidence", "filled": false}]}]}, "field": "test_unreasonable", "words": "A yes needs facts and evidence."},
    {"code": "evidence_missing", "strength": "hard", "when": {"field": "evidence", "filled": false}, "field": "evidence", "words": "Name at least one piece of evidence."},
    {"code": "authority_missing", "strength": "hard", "when": {"any": [{"field": "issuer_role", "filled": false}, {"field": "authority_number", "filled": false}]}, "field": "authority_number", "words": "Say by what authority you issue it."},
    {"code": "authority_ended", "strength": "hard", "when": {"all": [{"field": "given", "filled": false}, {"field": "authority_to", "before": "$today"}]}, "field": "authority_to", "words": "This authority has ended. Hand the draft to somebody who may issue it."},
    {"code": "end_missing", "strength": "hard", "when": {"field": "ends", "filled": false}, "field": "ends", "words": "Give an end date."},
    {"code": "ends_before_it_begins", "strength": "hard", "when": {"field": "ends", "before": {"field": "begins"}}, "field": "ends", "words": "It ends before it begins."},
    {"code": "copy_missing", "strength": "hard", "when": {"all": [{"field": "given", "filled": true}, {"field": "copy.how", "filled": false}]}, "field": "copy", "words": "Without a written copy given, left or posted there is no warning."},
    {"code": "copy_endangers", "strength": "hard", "when": {"all": [{"field": "copy.how", "in": ["posted", "left_at_address"]}, {"field": "copy.home_shared_at_risk", "is": "yes"}]}, "field": "copy", "words": "Do not leave or post it where somebody at risk shares the home. Hand it over."},
    {"code": "sergeant_first", "strength": "sergeant", "when": {"field": "$sergeant_first", "is": true}, "field": "recipient", "words": "Sergeant first."},
    {"code": "could_be_victim", "strength": "sergeant", "when": {"field": "could_be_victim", "in": ["maybe", "yes"]}, "field": "could_be_victim", "words": "Could be a victim: a sergeant decides, with reasons."},
    {"code": "sixteen_or_seventeen", "strength": "sergeant", "when": {"field": "sixteen_or_over", "is": "sixteen_or_seventeen"}, "field": "sixteen_or_over", "words": "16 or 17: a sergeant decides. Consult youth justice and children's services."},
    {"code": "capacity", "strength": "sergeant", "when": {"field": "needs_what", "has": "capacity"}, "field": "needs_what", "words": "May not understand or decide: a sergeant decides."},
    {"code": "help_missing", "strength": "sergeant", "when": {"all": [{"field": "needs_what", "has_any": ["reading", "language", "disability"]}, {"field": "needs_help", "in": [null, "none"]}]}, "field": "needs_help", "words": "Needs help that is not there: a sergeant decides."},
    {"code": "longer_than_default", "strength": "reason", "when": {"field": "ends", "from": "$beyond_default"}, "field": "ends", "words": "Longer than the local default: say why.", "reason_field": "longer_reason"},
    {"code": "wider_than_evidence", "strength": "reason", "when": {"field": "wider_than_evidence", "is": "yes"}, "field": "wider_than_evidence", "words": "Wider than the streets in evidence: say why.", "reason_field": "wider_reason"},
    {"code": "touches_life", "strength": "reason", "when": {"field": "touches", "has_any": ["home", "work", "school", "worship", "treatment", "court"]}, "field": "touches", "words": "It touches home, work, school, worship, treatment or court: say why all the same.", "reason_field": "touches_reason"},
  ],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "patrol", "kind": "record", "label": "Patrol", "targets": ["patrol"], "personal": false},
    {"name": "recipient_kind", "kind": "choice", "label": "Recipient", "choices": [{"value": "individual", "label": "Individual"}, {"value": "body", "label": "Body"}], "required": true, "personal": false, "section": "Who"},
    {"name": "recipient", "kind": "record", "label": "Known person or body", "targets": ["person"], "section": "Who"},
    {"name": "name", "kind": "text", "label": "Name", "required": true, "section": "Who"},
    {"name": "alias", "kind": "text", "label": "Also called", "section": "Who"},
    {"name": "birth", "kind": "group", "label": "Born", "parts": [{"name": "date", "kind": "date", "label": "Date of birth", "never_future": true}, {"name": "how_known", "kind": "choice", "label": "How known", "choices": [{"value": "document", "label": "Document"}, {"value": "checked", "label": "Checked, ref"}, {"value": "self_stated", "label": "Told me"}, {"value": "officer_knows", "label": "Known"}, {"value": "appearance", "label": "Guess from appearance", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}], "required": true}, {"name": "reference", "kind": "text", "label": "Reference"}], "required_when": {"field": "recipient_kind", "is": "individual"}, "shown_when": {"field": "recipient_kind", "is": "individual"}, "section": "Who"},
    {"name": "sixteen_or_over", "kind": "choice", "label": "16 or over", "hint": "Worked out from the date of birth; a guess is no basis.", "choices": [{"value": "yes", "label": "Yes, 18 or over"}, {"value": "sixteen_or_seventeen", "label": "16 or 17: a sergeant decides"}, {"value": "no", "label": "No: no warning"}], "required_when": {"field": "recipient_kind", "is": "individual"}, "shown_when": {"field": "recipient_kind", "is": "individual"}, "policy": "protective", "protective": ["no", "sixteen_or_seventeen", "yes"], "section": "Who"},
    {"name": "address", "kind": "text", "label": "Address, or proper address", "limit": 500, "required": true, "section": "Who"},
    {"name": "identity", "kind": "group", "label": "Identity", "hint": "A keeper is a lead and never identity. What a police check says is not kept here.", "parts": [{"name": "basis", "kind": "choice", "label": "How known", "choices": [{"value": "document", "label": "Document"}, {"value": "checked", "label": "Checked, ref"}, {"value": "known", "label": "Known"}, {"value": "self_stated", "label": "Told me"}], "required": true}, {"name": "reference", "kind": "text", "label": "Reference", "required_when": {"field": "basis", "is": "checked"}}], "required": true, "section": "Who"},
    {"name": "driver_identified", "kind": "choice", "label": "Is this the driver?", "choices": [{"value": "stopped_driving", "label": "I stopped them driving"}, {"value": "admitted", "label": "Admitted"}, {"value": "camera_and_identified", "label": "Camera and identified"}, {"value": "no", "label": "No"}], "required_when": {"all": [{"field": "recipient_kind", "is": "individual"}, {"any": [{"field": "conduct", "in": ["soliciting_from_vehicle", "loitering_in_vehicle"]}, {"field": "vehicle", "filled": true}]}]}, "shown_when": {"all": [{"field": "recipient_kind", "is": "individual"}, {"any": [{"field": "conduct", "in": ["soliciting_from_vehicle", "loitering_in_vehicle"]}, {"field": "vehicle", "filled": true}]}]}, "section": "Who"},
    {"name": "cautioned", "kind": "choice", "label": "Cautioned before questions about an offence?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no_questions_asked", "label": "No questions asked"}, {"value": "no", "label": "No"}], "required": true, "section": "Who"},
    {"name": "cautioned_at", "kind": "moment", "label": "Cautioned at", "required_when": {"field": "cautioned", "is": "yes"}, "shown_when": {"field": "cautioned", "is": "yes"}, "section": "Who"},
    {"name": "could_be_victim", "kind": "choice", "label": "Could this person be a victim here?", "hint": "No default. Maybe or Yes: a sergeant decides.", "choices": [{"value": "no", "label": "No"}, {"value": "maybe", "label": "Maybe"}, {"value": "yes", "label": "Yes"}], "required_when": {"field": "recipient_kind", "is": "individual"}, "shown_when": {"field": "recipient_kind", "is": "individual"}, "policy": "protective", "protective": ["yes", "maybe", "no"], "section": "Who"},
    {"name": "needs", "kind": "choice", "label": "Reading, language, disability, somebody to help?", "choices": [{"value": "none_told_or_seen", "label": "None told or seen"}, {"value": "yes", "label": "Yes..."}], "required_when": {"field": "recipient_kind", "is": "individual"}, "shown_when": {"field": "recipient_kind", "is": "individual"}, "section": "Who"},
    {"name": "needs_what", "kind": "choices", "label": "What", "choices": [{"value": "reading", "label": "Reading"}, {"value": "language", "label": "Language"}, {"value": "disability", "label": "Disability"}, {"value": "capacity", "label": "Understanding or deciding"}, {"value": "somebody_to_help", "label": "Somebody to help"}], "required_when": {"field": "needs", "is": "yes"}, "shown_when": {"field": "needs", "is": "yes"}, "policy": "set", "winner": "add", "section": "Who"},
    {"name": "needs_help", "kind": "choice", "label": "Help given", "choices": [{"value": "interpreter", "label": "Interpreter"}, {"value": "read_aloud", "label": "Read aloud"}, {"value": "easy_read", "label": "Easy read"}, {"value": "supporter", "label": "Somebody of their choice"}, {"value": "none", "label": "None yet"}, {"value": "other", "label": "Other", "quick": false}], "required_when": {"field": "needs", "is": "yes"}, "shown_when": {"field": "needs", "is": "yes"}, "section": "Who"},
    {"name": "needs_help_other", "kind": "text", "label": "Which help", "required_when": {"field": "needs_help", "is": "other"}, "shown_when": {"field": "needs_help", "is": "other"}, "section": "Who"},
    {"name": "needs_language", "kind": "choice", "label": "Language", "choices": [{"value": "en", "label": "English"}, {"value": "ro", "label": "Română"}, {"value": "pl", "label": "Polski"}, {"value": "ar", "label": "العربية", "quick": false}, {"value": "bg", "label": "Български", "quick": false}, {"value": "bn", "label": "বাংলা", "quick": false}, {"value": "es", "label": "Español", "quick": false}, {"value": "fa", "label": "فارسی", "quick": false}, {"value": "hu", "label": "Magyar", "quick": false}, {"value": "lt", "label": "Lietuvių", "quick": false}, {"value": "pt", "label": "Português", "quick": false}, {"value": "ru", "label": "Русский", "quick": false}, {"value": "so", "label": "Soomaali", "quick": false}, {"value": "sq", "label": "Shqip", "quick": false}, {"value": "th", "label": "ไทย", "quick": false}, {"value": "uk", "label": "Українська", "quick": false}, {"value": "ur", "label": "اردو", "quick": false}, {"value": "vi", "label": "Tiếng Việt", "quick": false}, {"value": "zh", "label": "中文", "quick": false}, {"value": "bsl", "label": "British Sign Language", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "shown_when": {"field": "needs_what", "has": "language"}, "section": "Who"},
    {"name": "needs_language_other", "kind": "text", "label": "Which language", "required_when": {"field": "needs_language", "is": "other"}, "shown_when": {"field": "needs_language", "is": "other"}, "section": "Who"},
    {"name": "conduct", "kind": "choice", "label": "Conduct", "choices": [{"value": "soliciting_from_vehicle", "label": "Driving round to buy sex"}, {"value": "asking_people_for_sex", "label": "Asking people for sex"}, {"value": "harassing_residents", "label": "Harassing residents"}, {"value": "noise_at_address", "label": "Noise or disorder at an address"}, {"value": "drug_visiting", "label": "Drug dealing or visiting"}, {"value": "loitering_in_vehicle", "label": "Loitering in a vehicle", "quick": false}, {"value": "facilitating", "label": "Facilitating", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "required": true, "section": "What happened"},
    {"name": "conduct_other", "kind": "text", "label": "Which conduct", "required_when": {"field": "conduct", "is": "other"}, "shown_when": {"field": "conduct", "is": "other"}, "section": "What happened"},
    {"name": "vehicle", "kind": "record", "label": "Vehicle", "targets": ["vehicle"], "section": "What happened"},
    {"name": "from_check", "kind": "record", "label": "From this check", "targets": ["breach_check"], "section": "What happened"},
    {"name": "occasions", "kind": "repeated", "label": "When and where", "parts": [{"name": "on", "kind": "date", "label": "Date", "required": true}, {"name": "time", "kind": "time", "label": "Time"}, {"name": "street", "kind": "text", "label": "Street"}, {"name": "words", "kind": "text", "label": "What was done", "limit": 500}, {"name": "basis", "kind": "choice", "label": "How you know", "choices": [{"value": "saw", "label": "I saw it"}, {"value": "told_by_them", "label": "I was told by them"}, {"value": "told_by_another", "label": "I was told by another"}, {"value": "assess", "label": "I assess"}]}, {"name": "source", "kind": "record", "label": "Entry here", "targets": ["community_report", "sighting", "breach_check", "premises_visit"]}], "required": true, "section": "What happened"},
    {"name": "what_happened", "kind": "long_text", "label": "What happened", "hint": "In one paragraph: dates, places, what was done.", "required": true, "section": "What happened"},
    {"name": "evidence", "kind": "repeated", "label": "Evidence", "parts": [{"name": "kind", "kind": "choice", "label": "Kind", "choices": [{"value": "resident_report", "label": "Resident report"}, {"value": "witness_statement", "label": "Witness statement"}, {"value": "cctv", "label": "CCTV"}, {"value": "officer_saw", "label": "Officer saw"}, {"value": "body_worn", "label": "Body-worn video"}, {"value": "anpr", "label": "ANPR"}, {"value": "doorbell", "label": "Doorbell video"}, {"value": "previous_stop", "label": "Previous stop"}, {"value": "other", "label": "Other", "quick": false}], "required": true}, {"name": "kind_other", "kind": "text", "label": "Which kind", "required_when": {"field": "kind", "is": "other"}, "shown_when": {"field": "kind", "is": "other"}}, {"name": "reference", "kind": "text", "label": "Reference or number"}, {"name": "source", "kind": "record", "label": "Entry here", "targets": ["community_report", "sighting", "breach_check", "premises_visit"]}, {"name": "on", "kind": "date", "label": "Of"}, {"name": "words", "kind": "text", "label": "What it shows"}], "required": true, "section": "What happened"},
    {"name": "test_effect", "kind": "group", "label": "It harms the quality of life of people here", "parts": [{"name": "answer", "kind": "choice", "label": "Answer", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}], "required": true}, {"name": "facts", "kind": "long_text", "label": "Facts", "limit": 2000}, {"name": "evidence", "kind": "texts", "label": "Evidence", "hint": "Lines of the evidence list, or words."}], "required": true, "section": "The test (section 43)"},
    {"name": "test_persistent", "kind": "group", "label": "That harm persists or keeps happening", "parts": [{"name": "answer", "kind": "choice", "label": "Answer", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}], "required": true}, {"name": "facts", "kind": "long_text", "label": "Facts", "limit": 2000}, {"name": "evidence", "kind": "texts", "label": "Evidence", "hint": "Lines of the evidence list, or words."}], "required": true, "section": "The test (section 43)"},
    {"name": "test_unreasonable", "kind": "group", "label": "The conduct is unreasonable", "parts": [{"name": "answer", "kind": "choice", "label": "Answer", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}], "required": true}, {"name": "facts", "kind": "long_text", "label": "Facts", "limit": 2000}, {"name": "evidence", "kind": "texts", "label": "Evidence", "hint": "Lines of the evidence list, or words."}], "required": true, "section": "The test (section 43)"},
    {"name": "grounds", "kind": "long_text", "label": "My grounds for all three", "hint": "Reasonable grounds: what you saw, heard and read.", "required": true, "section": "The test (section 43)"},
    {"name": "fair_and_needed", "kind": "long_text", "label": "Fair and needed?", "hint": "Necessary and proportionate; equality considered. Short reasons.", "limit": 2000, "required": true, "section": "The test (section 43)"},
    {"name": "other_routes", "kind": "choices", "label": "What else was tried or thought of", "choices": [{"value": "advice", "label": "Advice"}, {"value": "letter", "label": "Letter"}, {"value": "offence", "label": "Offence dealt with"}, {"value": "support", "label": "Support"}, {"value": "direction_to_leave", "label": "Direction to leave (s.35)", "quick": false}, {"value": "conditional_caution", "label": "Conditional caution or course", "quick": false}, {"value": "abc", "label": "ABC", "quick": false}, {"value": "pspo", "label": "PSPO", "quick": false}, {"value": "injunction", "label": "Injunction or Respect Order", "quick": false}, {"value": "none", "label": "None", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "policy": "set", "winner": "add", "section": "The test (section 43)"},
    {"name": "other_routes_other", "kind": "text", "label": "Which other", "required_when": {"field": "other_routes", "has": "other"}, "shown_when": {"field": "other_routes", "has": "other"}, "section": "The test (section 43)"},
    {"name": "other_routes_why_not", "kind": "text", "label": "Why not", "limit": 500, "shown_when": {"field": "other_routes", "filled": true}, "section": "The test (section 43)"},
    {"name": "template", "kind": "record", "label": "Template", "targets": ["warning_template"], "section": "What must stop"},
    {"name": "conditions", "kind": "repeated", "label": "Conditions", "parts": [{"name": "text", "kind": "long_text", "label": "What must stop", "limit": 2000, "required": true}, {"name": "kind", "kind": "choice", "label": "Type", "choices": [{"value": "stop", "label": "Stop"}, {"value": "do", "label": "Do"}, {"value": "take_steps", "label": "Take steps"}], "required": true}, {"name": "why_needed", "kind": "long_text", "label": "Why it is needed", "limit": 1000, "required": true}, {"name": "why_reasonable", "kind": "long_text", "label": "Why it is reasonable", "limit": 1000, "required": true}, {"name": "area_words", "kind": "text", "label": "Area in words: the streets", "limit": 1000}, {"name": "zones", "kind": "records", "label": "Area", "targets": ["zone"], "policy": "set", "winner": "remove"}, {"name": "days", "kind": "choices", "label": "Days", "choices": [{"value": "monday", "label": "Monday"}, {"value": "tuesday", "label": "Tuesday"}, {"value": "wednesday", "label": "Wednesday"}, {"value": "thursday", "label": "Thursday"}, {"value": "friday", "label": "Friday"}, {"value": "saturday", "label": "Saturday"}, {"value": "sunday", "label": "Sunday"}], "policy": "set", "winner": "remove"}, {"name": "from_hour", "kind": "time", "label": "From"}, {"name": "to_hour", "kind": "time", "label": "To"}, {"name": "from", "kind": "date", "label": "From (date)"}, {"name": "to", "kind": "date", "label": "To (date)"}, {"name": "exceptions", "kind": "choices", "label": "Allowed", "choices": [{"value": "home", "label": "Home"}, {"value": "work", "label": "Work"}, {"value": "school_run", "label": "School run"}, {"value": "worship", "label": "Worship"}, {"value": "medical", "label": "Medical and support"}, {"value": "court", "label": "Court, probation, solicitor"}, {"value": "transport", "label": "Travel through"}, {"value": "emergency", "label": "Emergency"}], "policy": "set", "winner": "add"}], "required": true, "section": "What must stop"},
    {"name": "comply", "kind": "choice", "label": "By when", "choices": [{"value": "at_once", "label": "At once"}, {"value": "by_date", "label": "By a date"}], "required": true, "section": "What must stop"},
    {"name": "comply_by", "kind": "date", "label": "By", "required_when": {"field": "comply", "is": "by_date"}, "shown_when": {"field": "comply", "is": "by_date"}, "section": "What must stop"},
    {"name": "begins", "kind": "date", "label": "Begins", "hint": "Empty: when it is given.", "section": "What must stop"},
    {"name": "ends", "kind": "date", "label": "Ends", "hint": "Inclusive.", "required": true, "section": "What must stop"},
    {"name": "review_on", "kind": "date", "label": "Look again", "required": true, "section": "What must stop"},
    {"name": "longer_reason", "kind": "text", "label": "Why longer than usual", "limit": 500, "shown_when": {"field": "ends", "from": "$beyond_default"}, "section": "What must stop"},
    {"name": "wider_than_evidence", "kind": "choice", "label": "Is the area wider than the streets in the evidence?", "choices": [{"value": "no", "label": "No"}, {"value": "yes", "label": "Yes"}], "section": "What must stop"},
    {"name": "wider_reason", "kind": "text", "label": "Why wider", "limit": 500, "shown_when": {"field": "wider_than_evidence", "is": "yes"}, "section": "What must stop"},
    {"name": "touches", "kind": "choices", "label": "The conditions touch their", "hint": "Addresses are tested and never printed.", "choices": [{"value": "none", "label": "None of these"}, {"value": "home", "label": "Home"}, {"value": "work", "label": "Work"}, {"value": "school", "label": "School"}, {"value": "worship", "label": "Place of worship"}, {"value": "treatment", "label": "Treatment or support"}, {"value": "court", "label": "Court or probation"}], "policy": "set", "winner": "add", "section": "What must stop"},
    {"name": "touches_reason", "kind": "text", "label": "Why all the same", "limit": 500, "shown_when": {"field": "touches", "has_any": ["home", "work", "school", "worship", "treatment", "court"]}, "section": "What must stop"},
    {"name": "consulted", "kind": "choices", "label": "Consulted", "choices": [{"value": "council", "label": "Council"}, {"value": "police", "label": "Police"}, {"value": "housing", "label": "Housing"}, {"value": "youth_justice", "label": "Youth justice"}, {"value": "childrens_services", "label": "Children's services"}, {"value": "support_worker", "label": "Support worker"}, {"value": "none", "label": "None, why"}], "policy": "set", "winner": "add", "section": "Check"},
    {"name": "consulted_why_none", "kind": "text", "label": "Why nobody", "required_when": {"field": "consulted", "has": "none"}, "shown_when": {"field": "consulted", "has": "none"}, "section": "Check"},
    {"name": "issuer_role", "kind": "choice", "label": "Authority", "choices": [{"value": "constable", "label": "Constable"}, {"value": "pcso", "label": "PCSO (designated)"}, {"value": "council_officer", "label": "Council officer (authorised)"}, {"value": "designated_person", "label": "Designated person (landlord)"}], "required": true, "section": "Check"},
    {"name": "authority_number", "kind": "text", "label": "Warrant, designation or authorisation number", "limit": 60, "required": true, "section": "Check"},
    {"name": "authority_to", "kind": "date", "label": "Authority good to", "hint": "To the end of that day. Empty: no end.", "section": "Check"},
    {"name": "asked_at", "kind": "moment", "label": "Asked a supervisor", "personal": false, "section": "Check"},
    {"name": "reply_promised_by", "kind": "moment", "label": "Reply promised by", "personal": false, "section": "Check", "ahead": true},
    {"name": "consequence_text", "kind": "long_text", "label": "What may follow", "hint": "A notice, an offence, penalties as the law stands; no appeal; how to ask for a change.", "required_when": {"field": "given", "filled": true}, "section": "Check"},
    {"name": "legal_settings", "kind": "records", "label": "Settings of law printed", "targets": ["legal_setting"], "policy": "set", "winner": "add", "personal": false, "section": "Check"},
    {"name": "language_shown", "kind": "choice", "label": "Language shown", "choices": [{"value": "en", "label": "English"}, {"value": "ro", "label": "Română"}, {"value": "pl", "label": "Polski"}, {"value": "en_easy", "label": "Easy read"}, {"value": "ar", "label": "العربية", "quick": false}, {"value": "bg", "label": "Български", "quick": false}, {"value": "bn", "label": "বাংলা", "quick": false}, {"value": "es", "label": "Español", "quick": false}, {"value": "fa", "label": "فارسی", "quick": false}, {"value": "hu", "label": "Magyar", "quick": false}, {"value": "lt", "label": "Lietuvių", "quick": false}, {"value": "pt", "label": "Português", "quick": false}, {"value": "ru", "label": "Русский", "quick": false}, {"value": "so", "label": "Soomaali", "quick": false}, {"value": "sq", "label": "Shqip", "quick": false}, {"value": "th", "label": "ไทย", "quick": false}, {"value": "uk", "label": "Українська", "quick": false}, {"value": "ur", "label": "اردو", "quick": false}, {"value": "vi", "label": "Tiếng Việt", "quick": false}, {"value": "zh", "label": "中文", "quick": false}, {"value": "bsl", "label": "British Sign Language", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "section": "Check"},
    {"name": "language_shown_other", "kind": "text", "label": "Which language", "required_when": {"field": "language_shown", "is": "other"}, "shown_when": {"field": "language_shown", "is": "other"}, "section": "Check"},
    {"name": "copy", "kind": "group", "label": "Their copy", "hint": "No copy, no warning.", "parts": [{"name": "how", "kind": "choice", "label": "How", "choices": [{"value": "printed", "label": "Print here"}, {"value": "pad", "label": "Pad no."}, {"value": "posted", "label": "Post today"}, {"value": "left_at_address", "label": "Left at the address"}, {"value": "handed_over_later", "label": "Hand over later"}], "required": true}, {"name": "pad_number", "kind": "text", "label": "Pad no.", "limit": 30, "required_when": {"field": "how", "is": "pad"}}, {"name": "post_class", "kind": "choice", "label": "Class of post", "choices": [{"value": "first", "label": "First class"}, {"value": "second", "label": "Second class"}, {"value": "signed", "label": "Signed for"}], "required_when": {"field": "how", "is": "posted"}}, {"name": "tracking", "kind": "text", "label": "Tracking", "limit": 60}, {"name": "hand_over_on", "kind": "date", "label": "When", "required_when": {"field": "how", "is": "handed_over_later"}}, {"name": "sealed_envelope", "kind": "boolean", "label": "Sealed plain envelope, addressee only"}, {"name": "home_shared_at_risk", "kind": "choice", "label": "Home shared with somebody at risk", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}], "required_when": {"field": "how", "in": ["posted", "left_at_address"]}}], "section": "Their copy"},
    {"name": "given", "kind": "group", "label": "Given", "parts": [{"name": "at", "kind": "moment", "label": "When", "required": true}, {"name": "by", "kind": "person", "label": "By", "required": true}, {"name": "how", "kind": "choice", "label": "How", "choices": [{"value": "handed", "label": "Handed over"}, {"value": "posted", "label": "Posted"}, {"value": "left_at_address", "label": "Left at the address"}], "required": true}, {"name": "where", "kind": "text", "label": "Where"}, {"name": "witness", "kind": "text", "label": "Witness"}, {"name": "understood", "kind": "choice", "label": "Understood?", "choices": [{"value": "said_yes", "label": "Yes"}, {"value": "read_aloud", "label": "Read aloud"}, {"value": "interpreter", "label": "Interpreter"}, {"value": "no", "label": "No"}, {"value": "refused", "label": "Refused to say"}], "required_when": {"field": "how", "is": "handed"}}, {"name": "signature", "kind": "choice", "label": "Signature", "choices": [{"value": "signed", "label": "Signed"}, {"value": "refused", "label": "I do not want to sign"}, {"value": "not_applicable", "label": "Not there"}], "required": true}, {"name": "copy_left", "kind": "boolean", "label": "Copy left"}], "section": "Give it"},
    {"name": "signature_strokes", "kind": "strokes", "label": "Signature", "shown_when": {"field": "given.signature", "is": "signed"}, "section": "Give it"},
    {"name": "copy_photo", "kind": "file", "label": "Photograph of the copy", "section": "Give it"},
    {"name": "not_given", "kind": "group", "label": "Not given", "parts": [{"name": "at", "kind": "moment", "label": "When", "required": true}, {"name": "why", "kind": "text", "label": "Why", "limit": 500, "required": true}], "section": "Afterwards"},
    {"name": "given_in_error", "kind": "group", "label": "Given in error", "parts": [{"name": "at", "kind": "moment", "label": "Found", "required": true}, {"name": "missing", "kind": "text", "label": "What was missing", "limit": 500, "required": true}, {"name": "tell_by", "kind": "moment", "label": "Withdraw and tell them by", "ahead": true}], "policy": "fixed", "section": "Afterwards"},
    {"name": "withdrawn", "kind": "group", "label": "Withdrawn", "parts": [{"name": "at", "kind": "moment", "label": "When", "required": true}, {"name": "by", "kind": "person", "label": "By", "required": true}, {"name": "why", "kind": "text", "label": "Why", "limit": 500, "required": true}, {"name": "told_at", "kind": "moment", "label": "Told them"}, {"name": "told_how", "kind": "text", "label": "How"}], "policy": "protective", "section": "Afterwards"},
    {"name": "replaced", "kind": "group", "label": "Replaced by a notice", "parts": [{"name": "on", "kind": "date", "label": "On", "required": true}, {"name": "reference", "kind": "text", "label": "Reference of the notice", "required": true}], "section": "Afterwards"},
    {"name": "variations", "kind": "entries", "label": "Changes of the warning", "parts": [{"name": "at", "kind": "moment", "label": "When", "required": true}, {"name": "what", "kind": "text", "label": "What", "limit": 1000, "required": true}, {"name": "why", "kind": "text", "label": "Why", "limit": 500, "required": true}, {"name": "told_at", "kind": "moment", "label": "Told them"}], "policy": "append", "section": "Afterwards"},
    {"name": "affected_told", "kind": "group", "label": "People affected told", "hint": "That action was taken, never about whom.", "parts": [{"name": "on", "kind": "date", "label": "On", "required": true}, {"name": "how", "kind": "text", "label": "How"}], "section": "Afterwards"},
    {"name": "submitted", "kind": "moment", "label": "Finished", "personal": false, "section": "Check"},
  ],
};
