"""A resident's report, often with a vehicle, and its triage (DOMAIN 4.6).

Who reported is a record of its own (`reporter`), which names this report and not the other way.
"""

from sync.conditions import filled, in_, is_
from sync.fields import (
    NOT_KNOWN,
    OTHER,
    PATROL_ROLES,
    Field,
    RecordType,
    State,
    choices,
    common_fields,
    described_other,
    filled_state,
)
from sync.records.lists import COLOUR, VEHICLE_TYPE

PLATE_SEEN = in_("plate_sure", "all", "some")

REPORT = (
    Field(
        "channel",
        "choice",
        "How it came",
        choices=(
            *choices(
                ("doorstep", "Doorstep"),
                ("phone", "Phone"),
                ("web", "Web"),
                ("meeting", "Meeting"),
                ("email", "Email"),
                ("councillor", "Councillor"),
            ),
            NOT_KNOWN,
        ),
        section="Report",
        personal=False,
    ),
    Field(
        "reporter_kind",
        "choice",
        "Who reports",
        choices=choices(("named", "Named, kept apart"), ("anonymous", "Anonymous")),
        hint="Volunteered; we did not ask anybody to watch.",
        section="Report",
        personal=False,
    ),
    Field(
        "saw_it",
        "choice",
        "Saw it yourself?",
        choices=(*choices(("yes", "Yes"), ("told", "Told"), ("camera", "Camera")), NOT_KNOWN),
        required=True,
        section="Report",
        personal=False,
    ),
    Field("happened_at", "moment", "When", required=True, section="Report", personal=False),
    Field(
        "kinds",
        "choices",
        "What",
        choices=(
            *choices(
                ("kerb_crawling", "Kerb crawling"),
                ("person_picked_up", "Person picked up"),
                ("sex_act_in_public", "Sex act in public"),
                ("drug_dealing", "Drug dealing"),
                ("litter", "Litter, needles"),
                ("noise", "Noise"),
                ("threat", "Threat"),
                ("suspected_cuckooing", "Suspected cuckooing"),
                ("child_seen", "Child seen"),
            ),
            OTHER,
        ),
        policy="set",
        winner="add",
        required=True,
        section="Report",
    ),
    described_other("kinds", "What else", kind_of="choices", section="Report"),
    Field("words", "long_text", "In their words", section="Report"),
    Field(
        "impact",
        "choices",
        "Impact",
        choices=(
            *choices(
                ("fear", "Fear"),
                ("sleep", "Sleep"),
                ("children", "Children"),
                ("property", "Property"),
                ("business", "Business"),
            ),
            NOT_KNOWN,
        ),
        policy="set",
        winner="add",
        section="Report",
    ),
)

VEHICLE = (
    Field(
        "plate_sure",
        "choice",
        "Sure of the plate",
        choices=choices(("all", "All of it"), ("some", "Some of it"), ("none", "No plate seen")),
        required=True,
        section="Vehicle",
    ),
    Field(
        "plate",
        "plate",
        "Plate as seen",
        hint="? is one character, * is several.",
        shown_when=PLATE_SEEN,
        required_when=PLATE_SEEN,
        section="Vehicle",
    ),
    Field("make", "text", "Make", limit=60, section="Vehicle"),
    Field("model", "text", "Model", limit=60, section="Vehicle"),
    Field("colour", "choice", "Colour", choices=COLOUR, section="Vehicle"),
    described_other("colour", "Which colour", section="Vehicle"),
    Field("vehicle_type", "choice", "Type", choices=VEHICLE_TYPE, section="Vehicle"),
    described_other("vehicle_type", "Which type", section="Vehicle"),
    Field("features", "text", "Features", limit=500, section="Vehicle"),
    Field("occupants", "integer", "Occupants", minimum=0, limit=99, section="Vehicle"),
    Field("direction", "text", "Direction", section="Vehicle"),
    Field("driver_description", "text", "Driver", limit=500, section="Vehicle"),
    Field(
        "footage",
        "choice",
        "Footage exists",
        hint="Not uploaded here: collected by the force's own way, since a film may be an indecent image.",
        choices=(
            *choices(("none", "None"), ("doorbell", "Doorbell"), ("dashcam", "Dashcam"), ("phone", "Phone")),
            NOT_KNOWN,
        ),
        section="Vehicle",
    ),
    Field(
        "statement",
        "choice",
        "Statement",
        choices=choices(("will_give", "Will give"), ("no", "No"), ("later", "Later")),
        section="Vehicle",
    ),
)

