"""A resident's identity and contact, kept apart from what they reported."""

from sync.conditions import is_
from sync.fields import PATROL_ROLES, Field, RecordType, choices, common_fields
from sync.records.lists import YES_NO

NAMED = is_("kind", "named")

RECORD = RecordType(
    name="reporter",
    label="Reporter",
    plural="Reporters",
    home="sup",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    title=("name",),
    personal_title=True,
    marking="OFFICIAL-SENSITIVE",
    hint="Volunteered; we did not ask anybody to watch.",
    fields=(
        *common_fields(),
        Field(
            "reports",
            "records",
            "Reports",
            targets=("community_report",),
            policy="set",
            winner="add",
            required=True,
        ),
        Field(
            "kind",
            "choice",
            "Reporter",
            choices=choices(("named", "Named"), ("anonymous", "Anonymous")),
            required=True,
        ),
        Field("name", "text", "Name", shown_when=NAMED, required_when=NAMED),
        Field("address", "text", "Address", limit=500, shown_when=NAMED),
        Field("telephone", "telephone", "Telephone"),
        Field("email", "text", "Email"),
        Field("may_contact", "choice", "Contact OK?", choices=YES_NO),
        Field("contact_how", "text", "How"),
        Field(
            "keep_from_partners",
            "choice",
            "Keep identity from partners",
            choices=YES_NO,
            policy="protective",
            protective=("yes", "not_known", "no"),
            required=True,
        ),
        Field("repeat", "choice", "Reported before?", choices=YES_NO),
        Field("vulnerable", "choice", "Vulnerable?", choices=YES_NO),
        Field("vulnerable_how", "text", "How", shown_when=is_("vulnerable", "yes")),
    ),
)
