// Generated from sync/records by `python -m sync.typescript`. Do not edit.
import { declared } from '../language/declared';
import type { RecordDeclared } from './declaration';

/** Patrol, as a record's text holds it. What is not asked is absent. */
export interface Patrol {
  readonly reference?: string;
  readonly voided?: { readonly reason?: string; };
  readonly zones?: readonly string[];
  readonly type?: 'foot' | 'cycle' | 'marked_vehicle' | 'unmarked' | 'joint';
  readonly joint_with?: readonly string[];
  readonly visibility?: 'high_visibility' | 'plain';
  readonly team?: readonly ({ readonly element: string } & { readonly name?: string; readonly number?: string; readonly person?: string; })[];
  readonly agency?: string;
  readonly why?: 'hot_spot_plan' | 'resident_report' | 'tasking' | 'welfare_round' | 'breach_checks' | 'other';
  readonly why_other?: string;
  readonly briefing_read?: boolean;
  readonly started_at?: string;
  readonly ended_at?: string;
  readonly presence?: readonly ({ readonly element: string } & { readonly zone?: string; readonly here_at?: string; readonly left_at?: string; })[];
  readonly minutes?: readonly ({ readonly element: string } & { readonly zone?: string; readonly estimated?: number; readonly basis?: 'keys' | 'signs' | 'both'; readonly corrected?: number; readonly reason?: string; })[];
  readonly vehicles_of_note?: number;
  readonly residents_spoken_to?: number;
  readonly outcome?: 'nothing_seen' | 'engaged' | 'intervened' | 'called_away' | 'cut_short';
  readonly cut_short_why?: 'higher_call' | 'safety' | 'weather' | 'staffing';
  readonly lone_worker_check_in?: 'not_needed' | 'ok' | 'missed';
  readonly nothing_to_report?: boolean;
  readonly handover_note?: string;
  readonly equipment_fault?: string;
}

