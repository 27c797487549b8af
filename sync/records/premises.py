"""A building or home that is visited."""

from sync.fields import (
    NOT_KNOWN,
    OTHER,
    PATROL_ROLES,
    Field,
    RecordType,
    choices,
    common_fields,
    described_other,
)
from sync.records.lists import TENURE

RECORD = RecordType(
    name="premises",
    label="Premises",
    plural="Premises",
    home="op",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    title=("address",),
    fields=(
        *common_fields(place=True),
        Field("address", "text", "Address", limit=500, required=True),
        Field("uprn", "text", "UPRN", limit=12),
        Field("landlord", "text", "Landlord"),
        Field("tenure", "choice", "Tenure", choices=TENURE),
        Field(
            "kind",
            "choice",
            "Kind",
            choices=(
                *choices(
                    ("house", "House"),
                    ("flat", "Flat"),
                    ("shared_house", "Room in a shared house"),
                    ("guest_house", "Hotel or guest house"),
                    ("business", "Business"),
                    ("empty", "Empty building"),
                ),
                NOT_KNOWN,
                OTHER,
            ),
        ),
        described_other("kind", "Which kind"),
        Field(
            "state",
            "choice",
            "State",
            choices=choices(
                ("open", "Open"),
                ("watching", "Watching"),
                ("supported", "Supported to stay"),
                ("closed", "Closed"),
            ),
        ),
        Field("state_reason", "text", "Why", limit=500),
    ),
)
