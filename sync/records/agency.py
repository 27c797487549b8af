"""A partner agency: who they are, what they do, how to ring them."""

from sync.fields import Field, RecordType, described_other
from sync.records.lists import AGENCY_KIND, SERVICE

RECORD = RecordType(
    name="agency",
    label="Agency",
    plural="Agencies",
    home="ref",
    creators=("administrator", "system"),
    writers=("administrator", "system"),
    title=("name",),
    regime="uk_gdpr",
    fields=(
        Field("name", "text", "Name", required=True, personal=False),
        Field("kind", "choice", "Kind", choices=AGENCY_KIND, required=True, personal=False),
        described_other("kind", "What they are", personal=False),
        Field(
            "services",
            "choices",
            "Services",
            choices=SERVICE,
            policy="set",
            winner="add",
            personal=False,
        ),
        described_other("services", "Which other service", kind_of="choices", personal=False),
        Field("urgent_telephone", "telephone", "Urgent telephone", personal=False),
        Field("duty_hours", "text", "Duty hours", personal=False),
        Field("public_key", "text", "Public key", limit=500, personal=False),
        Field("open_from", "date", "Takes referrals from", personal=False),
        Field("open_to", "date", "Takes referrals until", personal=False),
    ),
)