export const PATROL: RecordDeclared = declared({
  "name": "patrol",
  "label": "Patrol",
  "plural": "Patrols",
  "home": "op",
  "hint": null,
  "marking": "OFFICIAL",
  "regime": "part_3",
  "reference_letter": "P",
  "title": ["reference"],
  "personal_title": false,
  "paired": [],
  "creators": ["officer", "council_officer", "supervisor"],
  "writers": ["officer", "council_officer", "supervisor"],
  "final": {
    "field": "ended_at",
    "filled": true,
  },
  "states": [
    {"name": "voided", "label": "Voided", "when": {"field": "voided", "filled": true}},
    {"name": "ended", "label": "Ended", "when": {"field": "ended_at", "filled": true}},
    {"name": "on_patrol", "label": "On patrol", "when": {"field": "started_at", "filled": true}},
  ],
  "rules": [],
  "fields": [
    {"name": "reference", "kind": "text", "label": "Reference", "limit": 20, "policy": "fixed", "personal": false},
    {"name": "voided", "kind": "group", "label": "Voided", "hint": "The entry stays in the history and is no longer in force.", "parts": [{"name": "reason", "kind": "text", "label": "Why", "required": true}], "policy": "protective"},
    {"name": "zones", "kind": "records", "label": "Zones", "targets": ["zone"], "required": true, "policy": "set", "winner": "add", "personal": false, "section": "Start"},
    {"name": "type", "kind": "choice", "label": "Type", "choices": [{"value": "foot", "label": "Foot"}, {"value": "cycle", "label": "Cycle"}, {"value": "marked_vehicle", "label": "Marked vehicle"}, {"value": "unmarked", "label": "Unmarked"}, {"value": "joint", "label": "Joint with partner"}], "required": true, "personal": false, "section": "Start"},
    {"name": "joint_with", "kind": "records", "label": "Joint with", "targets": ["agency"], "required_when": {"field": "type", "is": "joint"}, "shown_when": {"field": "type", "is": "joint"}, "policy": "set", "winner": "add", "personal": false, "section": "Start"},
    {"name": "visibility", "kind": "choice", "label": "Visibility", "choices": [{"value": "high_visibility", "label": "High-visibility"}, {"value": "plain", "label": "Plain"}], "personal": false, "section": "Start"},
    {"name": "team", "kind": "repeated", "label": "Team", "hint": "One alone is asked to check in.", "parts": [{"name": "name", "kind": "text", "label": "Name", "required": true}, {"name": "number", "kind": "text", "label": "Warrant or collar number", "limit": 30}, {"name": "person", "kind": "person", "label": "Account"}], "required": true, "section": "Start"},
    {"name": "agency", "kind": "agency", "label": "Agency", "required": true, "personal": false, "section": "Start"},
    {"name": "why", "kind": "choice", "label": "Reason", "choices": [{"value": "hot_spot_plan", "label": "Hot spot plan"}, {"value": "resident_report", "label": "Resident report"}, {"value": "tasking", "label": "Tasking"}, {"value": "welfare_round", "label": "Welfare round"}, {"value": "breach_checks", "label": "Breach checks"}, {"value": "other", "label": "Other"}], "personal": false, "section": "Start"},
    {"name": "why_other", "kind": "text", "label": "Which reason", "required_when": {"field": "why", "is": "other"}, "shown_when": {"field": "why", "is": "other"}, "section": "Start"},
    {"name": "briefing_read", "kind": "boolean", "label": "Briefing read", "personal": false, "section": "Start"},
    {"name": "started_at", "kind": "moment", "label": "Started", "required": true, "personal": false, "section": "Start"},
    {"name": "ended_at", "kind": "moment", "label": "Ended", "personal": false, "section": "End"},
    {"name": "presence", "kind": "repeated", "label": "I am here, left", "parts": [{"name": "zone", "kind": "record", "label": "Zone", "targets": ["zone"], "required": true}, {"name": "here_at", "kind": "moment", "label": "Here at", "required": true}, {"name": "left_at", "kind": "moment", "label": "Left at"}], "personal": false, "section": "Minutes"},
    {"name": "minutes", "kind": "repeated", "label": "Minutes in zones", "hint": "About: a web app sees no position while the screen sleeps.", "parts": [{"name": "zone", "kind": "record", "label": "Zone", "targets": ["zone"], "required": true}, {"name": "estimated", "kind": "integer", "label": "About", "limit": 1440, "minimum": 0, "policy": "latest"}, {"name": "basis", "kind": "choice", "label": "Known from", "choices": [{"value": "keys", "label": "I am here and Left"}, {"value": "signs", "label": "The screen coming on, and entries"}, {"value": "both", "label": "I am here and Left, the screen coming on, and entries"}], "policy": "latest"}, {"name": "corrected", "kind": "integer", "label": "Corrected to", "limit": 1440, "minimum": 0}, {"name": "reason", "kind": "text", "label": "Why corrected", "required_when": {"field": "corrected", "filled": true}}], "personal": false, "section": "Minutes"},
    {"name": "vehicles_of_note", "kind": "integer", "label": "Vehicles of note", "limit": 999, "minimum": 0, "personal": false, "section": "End"},
    {"name": "residents_spoken_to", "kind": "integer", "label": "Residents spoken to", "limit": 999, "minimum": 0, "personal": false, "section": "End"},
    {"name": "outcome", "kind": "choice", "label": "What came of it", "choices": [{"value": "nothing_seen", "label": "Nothing seen"}, {"value": "engaged", "label": "Engaged"}, {"value": "intervened", "label": "Intervened"}, {"value": "called_away", "label": "Called away"}, {"value": "cut_short", "label": "Cut short"}], "required": true, "personal": false, "section": "End"},
    {"name": "cut_short_why", "kind": "choice", "label": "Why cut short", "choices": [{"value": "higher_call", "label": "Higher call"}, {"value": "safety", "label": "Safety"}, {"value": "weather", "label": "Weather"}, {"value": "staffing", "label": "Staffing"}], "required_when": {"field": "outcome", "is": "cut_short"}, "shown_when": {"field": "outcome", "is": "cut_short"}, "personal": false, "section": "End"},
    {"name": "lone_worker_check_in", "kind": "choice", "label": "Check-in when alone", "choices": [{"value": "not_needed", "label": "Not needed"}, {"value": "ok", "label": "OK"}, {"value": "missed", "label": "Missed"}], "personal": false, "section": "End"},
    {"name": "nothing_to_report", "kind": "boolean", "label": "Nothing to report", "personal": false, "section": "End"},
    {"name": "handover_note", "kind": "long_text", "label": "Handover note", "section": "End"},
    {"name": "equipment_fault", "kind": "text", "label": "Equipment or device fault", "limit": 500, "section": "End"},
  ],
});
