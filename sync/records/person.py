"""A recipient of warnings, or somebody reported: a person or a body. Never a person supported."""

from sync.conditions import is_
from sync.fields import PATROL_ROLES, Field, RecordType, choices, common_fields, described_other
from sync.records.groups import links_field
from sync.records.lists import AGE_BASIS, PERSON_CATEGORY

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
        Field(
            "birth",
            "group",
            "Born",
            parts=(
                Field("date", "date", "Date of birth", required=True, never_future=True),
                Field("how_known", "choice", "How known", choices=AGE_BASIS, required=True),
                Field("reference", "text", "Reference"),
            ),
            shown_when=INDIVIDUAL,
        ),
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
        Field(
            "identity",
            "group",
            "Identity",
            hint="A keeper is a lead and never identity. What a police check says is not kept here.",
            parts=(
                Field(
                    "basis",
                    "choice",
                    "How known",
                    choices=choices(
                        ("document", "Document"),
                        ("checked", "Checked, ref"),
                        ("known", "Known"),
                        ("self_stated", "Told me"),
                    ),
                    required=True,
                ),
                Field("reference", "text", "Reference", required_when=is_("basis", "checked")),
            ),
        ),
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
