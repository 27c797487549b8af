// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';
import type { Place } from './shared_values';

/** Resident's report, as a record's text holds it. What is not asked is absent. */
export interface CommunityReport {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly patrol?: string;
  readonly place?: Place;
  readonly channel?: 'doorstep' | 'phone' | 'web' | 'meeting' | 'email' | 'councillor' | 'not_known';
  readonly reporter_kind?: 'named' | 'anonymous';
  readonly saw_it?: 'yes' | 'told' | 'camera' | 'not_known';
  readonly happened_at?: string;
  readonly kinds?: readonly ('kerb_crawling' | 'person_picked_up' | 'sex_act_in_public' | 'drug_dealing' | 'litter' | 'noise' | 'threat' | 'suspected_cuckooing' | 'child_seen' | 'other')[];
  readonly kinds_other?: string;
  readonly words?: string;
  readonly impact?: readonly ('fear' | 'sleep' | 'children' | 'property' | 'business' | 'not_known')[];
  readonly plate_sure?: 'all' | 'some' | 'none';
  readonly plate?: string;
  readonly make?: string;
  readonly model?: string;
  readonly colour?: 'white' | 'silver' | 'grey' | 'black' | 'blue' | 'red' | 'green' | 'brown' | 'beige' | 'yellow' | 'gold' | 'orange' | 'purple' | 'two_colours' | 'not_known' | 'other';
  readonly colour_other?: string;
  readonly vehicle_type?: 'car' | 'van' | 'taxi' | 'motorcycle' | 'lorry' | 'not_known' | 'other';
  readonly vehicle_type_other?: string;
  readonly features?: string;
  readonly occupants?: number;
  readonly direction?: string;
  readonly driver_description?: string;
  readonly footage?: 'none' | 'doorbell' | 'dashcam' | 'phone' | 'not_known';
  readonly statement?: 'will_give' | 'no' | 'later';
  readonly normalised?: string;
  readonly match?: 'exact' | 'near' | 'none';
  readonly vehicle?: string;
  readonly cctv?: { readonly state?: 'asked' | 'seen' | 'not_seen' | 'no_cover' | 'overwritten'; readonly by?: string; readonly on?: string; readonly overwritten_on?: string; readonly reference?: string; };
  readonly keeper_check?: { readonly reference?: string; readonly on?: string; };
  readonly driver_found?: 'yes' | 'no' | 'not_known';
  readonly outcome?: 'explained_worker' | 'explained_resident' | 'explained_taxi' | 'visit' | 'advice' | 'warning' | 'intelligence' | 'no_further_action' | 'duplicate';
  readonly outcome_why?: string;
  readonly duplicate_of?: string;
  readonly told_reporter?: { readonly on?: string; readonly what?: string; };
  readonly submitted?: string;
}

