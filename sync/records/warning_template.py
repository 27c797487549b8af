"""A template for warnings about one kind of conduct. There is none for people who sell."""

from sync.conditions import before
from sync.fields import (
    OFFICE_ROLES,
    Field,
    RecordType,
    State,
    common_fields,
    described_other,
    filled_state,
)
from sync.records.lists import CONDITION_KIND, CONDUCT, DAY, EXCEPTION

RECORD = RecordType(
    name="warning_template",
    label="Warning template",
    plural="Warning templates",
    home="op",
    creators=OFFICE_ROLES,
    writers=OFFICE_ROLES,
    title=("name",),
    states=(
        filled_state("voided", "Voided"),
        State("ended", "Ended", before("to", "$today")),
        State("not_begun", "Not begun", before("$today", {"field": "from"})),
        State("in_force", "In force", {"all": []}),
    ),
    fields=(
        *common_fields(),
        Field("name", "text", "Name", required=True, personal=False),
        Field("conduct", "choice", "Kind of conduct", choices=CONDUCT, required=True),
        described_other("conduct", "Which conduct"),
        Field("what_happened", "long_text", "What happened: how to begin"),
        Field("text", "long_text", "What must stop", limit=2_000, required=True),
        Field("kind", "choice", "Type", choices=CONDITION_KIND, required=True),
        Field("why_needed", "long_text", "Why it is needed", limit=1_000),
        Field("why_reasonable", "long_text", "Why it is reasonable", limit=1_000),
        Field(
            "zones",
            "records",
            "Area",
            targets=("zone",),
            policy="set",
            winner="remove",
        ),
        Field("area_words", "text", "Area in words: the streets", limit=1_000),
        Field("days", "choices", "Days", choices=DAY, policy="set", winner="remove"),
        Field("from_hour", "time", "From"),
        Field("to_hour", "time", "To"),
        Field("months", "integer", "Months it lasts", minimum=1, limit=24, required=True),
        Field("review_days", "integer", "Days until it is looked at again", minimum=1, limit=365),
        Field(
            "exceptions",
            "choices",
            "Allowed",
            choices=EXCEPTION,
            policy="set",
            winner="add",
        ),
        Field("from", "date", "In use from", required=True),
        Field("to", "date", "In use to"),
    ),
)
