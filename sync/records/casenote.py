"""A case note of the agency. Police cannot open it."""

from sync.fields import Field, RecordType

RECORD = RecordType(
    name="casenote",
    label="Case note",
    plural="Case notes",
    home="agency",
    creators=("support_worker",),
    writers=("support_worker",),
    marking="OFFICIAL-SENSITIVE",
    regime="uk_gdpr",
    fields=(
        Field("referral", "record", "Referral", targets=("referral",), policy="fixed", required=True),
        Field("text", "long_text", "Note", limit=10_000, required=True),
        Field("by", "person", "By"),
        Field("written_at", "moment", "When", required=True),
        Field(
            "voided",
            "group",
            "Voided",
            policy="protective",
            parts=(Field("reason", "text", "Why", required=True),),
        ),
    ),
)