export const COMMUNITY_REPORT: RecordDeclared = declared({
  "name": "community_report",
  "label": "Resident's report",
  "plural": "Residents' reports",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": "C",
  "title": ["plate", "reference"],
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
    {"name": "answered", "label": "Answered", "when": {"field": "told_reporter", "filled": true}},
    {"name": "closed", "label": "Result known", "when": {"field": "outcome", "filled": true}},
    {"name": "open", "label": "Open", "when": {"field": "submitted", "filled": true}},
    {"name": "draft", "label": "Draft", "when": {"all": []}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "patrol", "kind": "record", "label": "Patrol", "targets": ["patrol"], "personal": false},
    {"name": "place", "kind": "place", "label": "Where", "required": true, "section": "Where and when"},
    {"name": "channel", "kind": "choice", "label": "How it came", "choices": [{"value": "doorstep", "label": "Doorstep"}, {"value": "phone", "label": "Phone"}, {"value": "web", "label": "Web"}, {"value": "meeting", "label": "Meeting"}, {"value": "email", "label": "Email"}, {"value": "councillor", "label": "Councillor"}, {"value": "not_known", "label": "Not known", "quick": false}], "personal": false, "section": "Report"},
    {"name": "reporter_kind", "kind": "choice", "label": "Who reports", "hint": "Volunteered; we did not ask anybody to watch.", "choices": [{"value": "named", "label": "Named, kept apart"}, {"value": "anonymous", "label": "Anonymous"}], "personal": false, "section": "Report"},
    {"name": "saw_it", "kind": "choice", "label": "Saw it yourself?", "choices": [{"value": "yes", "label": "Yes"}, {"value": "told", "label": "Told"}, {"value": "camera", "label": "Camera"}, {"value": "not_known", "label": "Not known", "quick": false}], "required": true, "personal": false, "section": "Report"},
    {"name": "happened_at", "kind": "moment", "label": "When", "required": true, "personal": false, "section": "Report"},
    {"name": "kinds", "kind": "choices", "label": "What", "choices": [{"value": "kerb_crawling", "label": "Kerb crawling"}, {"value": "person_picked_up", "label": "Person picked up"}, {"value": "sex_act_in_public", "label": "Sex act in public"}, {"value": "drug_dealing", "label": "Drug dealing"}, {"value": "litter", "label": "Litter, needles"}, {"value": "noise", "label": "Noise"}, {"value": "threat", "label": "Threat"}, {"value": "suspected_cuckooing", "label": "Suspected cuckooing"}, {"value": "child_seen", "label": "Child seen"}, {"value": "other", "label": "Other", "quick": false}], "required": true, "policy": "set", "winner": "add", "section": "Report"},
    {"name": "kinds_other", "kind": "text", "label": "What else", "required_when": {"field": "kinds", "has": "other"}, "shown_when": {"field": "kinds", "has": "other"}, "section": "Report"},
    {"name": "words", "kind": "long_text", "label": "In their words", "section": "Report"},
    {"name": "impact", "kind": "choices", "label": "Impact", "choices": [{"value": "fear", "label": "Fear"}, {"value": "sleep", "label": "Sleep"}, {"value": "children", "label": "Children"}, {"value": "property", "label": "Property"}, {"value": "business", "label": "Business"}, {"value": "not_known", "label": "Not known", "quick": false}], "policy": "set", "winner": "add", "section": "Report"},
    {"name": "plate_sure", "kind": "choice", "label": "Sure of the plate", "choices": [{"value": "all", "label": "All of it"}, {"value": "some", "label": "Some of it"}, {"value": "none", "label": "No plate seen"}], "required": true, "section": "Vehicle"},
    {"name": "plate", "kind": "plate", "label": "Plate as seen", "hint": "? is one character, * is several.", "required_when": {"field": "plate_sure", "in": ["all", "some"]}, "shown_when": {"field": "plate_sure", "in": ["all", "some"]}, "section": "Vehicle"},
    {"name": "make", "kind": "text", "label": "Make", "limit": 60, "section": "Vehicle"},
    {"name": "model", "kind": "text", "label": "Model", "limit": 60, "section": "Vehicle"},
    {"name": "colour", "kind": "choice", "label": "Colour", "choices": [{"value": "white", "label": "White"}, {"value": "silver", "label": "Silver"}, {"value": "grey", "label": "Grey"}, {"value": "black", "label": "Black"}, {"value": "blue", "label": "Blue"}, {"value": "red", "label": "Red"}, {"value": "green", "label": "Green", "quick": false}, {"value": "brown", "label": "Brown", "quick": false}, {"value": "beige", "label": "Beige", "quick": false}, {"value": "yellow", "label": "Yellow", "quick": false}, {"value": "gold", "label": "Gold", "quick": false}, {"value": "orange", "label": "Orange", "quick": false}, {"value": "purple", "label": "Purple", "quick": false}, {"value": "two_colours", "label": "Two colours", "quick": false}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "section": "Vehicle"},
    {"name": "colour_other", "kind": "text", "label": "Which colour", "required_when": {"field": "colour", "is": "other"}, "shown_when": {"field": "colour", "is": "other"}, "section": "Vehicle"},
    {"name": "vehicle_type", "kind": "choice", "label": "Type", "choices": [{"value": "car", "label": "Car"}, {"value": "van", "label": "Van"}, {"value": "taxi", "label": "Taxi"}, {"value": "motorcycle", "label": "Motorcycle"}, {"value": "lorry", "label": "Lorry"}, {"value": "not_known", "label": "Not known", "quick": false}, {"value": "other", "label": "Other", "quick": false}], "section": "Vehicle"},
    {"name": "vehicle_type_other", "kind": "text", "label": "Which type", "required_when": {"field": "vehicle_type", "is": "other"}, "shown_when": {"field": "vehicle_type", "is": "other"}, "section": "Vehicle"},
    {"name": "features", "kind": "text", "label": "Features", "limit": 500, "section": "Vehicle"},
    {"name": "occupants", "kind": "integer", "label": "Occupants", "limit": 99, "minimum": 0, "section": "Vehicle"},
    {"name": "direction", "kind": "text", "label": "Direction", "section": "Vehicle"},
    {"name": "driver_description", "kind": "text", "label": "Driver", "limit": 500, "section": "Vehicle"},
    {"name": "footage", "kind": "choice", "label": "Footage exists", "hint": "Not uploaded here: collected by the force's own way, since a film may be an indecent image.", "choices": [{"value": "none", "label": "None"}, {"value": "doorbell", "label": "Doorbell"}, {"value": "dashcam", "label": "Dashcam"}, {"value": "phone", "label": "Phone"}, {"value": "not_known", "label": "Not known", "quick": false}], "section": "Vehicle"},
    {"name": "statement", "kind": "choice", "label": "Statement", "choices": [{"value": "will_give", "label": "Will give"}, {"value": "no", "label": "No"}, {"value": "later", "label": "Later"}], "section": "Vehicle"},
    {"name": "normalised", "kind": "plate", "label": "Plate as normalised", "section": "Triage"},
    {"name": "match", "kind": "choice", "label": "Match", "choices": [{"value": "exact", "label": "Exact"}, {"value": "near", "label": "Near"}, {"value": "none", "label": "None"}], "section": "Triage"},
    {"name": "vehicle", "kind": "record", "label": "Vehicle", "targets": ["vehicle"], "section": "Triage"},
    {"name": "cctv", "kind": "group", "label": "CCTV check", "parts": [{"name": "state", "kind": "choice", "label": "CCTV", "choices": [{"value": "asked", "label": "Asked"}, {"value": "seen", "label": "Seen"}, {"value": "not_seen", "label": "Not seen"}, {"value": "no_cover", "label": "No cover"}, {"value": "overwritten", "label": "Overwritten"}], "required": true}, {"name": "by", "kind": "person", "label": "By"}, {"name": "on", "kind": "date", "label": "On"}, {"name": "overwritten_on", "kind": "date", "label": "Film is overwritten on"}, {"name": "reference", "kind": "text", "label": "Reference"}], "section": "Triage"},
    {"name": "keeper_check", "kind": "group", "label": "Keeper check", "hint": "Done elsewhere. What it says is not kept here.", "parts": [{"name": "reference", "kind": "text", "label": "Reference", "required": true}, {"name": "on", "kind": "date", "label": "On"}], "section": "Triage"},
    {"name": "driver_found", "kind": "choice", "label": "Driver found", "choices": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}, {"value": "not_known", "label": "Not known", "quick": false}], "section": "Triage"},
    {"name": "outcome", "kind": "choice", "label": "Result", "choices": [{"value": "explained_worker", "label": "Explained: worker"}, {"value": "explained_resident", "label": "Explained: resident"}, {"value": "explained_taxi", "label": "Explained: taxi"}, {"value": "visit", "label": "Visit"}, {"value": "advice", "label": "Advice"}, {"value": "warning", "label": "Warning"}, {"value": "intelligence", "label": "Intelligence"}, {"value": "no_further_action", "label": "No further action"}, {"value": "duplicate", "label": "Duplicate of"}], "section": "Triage"},
    {"name": "outcome_why", "kind": "text", "label": "Why", "required_when": {"field": "outcome", "is": "no_further_action"}, "shown_when": {"field": "outcome", "is": "no_further_action"}, "section": "Triage"},
    {"name": "duplicate_of", "kind": "record", "label": "Duplicate of", "targets": ["community_report"], "required_when": {"field": "outcome", "is": "duplicate"}, "shown_when": {"field": "outcome", "is": "duplicate"}, "section": "Triage"},
    {"name": "told_reporter", "kind": "group", "label": "Told the reporter", "parts": [{"name": "on", "kind": "date", "label": "On", "required": true}, {"name": "what", "kind": "text", "label": "What", "limit": 500, "required": true}], "section": "Triage"},
    {"name": "submitted", "kind": "moment", "label": "Finished", "personal": false, "section": "Vehicle"},
  ],
});
