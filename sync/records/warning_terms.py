"""Fields of a warning, pages 4 to 7: what must stop, consulting, authority, copy, giving it."""

from sync.conditions import filled, has, has_any, in_, is_
from sync.fields import Field, choices, described_other
from sync.records.lists import (
    CONDITION_KIND,
    DAY,
    EXCEPTION,
    ISSUER_ROLE,
    SHOWN_LANGUAGE,
    YES_NO,
)

P4 = "What must stop"
P5 = "Check"
P6 = "Their copy"
P7 = "Give it"
AFTER = "Afterwards"

GIVEN = filled("given")

CONDITIONS = (
    Field("template", "record", "Template", targets=("warning_template",), section=P4),
    Field(
        "conditions",
        "repeated",
        "Conditions",
        parts=(
            Field("text", "long_text", "What must stop", limit=2_000, required=True),
            Field("kind", "choice", "Type", choices=CONDITION_KIND, required=True),
            Field("why_needed", "long_text", "Why it is needed", limit=1_000, required=True),
            Field("why_reasonable", "long_text", "Why it is reasonable", limit=1_000, required=True),
            Field("area_words", "text", "Area in words: the streets", limit=1_000),
            Field("zones", "records", "Area", targets=("zone",), policy="set", winner="remove"),
            Field("days", "choices", "Days", choices=DAY, policy="set", winner="remove"),
            Field("from_hour", "time", "From"),
            Field("to_hour", "time", "To"),
            Field("from", "date", "From (date)"),
            Field("to", "date", "To (date)"),
            Field("exceptions", "choices", "Allowed", choices=EXCEPTION, policy="set", winner="add"),
        ),
        required=True,
        section=P4,
    ),
    Field(
        "comply",
        "choice",
        "By when",
        choices=choices(("at_once", "At once"), ("by_date", "By a date")),
        required=True,
        section=P4,
    ),
    Field(
        "comply_by",
        "date",
        "By",
        shown_when=is_("comply", "by_date"),
        required_when=is_("comply", "by_date"),
        section=P4,
    ),
    Field("begins", "date", "Begins", hint="Empty: when it is given.", section=P4),
    Field("ends", "date", "Ends", hint="Inclusive.", required=True, section=P4),
    Field("review_on", "date", "Look again", required=True, section=P4),
    Field(
        "longer_reason",
        "text",
        "Why longer than usual",
        limit=500,
        shown_when={"field": "ends", "from": "$beyond_default"},
        section=P4,
    ),
    Field(
        "wider_than_evidence",
        "choice",
        "Is the area wider than the streets in the evidence?",
        choices=choices(("no", "No"), ("yes", "Yes")),
        section=P4,
    ),
    Field(
        "wider_reason",
        "text",
        "Why wider",
        limit=500,
        shown_when=is_("wider_than_evidence", "yes"),
        section=P4,
    ),
    Field(
        "touches",
        "choices",
        "The conditions touch their",
        hint="Addresses are tested and never printed.",
        choices=choices(
            ("none", "None of these"),
            ("home", "Home"),
            ("work", "Work"),
            ("school", "School"),
            ("worship", "Place of worship"),
            ("treatment", "Treatment or support"),
            ("court", "Court or probation"),
        ),
        policy="set",
        winner="add",
        section=P4,
    ),
    Field(
        "touches_reason",
        "text",
        "Why all the same",
        limit=500,
        shown_when=has_any("touches", "home", "work", "school", "worship", "treatment", "court"),
        section=P4,
    ),
)

AUTHORITY = (
    Field(
        "consulted",
        "choices",
        "Consulted",
        choices=choices(
            ("council", "Council"),
            ("police", "Police"),
            ("housing", "Housing"),
            ("youth_justice", "Youth justice"),
            ("childrens_services", "Children's services"),
            ("support_worker", "Support worker"),
            ("none", "None, why"),
        ),
        policy="set",
        winner="add",
        section=P5,
    ),
    Field(
        "consulted_why_none",
        "text",
        "Why nobody",
        shown_when=has("consulted", "none"),
        required_when=has("consulted", "none"),
        section=P5,
    ),
    Field("issuer_role", "choice", "Authority", choices=ISSUER_ROLE, required=True, section=P5),
    Field(
        "authority_number",
        "text",
        "Warrant, designation or authorisation number",
        limit=60,
        required=True,
        section=P5,
    ),
    Field(
        "authority_to",
        "date",
        "Authority good to",
        hint="To the end of that day. Empty: no end.",
        section=P5,
    ),
    Field("asked_at", "moment", "Asked a supervisor", section=P5, personal=False),
    Field("reply_promised_by", "moment", "Reply promised by", section=P5, personal=False),
    Field(
        "consequence_text",
        "long_text",
        "What may follow",
        hint="A notice, an offence, penalties as the law stands; no appeal; how to ask for a change.",
        required_when=GIVEN,
        section=P5,
    ),
    Field(
        "legal_settings",
        "records",
        "Settings of law printed",
        targets=("legal_setting",),
        policy="set",
        winner="add",
        section=P5,
        personal=False,
    ),
    Field(
        "language_shown",
        "choice",
        "Language shown",
        choices=SHOWN_LANGUAGE,
        section=P5,
    ),
    described_other("language_shown", "Which language", section=P5),
)

