"""What the agency does about a referral; never placed outside the agency (DOMAIN 4.5)."""

from sync.conditions import filled
from sync.fields import OTHER, Field, RecordType, State, choices, described_other
from sync.records.referral import OUTCOME

RECORD = RecordType(
    name="referral_work",
    label="Work on a referral",
    plural="Work on referrals",
    home="agency",
    creators=("support_worker",),
    writers=("support_worker",),
    marking="OFFICIAL-SENSITIVE",
    regime="uk_gdpr",
    states=(
        State("closed", "Closed", filled("outcome")),
        State("in_progress", "In progress", filled("contacts")),
        State("open", "Open", {"all": []}),
    ),
    fields=(
        Field("referral", "record", "Referral", targets=("referral",), policy="fixed", required=True),
        Field("worker", "person", "Worker"),
        Field(
            "contacts",
            "entries",
            "Contacts",
            policy="append",
            parts=(
                Field("at", "moment", "When", required=True),
                Field(
                    "how",
                    "choice",
                    "How",
                    choices=(
                        *choices(
                            ("in_person", "In person"),
                            ("call", "Call"),
                            ("text", "Text"),
                            ("through_someone", "Through somebody they trust"),
                        ),
                        OTHER,
                    ),
                    required=True,
                ),
                described_other("how", "How else"),
                Field("who", "text", "Who"),
                Field(
                    "reached",
                    "choice",
                    "Reached",
                    choices=choices(("yes", "Yes"), ("no", "Could not reach")),
                    required=True,
                ),
                Field("words", "text", "Note", limit=1_000),
            ),
        ),
        Field(
            "progress",
            "entries",
            "Progress",
            policy="append",
            parts=(
                Field("on", "date", "On", required=True),
                Field("words", "text", "What", limit=1_000, required=True),
            ),
        ),
        Field("outcome", "choice", "Outcome", choices=OUTCOME),
        Field("closed_on", "date", "Closed on", required_when=filled("outcome")),
    ),
)
