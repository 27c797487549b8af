"""A supervisor's decision about a change of a record. Written once, never edited."""

from sync.conditions import in_, is_
from sync.fields import Field, RecordType, choices

RECORD = RecordType(
    name="decision",
    label="Decision",
    plural="Decisions",
    home="about",
    creators=("supervisor",),
    writers=("supervisor",),
    title=("kind",),
    marking="OFFICIAL-SENSITIVE",
    fields=(
        Field("about", "record", "About", policy="fixed", required=True),
        Field(
            "about_change",
            "text",
            "Last change seen",
            hint="A later change of the record is not covered by the decision.",
            limit=36,
            policy="fixed",
            required=True,
            personal=False,
        ),
        Field(
            "kind",
            "choice",
            "Decision",
            choices=choices(
                ("approve", "Approve"),
                ("return", "Return with a comment"),
                ("allow", "Allow, with reasons"),
                ("refuse", "Refuse, with reasons"),
                ("apply", "Apply what came late"),
                ("reject", "Reject what came late"),
            ),
            policy="fixed",
            required=True,
            personal=False,
        ),
        Field("field", "text", "Field", policy="fixed", personal=False),
        Field(
            "comment",
            "text",
            "Comment",
            limit=1_000,
            policy="fixed",
            required_when=is_("kind", "return"),
        ),
        Field(
            "reasons",
            "long_text",
            "Reasons",
            policy="fixed",
            required_when=in_("kind", "allow", "refuse", "reject"),
        ),
        Field("proof", "text", "Proof", limit=500, policy="fixed"),
    ),
)
