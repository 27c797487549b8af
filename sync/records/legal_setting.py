"""Law and local policy by date: ages, periods, ceilings, wording (DOMAIN G15).

Never in code: the version in force on the day is printed on each warning.
"""

from sync.conditions import is_
from sync.fields import NOT_KNOWN, OTHER, Choice, Field, RecordType
from sync.records.lists import SHOWN_LANGUAGE

WRITTEN_LANGUAGE = tuple(each for each in SHOWN_LANGUAGE if each not in (NOT_KNOWN, OTHER))

RECORD = RecordType(
    name="legal_setting",
    label="Legal setting",
    plural="Legal settings",
    home="ref",
    creators=("records_officer", "administrator", "system"),
    writers=("records_officer", "administrator", "system"),
    title=("key",),
    fields=(
        Field(
            "key",
            "text",
            "Setting",
            hint="Such as warning_age_minimum, warning_months_default, notice_fine_individual.",
            limit=60,
            required=True,
            policy="fixed",
            personal=False,
        ),
        Field("in_force", "boolean", "In force", required=True, personal=False),
        Field(
            "value",
            "text",
            "Value",
            hint="A number is written in digits.",
            required_when=is_("unit", "number"),
            personal=False,
        ),
        Field(
            "unit",
            "choice",
            "Unit",
            choices=(
                Choice("number", "A number"),
                Choice("years", "Years"),
                Choice("months", "Months"),
                Choice("days", "Days"),
                Choice("pounds", "Pounds"),
                Choice("wording", "Wording only"),
            ),
            required=True,
            personal=False,
        ),
        Field(
            "wording",
            "repeated",
            "Wording",
            hint="One for each language.",
            parts=(
                Field("language", "choice", "Language", choices=WRITTEN_LANGUAGE, required=True),
                Field("text", "long_text", "Words", required=True),
            ),
            personal=False,
        ),
        Field("source", "text", "Source", limit=500, required=True, personal=False),
        Field("from", "date", "From", required=True, personal=False),
        Field(
            "to", "date", "To", hint="The last day on which it holds. Empty: until changed.", personal=False
        ),
    ),
)
