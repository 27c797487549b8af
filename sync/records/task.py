"""Something to be done about a record, by somebody, by a day."""

from sync.conditions import before, empty, filled
from sync.fields import PATROL_ROLES, Field, RecordType, State, choices, common_fields, filled_state

DOERS = (*PATROL_ROLES, "support_worker", "system")

RECORD = RecordType(
    name="task",
    label="Task",
    plural="Tasks",
    home="about",
    creators=DOERS,
    writers=DOERS,
    title=("what",),
    states=(
        filled_state("voided", "Voided"),
        State("done", "Done", filled("done_at")),
        State("overdue", "Overdue", before("due", "$today")),
        State("unowned", "Nobody's yet", empty("owner")),
        State("open", "Open", {"all": []}),
    ),
    fields=(
        *common_fields(),
        Field("about", "record", "About", policy="fixed", required=True, personal=False),
        Field("what", "text", "What", limit=500, required=True),
        Field(
            "why",
            "choice",
            "Why it is here",
            choices=choices(
                ("typed", "Somebody asked"),
                ("child", "Child: services not reached"),
                ("given_in_error", "Given in error"),
                ("giving_lost", "A yes came after a no"),
                ("rule_broken", "Does not meet a rule"),
                ("incomplete", "Something is missing"),
                ("late", "Came late"),
                ("overdue", "Overdue"),
                ("review", "Look at it again"),
            ),
            personal=False,
        ),
        Field("owner", "person", "Owner", personal=False),
        Field("due", "date", "By", personal=False),
        Field("done_at", "moment", "Done", personal=False),
        Field("outcome", "text", "Result", limit=500),
    ),
)
