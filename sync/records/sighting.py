"""A vehicle seen, nothing seen, or a note. It never names a person met for welfare."""

from sync.conditions import all_, empty, is_
from sync.fields import PATROL_ROLES, Field, RecordType, choices, common_fields, filled_state
from sync.records.groups import files_field

RECORD = RecordType(
    name="sighting",
    label="Sighting",
    plural="Sightings",
    home="op",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    title=("plate", "words", "reference"),
    reference_letter="S",
    states=(filled_state("voided", "Voided"),),
    fields=(
        *common_fields(patrol=True, place=True),
        Field(
            "kind",
            "choice",
            "What",
            choices=choices(("vehicle", "Vehicle"), ("nothing_seen", "Nothing seen"), ("note", "Note")),
            required=True,
            personal=False,
        ),
        Field("happened_at", "moment", "When", required=True, personal=False),
        Field(
            "vehicle",
            "record",
            "Known vehicle",
            targets=("vehicle",),
            shown_when=is_("kind", "vehicle"),
        ),
        Field(
            "plate",
            "plate",
            "Plate as seen",
            hint="? is one character, * is several.",
            shown_when=is_("kind", "vehicle"),
            required_when=all_(is_("kind", "vehicle"), empty("vehicle"), empty("words")),
        ),
        Field(
            "doing",
            "choices",
            "What it did",
            choices=choices(
                ("circling", "Circling"),
                ("stopped", "Stopped"),
                ("picked_up", "Picked up"),
                ("parked", "Parked"),
                ("passenger_out", "Passenger out"),
            ),
            policy="set",
            winner="add",
            shown_when=is_("kind", "vehicle"),
        ),
        files_field(
            "Photographs and sound",
            "The vehicle and what it did. Never somebody who may be supported.",
            shown_when=is_("kind", "vehicle"),
        ),
        Field("zone", "record", "Zone", targets=("zone",), personal=False),
        Field(
            "words",
            "long_text",
            "In words",
            required_when=is_("kind", "note"),
            section="More",
        ),
    ),
)
