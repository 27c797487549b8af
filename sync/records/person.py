"""A recipient of warnings, or somebody reported: a person or a body. Never a person supported."""

from sync.conditions import is_
from sync.fields import PATROL_ROLES, Field, RecordType, choices, common_fields, described_other
from sync.records.groups import birth_group, identity_group, links_field
from sync.records.lists import PERSON_CATEGORY

INDIVIDUAL = is_("kind", "individual")

RECORD = RecordType(
    name="person",
    label="Person or body",
    plural="People and bodies",
    home="op",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    title=("name", "other_names", "description"),
    fields=(
        *common_fields(),
        Field(
            "kind",
            "choice",
            "Kind",
            choices=choices(("individual", "Individual"), ("body", "Body")),
            required=True,
            personal=False,
        ),
        Field("name", "text", "Name", required_when=is_("kind", "body")),
        Field(
            "other_names",
            "texts",
            "Other names",
            policy="set",
            winner="add",
        ),
        birth_group(date_needed=True, shown_when=INDIVIDUAL),
        Field(
            "addresses",
            "repeated",
            "Addresses",
            parts=(
                Field("words", "text", "Address", limit=500, required=True),
                Field(
                    "kind",
                    "choice",
                    "Kind",
                    choices=choices(
                        ("home", "Home"),
                        ("registered_office", "Registered office"),
                        ("work", "Work"),
                        ("other", "Other"),
                    ),
                ),
                described_other("kind", "Which kind"),
                Field("from", "date", "From"),
                Field("to", "date", "To"),
            ),
        ),
        identity_group(),
        Field(
            "categories",
            "choices",
            "Category",
            choices=PERSON_CATEGORY,
            policy="set",
            winner="add",
            shown_when=INDIVIDUAL,
        ),
        Field("description", "long_text", "Description", hint="Neutral words."),
        links_field("person"),
    ),
)
