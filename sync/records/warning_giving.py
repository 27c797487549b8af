"""Fields of a warning, pages 6 and 7 and what follows: the copy, giving it, withdrawing it."""

from sync.conditions import in_, is_
from sync.fields import Field, choices
from sync.records.lists import YES_NO

P6 = "Their copy"
P7 = "Give it"
AFTER = "Afterwards"

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
            Field("tell_by", "moment", "Withdraw and tell them by", ahead=True),
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
    Field("submitted", "moment", "Finished", section="Check", personal=False),
)
