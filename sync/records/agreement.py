"""What one person agreed to with one agency: who may know what, until when (DOMAIN 4.2.10).

One per person and agency: its id derives from the pair, so that two phones offline meet in one.
"""

from sync.conditions import any_, before, in_, is_, not_
from sync.fields import (
    WELFARE_ROLES,
    Field,
    RecordType,
    Rule,
    State,
    choices,
    common_fields,
    described_other,
)
from sync.records.lists import FEEDBACK_LEVEL, INTERPRETER, LANGUAGE, MAY_KNOW

GIVEN = is_("state", "given")
ASK_AGAIN = any_(
    not_(is_("alone", "alone")),
    in_("understood", "no", "partly"),
    is_("well", "no"),
    is_("interpreter", "needed_none"),
)
"""A yes like this is kept as *ask again before sharing*."""

RECORD = RecordType(
    name="agreement",
    label="Agreement",
    plural="Agreements",
    home="care",
    creators=WELFARE_ROLES,
    writers=WELFARE_ROLES,
    paired=("person", "agency"),
    marking="OFFICIAL-SENSITIVE",
    regime="uk_gdpr",
    states=(
        State("withdrawn", "Withdrawn", is_("state", "withdrawn")),
        State("said_no", "Said no", is_("state", "said_no")),
        State("ask_again", "Yes, ask again before sharing", is_("state", "ask_again")),
        State("ended", "Ended", before("until", "$today")),
        State("given", "Given", GIVEN),
    ),
    rules=(
        Rule(
            "agreement_ask_again",
            "hard",
            {"all": [GIVEN, ASK_AGAIN]},
            "state",
            "Somebody was near, or they were unwell or could not follow: ask again before sharing.",
        ),
    ),
    fields=(
        *common_fields(),
        Field(
            "person",
            "record",
            "Person",
            targets=("person_supported",),
            policy="fixed",
            required=True,
        ),
        Field("agency", "agency", "Agency", policy="fixed", required=True),
        Field(
            "state",
            "choice",
            "Answer",
            choices=choices(
                ("given", "Yes"),
                ("ask_again", "Yes, ask again before sharing"),
                ("said_no", "Said no"),
                ("withdrawn", "Withdrawn"),
            ),
            policy="withdrawn",
            protective=("withdrawn", "said_no", "ask_again", "given"),
            required=True,
        ),
        Field(
            "may_know",
            "choices",
            "What they may know",
            choices=MAY_KNOW,
            policy="set",
            winner="remove",
            required_when=GIVEN,
        ),
        described_other("may_know", "What else", kind_of="choices"),
        Field(
            "feedback_level",
            "choice",
            "May they tell us how it went?",
            choices=FEEDBACK_LEVEL,
            policy="protective",
            protective=("nothing", "in_touch", "outcome"),
        ),
        Field(
            "words_read_out",
            "boolean",
            "Words read out first",
            hint=(
                "You can say no, and nothing changes if you do. I write down that we spoke. If you "
                "tell me about a crime or that someone is in danger, I may have to record it or "
                "act. You can change your mind; what has been passed on before then cannot be "
                "called back."
            ),
            required_when=GIVEN,
        ),
        Field(
            "alone",
            "choice",
            "With them",
            choices=choices(("alone", "Alone"), ("somebody_near", "Somebody near"), ("not_sure", "Not sure")),
            required_when=GIVEN,
        ),
        Field(
            "understood",
            "choice",
            "Understood",
            choices=choices(("yes", "Yes"), ("partly", "Partly"), ("no", "Could not follow")),
            required_when=GIVEN,
        ),
        Field(
            "well",
            "choice",
            "Well enough to decide",
            choices=choices(("yes", "Yes"), ("no", "Not well")),
            required_when=GIVEN,
        ),
        Field("interpreter", "choice", "Interpreter", choices=INTERPRETER),
        Field("language", "choice", "Language", choices=LANGUAGE),
        described_other("language", "Which language"),
        Field("until", "date", "Until", hint="The last day on which it holds.", required_when=GIVEN),
        Field("asked_by", "person", "Asked by"),
        Field("asked_at", "moment", "Asked", required=True),
        Field("words", "text", "Their words", limit=500),
    ),
)
