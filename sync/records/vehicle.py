"""A vehicle by its plate: as reported, as normalised, as confirmed. Never a keeper's name."""

from sync.fields import PATROL_ROLES, Field, RecordType, choices, common_fields, described_other
from sync.records.lists import COLOUR, VEHICLE_TYPE

RECORD = RecordType(
    name="vehicle",
    label="Vehicle",
    plural="Vehicles",
    home="op",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    title=("normalised", "reported", "features"),
    fields=(
        *common_fields(),
        Field(
            "reported",
            "plate",
            "Plate as reported",
            hint="? is one character, * is several.",
            section="Plate",
        ),
        Field("normalised", "plate", "Plate as normalised", section="Plate"),
        Field(
            "confirmed",
            "group",
            "Plate confirmed",
            hint="A warning may rest only on a confirmed plate and on the driver, not the keeper.",
            policy="protective",
            parts=(
                Field("plate", "plate", "Plate", required=True),
                Field("by", "person", "By"),
                Field(
                    "from",
                    "choice",
                    "From",
                    choices=choices(
                        ("cctv", "CCTV"),
                        ("anpr", "ANPR"),
                        ("keeper_check", "Keeper check"),
                        ("officer_saw", "Officer saw"),
                    ),
                    required=True,
                ),
                Field("reference", "text", "Reference"),
                Field("at", "moment", "When"),
            ),
            section="Plate",
        ),
        Field("make", "text", "Make", limit=60),
        Field("model", "text", "Model", limit=60),
        Field("colour", "choice", "Colour", choices=COLOUR),
        described_other("colour", "Which colour"),
        Field("type", "choice", "Type", choices=VEHICLE_TYPE),
        described_other("type", "Which type"),
        Field("features", "text", "Features", limit=500),
    ),
)
