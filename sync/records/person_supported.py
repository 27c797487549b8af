"""A person supported: what they call themselves, how old, how it is safe to reach them.

Never a photograph, a point on a map, a nationality or an immigration status. Kept apart from
`person`, because what must not be seen together is not stored together.
"""

from sync.fields import PATROL_ROLES, Field, RecordType, common_fields
from sync.records.groups import age_group, links_field, risk_field, safe_contact_group

RECORD = RecordType(
    name="person_supported",
    label="Person supported",
    plural="People supported",
    home="care",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    title=("names_used", "description"),
    personal_title=True,
    marking="OFFICIAL-SENSITIVE",
    fields=(
        *common_fields(),
        Field(
            "names_used",
            "texts",
            "Names they use",
            policy="set",
            winner="add",
        ),
        Field(
            "description",
            "text",
            "Description",
            hint="Neutral words: nothing that would shame them if they read it.",
            limit=500,
        ),
        age_group(),
        risk_field(),
        safe_contact_group(),
        links_field("person_supported"),
    ),
)