COPY = (
    Field(
        "copy",
        "group",
        "Their copy",
        hint="No copy, no warning.",
        parts=(
            Field(
                "how",
                "choice",
                "How",
                choices=choices(
                    ("printed", "Print here"),
                    ("pad", "Pad no."),
                    ("posted", "Post today"),
                    ("left_at_address", "Left at the address"),
                    ("handed_over_later", "Hand over later"),
                ),
                required=True,
            ),
            Field("pad_number", "text", "Pad no.", limit=30, required_when=is_("how", "pad")),
            Field(
                "post_class",
                "choice",
                "Class of post",
                choices=choices(
                    ("first", "First class"), ("second", "Second class"), ("signed", "Signed for")
                ),
                required_when=is_("how", "posted"),
            ),
            Field("tracking", "text", "Tracking", limit=60),
            Field(
                "hand_over_on",
                "date",
                "When",
                required_when=is_("how", "handed_over_later"),
            ),
            Field("sealed_envelope", "boolean", "Sealed plain envelope, addressee only"),
            Field(
                "home_shared_at_risk",
                "choice",
                "Home shared with somebody at risk",
                choices=YES_NO,
                required_when=in_("how", "posted", "left_at_address"),
            ),
        ),
        section=P6,
    ),
)

GIVING = (
    Field(
        "given",
        "group",
        "Given",
        parts=(
            Field("at", "moment", "When", required=True),
            Field("by", "person", "By", required=True),
            Field(
                "how",
                "choice",
                "How",
                choices=choices(
                    ("handed", "Handed over"),
                    ("posted", "Posted"),
                    ("left_at_address", "Left at the address"),
                ),
                required=True,
            ),
            Field("where", "text", "Where"),
            Field("witness", "text", "Witness"),
            Field(
                "understood",
                "choice",
                "Understood?",
                choices=choices(
                    ("said_yes", "Yes"),
                    ("read_aloud", "Read aloud"),
                    ("interpreter", "Interpreter"),
                    ("no", "No"),
                    ("refused", "Refused to say"),
                ),
                required_when=is_("how", "handed"),
            ),
            Field(
                "signature",
                "choice",
                "Signature",
                choices=choices(
                    ("signed", "Signed"),
                    ("refused", "I do not want to sign"),
                    ("not_applicable", "Not there"),
                ),
                required=True,
            ),
            Field("copy_left", "boolean", "Copy left"),
        ),
        section=P7,
    ),
    Field(
        "signature_strokes",
        "strokes",
        "Signature",
        shown_when=is_("given.signature", "signed"),
        section=P7,
    ),
    Field("copy_photo", "file", "Photograph of the copy", section=P7),
)

LATER = (
    Field(
        "not_given",
        "group",
        "Not given",
        parts=(
            Field("at", "moment", "When", required=True),
            Field("why", "text", "Why", limit=500, required=True),
        ),
        section=AFTER,
    ),
    Field(
        "given_in_error",
        "group",
        "Given in error",
        policy="fixed",
        parts=(
            Field("at", "moment", "Found", required=True),
            Field("missing", "text", "What was missing", limit=500, required=True),
            Field("tell_by", "moment", "Withdraw and tell them by"),
        ),
        section=AFTER,
    ),
    Field(
        "withdrawn",
        "group",
        "Withdrawn",
        policy="protective",
        parts=(
            Field("at", "moment", "When", required=True),
            Field("by", "person", "By", required=True),
            Field("why", "text", "Why", limit=500, required=True),
            Field("told_at", "moment", "Told them"),
            Field("told_how", "text", "How"),
        ),
        section=AFTER,
    ),
    Field(
        "replaced",
        "group",
        "Replaced by a notice",
        parts=(
            Field("on", "date", "On", required=True),
            Field("reference", "text", "Reference of the notice", required=True),
        ),
        section=AFTER,
    ),
    Field(
        "variations",
        "entries",
        "Changes of the warning",
        policy="append",
        parts=(
            Field("at", "moment", "When", required=True),
            Field("what", "text", "What", limit=1_000, required=True),
            Field("why", "text", "Why", limit=500, required=True),
            Field("told_at", "moment", "Told them"),
        ),
        section=AFTER,
    ),
    Field(
        "affected_told",
        "group",
        "People affected told",
        hint="That action was taken, never about whom.",
        parts=(
            Field("on", "date", "On", required=True),
            Field("how", "text", "How"),
        ),
        section=AFTER,
    ),
    Field("submitted", "moment", "Finished", section=P5, personal=False),
)