TRIAGE = (
    Field("normalised", "plate", "Plate as normalised", section="Triage"),
    Field(
        "match",
        "choice",
        "Match",
        choices=choices(("exact", "Exact"), ("near", "Near"), ("none", "None")),
        section="Triage",
    ),
    Field("vehicle", "record", "Vehicle", targets=("vehicle",), section="Triage"),
    Field(
        "cctv",
        "group",
        "CCTV check",
        parts=(
            Field(
                "state",
                "choice",
                "CCTV",
                choices=choices(
                    ("asked", "Asked"),
                    ("seen", "Seen"),
                    ("not_seen", "Not seen"),
                    ("no_cover", "No cover"),
                    ("overwritten", "Overwritten"),
                ),
                required=True,
            ),
            Field("by", "person", "By"),
            Field("on", "date", "On"),
            Field("overwritten_on", "date", "Film is overwritten on"),
            Field("reference", "text", "Reference"),
        ),
        section="Triage",
    ),
    Field(
        "keeper_check",
        "group",
        "Keeper check",
        hint="Done elsewhere. What it says is not kept here.",
        parts=(
            Field("reference", "text", "Reference", required=True),
            Field("on", "date", "On"),
        ),
        section="Triage",
    ),
    Field(
        "driver_found",
        "choice",
        "Driver found",
        choices=(*choices(("yes", "Yes"), ("no", "No")), NOT_KNOWN),
        section="Triage",
    ),
    Field(
        "outcome",
        "choice",
        "Result",
        choices=choices(
            ("explained_worker", "Explained: worker"),
            ("explained_resident", "Explained: resident"),
            ("explained_taxi", "Explained: taxi"),
            ("visit", "Visit"),
            ("advice", "Advice"),
            ("warning", "Warning"),
            ("intelligence", "Intelligence"),
            ("no_further_action", "No further action"),
            ("duplicate", "Duplicate of"),
        ),
        section="Triage",
    ),
    Field(
        "outcome_why",
        "text",
        "Why",
        shown_when=is_("outcome", "no_further_action"),
        required_when=is_("outcome", "no_further_action"),
        section="Triage",
    ),
    Field(
        "duplicate_of",
        "record",
        "Duplicate of",
        targets=("community_report",),
        shown_when=is_("outcome", "duplicate"),
        required_when=is_("outcome", "duplicate"),
        section="Triage",
    ),
    Field(
        "told_reporter",
        "group",
        "Told the reporter",
        parts=(
            Field("on", "date", "On", required=True),
            Field("what", "text", "What", limit=500, required=True),
        ),
        section="Triage",
    ),
)

RECORD = RecordType(
    name="community_report",
    label="Resident's report",
    plural="Residents' reports",
    home="op",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    final=filled("submitted"),
    title=("plate", "reference"),
    reference_letter="C",
    states=(
        filled_state("voided", "Voided"),
        State("answered", "Answered", filled("told_reporter")),
        State("closed", "Result known", filled("outcome")),
        State("open", "Open", filled("submitted")),
        State("draft", "Draft", {"all": []}),
    ),
    fields=(
        *common_fields(patrol=True, place=True, place_required=True),
        *REPORT,
        *VEHICLE,
        *TRIAGE,
        Field("submitted", "moment", "Finished", section="Vehicle", personal=False),
    ),
)
