"""A member of staff and the authorities they hold. No credentials."""

from sync.fields import Choice, Field, RecordType
from sync.records.lists import AUTHORITY_KIND

RECORD = RecordType(
    name="staff",
    label="Member of staff",
    plural="Staff",
    home="staff",
    creators=("administrator", "system"),
    writers=("administrator", "system"),
    title=("name",),
    fields=(
        Field("person", "person", "Account", policy="fixed", personal=False),
        Field("name", "text", "Name", required=True),
        Field(
            "role",
            "choice",
            "Role",
            choices=(
                Choice("officer", "Officer"),
                Choice("council_officer", "Community safety officer"),
                Choice("supervisor", "Supervisor"),
                Choice("support_worker", "Support worker"),
                Choice("records_officer", "Records officer"),
                Choice("administrator", "Administrator"),
            ),
            required=True,
            personal=False,
        ),
        Field("collar_number", "text", "Collar or authorisation number", limit=30),
        Field("agency", "agency", "Agency", personal=False),
        Field("telephone", "telephone", "Telephone"),
        Field(
            "authorities",
            "repeated",
            "Authorities",
            hint="An authority is good to the end of its last day.",
            parts=(
                Field("kind", "choice", "Authority", choices=AUTHORITY_KIND, required=True),
                Field("number", "text", "Number", limit=60),
                Field("conduct_covered", "text", "Conduct covered", limit=500),
                Field("from", "date", "From"),
                Field("to", "date", "To"),
            ),
        ),
        Field("left_on", "date", "Left on"),
    ),
)
