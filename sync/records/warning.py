"""A Community Protection Warning (DOMAIN 1a, 4.3 and 4b; SCREENS 6).

One kind: written. It may be saved at any time; `submitted` asks for a decision or goes before
giving it, and then the whole test must be there. What follows from law and local policy is in
the rules below, which both sides evaluate.
"""

from collections.abc import Iterator

from sync.conditions import all_, any_, before, empty, filled, has, has_any, in_, is_, not_
from sync.fields import (
    PATROL_ROLES,
    RecordType,
    Rule,
    State,
    common_fields,
    filled_state,
)
from sync.records.warning_conduct import (
    CONDUCT_FIELDS,
    INDIVIDUAL,
    RECIPIENT,
    TEST_FIELDS,
    TESTS,
    UNKNOWN_AGE,
    WITH_VEHICLE,
)
from sync.records.warning_giving import COPY, GIVING, LATER
from sync.records.warning_terms import AUTHORITY, CONDITIONS, GIVEN

COULD_BE_VICTIM = in_("could_be_victim", "maybe", "yes")
SIXTEEN_OR_SEVENTEEN = is_("sixteen_or_over", "sixteen_or_seventeen")
BEGINS = {"field": "begins"}


def _tests_unmet() -> Iterator[Rule]:
    for name in TESTS:
        answered = is_(f"{name}.answer", "yes")
        yield Rule(
            f"{name}_no",
            "hard",
            is_(f"{name}.answer", "no"),
            name,
            "The law's test is not met: there can be no warning. You can give advice instead.",
        )
        yield Rule(
            f"{name}_unsupported",
            "hard",
            all_(answered, any_(empty(f"{name}.facts"), empty(f"{name}.evidence"))),
            name,
            "A yes needs facts and evidence.",
        )


HARD = (
    Rule(
        "age_basis_missing",
        "hard",
        all_(INDIVIDUAL, in_("birth.how_known", None, *UNKNOWN_AGE)),
        "birth",
        "Say how the age is known. A guess from appearance is no basis.",
    ),
    Rule(
        "under_16",
        "hard",
        is_("sixteen_or_over", "no"),
        "sixteen_or_over",
        "Nobody under 16 can be given a warning.",
    ),
    Rule(
        "under_18_exploited",
        "hard",
        all_(SIXTEEN_OR_SEVENTEEN, COULD_BE_VICTIM),
        "could_be_victim",
        "Under 18 with a sign of exploitation: no warning. This is a child to be helped.",
    ),
    Rule(
        "driver_not_identified",
        "hard",
        all_(WITH_VEHICLE, in_("driver_identified", None, "no")),
        "driver_identified",
        "The keeper may not be the driver. Without the driver there can be no warning.",
    ),
    *_tests_unmet(),
    Rule(
        "evidence_missing",
        "hard",
        empty("evidence"),
        "evidence",
        "Name at least one piece of evidence.",
    ),
    Rule(
        "authority_missing",
        "hard",
        any_(empty("issuer_role"), empty("authority_number")),
        "authority_number",
        "Say by what authority you issue it.",
    ),
    Rule(
        "authority_ended",
        "hard",
        all_(empty("given"), before("authority_to", "$today")),
        "authority_to",
        "This authority has ended. Hand the draft to somebody who may issue it.",
    ),
    Rule("end_missing", "hard", empty("ends"), "ends", "Give an end date."),
    Rule(
        "ends_before_it_begins",
        "hard",
        before("ends", BEGINS),
        "ends",
        "It ends before it begins.",
    ),
    Rule(
        "copy_missing",
        "hard",
        all_(GIVEN, empty("copy.how")),
        "copy",
        "Without a written copy given, left or posted there is no warning.",
    ),
    Rule(
        "copy_endangers",
        "hard",
        all_(in_("copy.how", "posted", "left_at_address"), is_("copy.home_shared_at_risk", "yes")),
        "copy",
        "Do not leave or post it where somebody at risk shares the home. Hand it over.",
    ),
)

SERGEANT = (
    Rule(
        "sergeant_first",
        "sergeant",
        is_("$sergeant_first", True),
        "recipient",
        "Sergeant first.",
    ),
    Rule(
        "could_be_victim",
        "sergeant",
        COULD_BE_VICTIM,
        "could_be_victim",
        "Could be a victim: a sergeant decides, with reasons.",
    ),
    Rule(
        "sixteen_or_seventeen",
        "sergeant",
        SIXTEEN_OR_SEVENTEEN,
        "sixteen_or_over",
        "16 or 17: a sergeant decides. Consult youth justice and children's services.",
    ),
    Rule(
        "capacity",
        "sergeant",
        has("needs_what", "capacity"),
        "needs_what",
        "May not understand or decide: a sergeant decides.",
    ),
    Rule(
        "help_missing",
        "sergeant",
        all_(
            has_any("needs_what", "reading", "language", "disability"),
            in_("needs_help", None, "none"),
        ),
        "needs_help",
        "Needs help that is not there: a sergeant decides.",
    ),
)

REASONED = (
    Rule(
        "longer_than_default",
        "reason",
        {"field": "ends", "from": "$beyond_default"},
        "ends",
        "Longer than the local default: say why.",
        reason_field="longer_reason",
    ),
    Rule(
        "wider_than_evidence",
        "reason",
        is_("wider_than_evidence", "yes"),
        "wider_than_evidence",
        "Wider than the streets in evidence: say why.",
        reason_field="wider_reason",
    ),
    Rule(
        "touches_life",
        "reason",
        has_any("touches", "home", "work", "school", "worship", "treatment", "court"),
        "touches",
        "It touches home, work, school, worship, treatment or court: say why all the same.",
        reason_field="touches_reason",
    ),
)

STATES = (
    filled_state("voided", "Voided"),
    filled_state("withdrawn", "Withdrawn"),
    State("replaced", "Replaced by a notice", filled("replaced")),
    State("given_in_error", "Given in error", filled("given_in_error")),
    State("not_given", "Not given", all_(filled("not_given"), empty("given"))),
    State("not_begun", "Not begun", all_(GIVEN, before("$today", BEGINS))),
    State("ended", "Ended", all_(GIVEN, before("ends", "$today"))),
    State("in_force", "In force", all_(GIVEN, filled("ends"))),
    State("given", "Given", GIVEN),
    State("refused", "Refused by supervisor", is_("$decision", "refuse")),
    State("returned", "Returned", is_("$decision", "return")),
    State("approved", "Approved", in_("$decision", "approve", "allow")),
    State("with_supervisor", "With supervisor", filled("submitted")),
    State("draft", "Draft", not_(filled("submitted"))),
)

RECORD = RecordType(
    name="warning",
    label="Warning",
    plural="Warnings",
    home="op",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    final=filled("submitted"),
    title=("name", "reference"),
    reference_letter="H",
    marking="OFFICIAL-SENSITIVE",
    hint=(
        "There is no appeal to a court against a warning, it can be changed or withdrawn at any "
        "time, and not following it is not an offence."
    ),
    states=STATES,
    rules=(*HARD, *SERGEANT, *REASONED),
    fields=(
        *common_fields(patrol=True),
        *RECIPIENT,
        *CONDUCT_FIELDS,
        *TEST_FIELDS,
        *CONDITIONS,
        *AUTHORITY,
        *COPY,
        *GIVING,
        *LATER,
    ),
)
