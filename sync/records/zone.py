"""A piece of ground: operation area, ward, street block or hot spot."""

from sync.fields import OFFICE_ROLES, Choice, Field, RecordType, common_fields

RECORD = RecordType(
    name="zone",
    label="Zone",
    plural="Zones",
    home="op",
    creators=OFFICE_ROLES,
    writers=OFFICE_ROLES,
    title=("name",),
    fields=(
        *common_fields(),
        Field("name", "text", "Name", required=True, personal=False),
        Field(
            "kind",
            "choice",
            "Kind",
            choices=(
                Choice("hot_spot", "Hot spot", "About 150 m."),
                Choice("street_block", "Street block"),
                Choice("operation_area", "Operation area"),
                Choice("ward", "Ward"),
            ),
            required=True,
            personal=False,
        ),
        Field(
            "polygons",
            "polygons",
            "Outline",
            hint="Rings in micro-degrees; the first ring of each is its border, the others are holes.",
            personal=False,
        ),
        Field(
            "streets",
            "texts",
            "Streets, in words",
            policy="set",
            winner="add",
            required=True,
            personal=False,
        ),
    ),
)
