"""A referral: all of it is for its agency's eyes (DOMAIN 4.5).

It carries its own copy of what may be shared, and no id of a person, engagement, agreement,
patrol or operation: what stands around it is in `referral_basis`.
"""

from sync.conditions import all_, any_, before, empty, filled, has, in_, is_, not_
from sync.fields import (
    OTHER,
    WELFARE_ROLES,
    Field,
    RecordType,
    Role,
    State,
    choices,
    common_fields,
    described_other,
    filled_state,
)
from sync.records.groups import safe_contact_group
from sync.records.lists import FEEDBACK_LEVEL, MAY_KNOW, SERVICE

AGENCY_ONLY: tuple[Role, ...] = ("support_worker",)
PHONE_MADE = is_("urgency", "now")

DECLINED_WHY = (
    *choices(
        ("full", "Full"),
        ("out_of_area", "Out of area"),
        ("threshold", "Threshold"),
        ("not_what_we_do", "Not what we do"),
        ("not_safe_for_us", "Not safe for us"),
        ("said_no", "Said no"),
        ("cannot_reach", "Cannot reach"),
    ),
    OTHER,
)

OUTCOME = choices(
    ("in_touch_and_well", "In touch and well"),
    ("got_what_they_asked_for", "Got what they asked for"),
    ("got_part_of_it", "Got part of it"),
    ("stopped_by_their_choice", "Stopped by their choice"),
    ("moved_on", "Moved on"),
    ("could_not_reach", "Could not reach"),
    ("has_died", "Has died"),
)

BY_US = (
    Field("to_agency", "agency", "To", required=True, section="Ask", personal=False),
    Field("service", "choice", "Service", choices=SERVICE, required=True, section="Ask"),
    described_other("service", "Which service", section="Ask"),
    Field(
        "ask",
        "text",
        "What do you want done?",
        hint="One sentence.",
        limit=500,
        required=True,
        section="Ask",
    ),
    Field(
        "urgency",
        "choice",
        "How urgent",
        choices=choices(
            ("now", "Now, phone call made"),
            ("hours_24", "24 hours"),
            ("days_3", "3 days"),
            ("days_10", "10 days"),
        ),
        policy="protective",
        protective=("now", "hours_24", "days_3", "days_10"),
        required=True,
        section="Ask",
    ),
    Field(
        "phone_call",
        "group",
        "Phone call",
        parts=(
            Field("name", "text", "Spoke to", required=True),
            Field("at", "moment", "When", required=True),
        ),
        shown_when=PHONE_MADE,
        required_when=PHONE_MADE,
        section="Ask",
    ),
    Field("answer_by", "moment", "Answer by", required=True, section="Ask", personal=False, ahead=True),
    Field("name_or_alias", "text", "Name they use", required=True, section="Before any contact"),
    safe_contact_group(required=True, section="Before any contact"),
    Field(
        "may_know",
        "choices",
        "They agreed to",
        choices=MAY_KNOW,
        policy="set",
        winner="remove",
        section="What is shared",
    ),
    described_other("may_know", "What else", kind_of="choices", section="What is shared"),
    Field(
        "facts",
        "long_text",
        "Facts passed on",
        hint="What they said, what was seen. Never what we think.",
        section="What is shared",
    ),
    Field(
        "view_of_risk",
        "text",
        "Their view of risk",
        limit=500,
        shown_when=has("may_know", "view_of_risk"),
        section="What is shared",
    ),
    Field(
        "agreement_words",
        "text",
        "Agreement in words",
        hint="Asked alone, in their own language. Said yes 6 Feb 23:20. Until 6 May.",
        limit=500,
        section="What is shared",
    ),
    Field(
        "named_agencies",
        "records",
        "Agencies they named",
        targets=("agency",),
        policy="set",
        winner="remove",
        section="What is shared",
    ),
    Field(
        "feedback_level",
        "choice",
        "Police will be told",
        choices=FEEDBACK_LEVEL,
        policy="protective",
        protective=("nothing", "in_touch", "outcome"),
        required=True,
        section="What is shared",
    ),
    Field("submitted", "moment", "Sent off", section="What is shared", personal=False),
)

BY_AGENCY = (
    Field(
        "answer",
        "group",
        "Answer",
        parts=(
            Field(
                "state",
                "choice",
                "Answer",
                choices=choices(
                    ("received", "Received"),
                    ("accepted", "Accepted"),
                    ("declined", "Declined"),
                    ("passed_on", "Passed on"),
                    ("closed", "Closed"),
                ),
                required=True,
            ),
            Field(
                "why",
                "choice",
                "Cannot take it",
                choices=DECLINED_WHY,
                shown_when=is_("state", "declined"),
                required_when=is_("state", "declined"),
            ),
            described_other("why", "Why"),
            Field(
                "passed_to",
                "agency",
                "Passed on to",
                shown_when=is_("state", "passed_on"),
                required_when=is_("state", "passed_on"),
            ),
            Field("at", "moment", "When", required=True),
            Field("by", "person", "By"),
        ),
        writers=AGENCY_ONLY,
        section="Answer",
    ),
    Field(
        "feedback",
        "group",
        "Heard back",
        hint="The exact words that reach the officer, and nothing else.",
        parts=(
            Field("in_touch", "boolean", "In touch"),
            Field("outcome", "choice", "Outcome", choices=OUTCOME),
            Field("words", "text", "Words", limit=500, required=True),
            Field("at", "moment", "When", required=True),
        ),
        shown_when=in_("feedback_level", "in_touch", "outcome"),
        writers=AGENCY_ONLY,
        section="Answer",
    ),
    Field(
        "stopped",
        "choice",
        "They changed their mind",
        choices=choices(
            ("stop_everything", "Stop everything"),
            ("stop_telling_police", "Stop telling police"),
            ("change_how", "Change how to reach them"),
            ("change_who", "Change who"),
        ),
        policy="withdrawn",
        protective=("stop_everything", "change_who", "change_how", "stop_telling_police"),
        writers=AGENCY_ONLY,
        section="Answer",
    ),
)

SENT = all_(filled("submitted"), is_("$placed", True))
WITHDRAWN = any_(is_("stopped", "stop_everything"), is_("$agreement", "withdrawn"))

RECORD = RecordType(
    name="referral",
    label="Referral",
    plural="Referrals",
    home="care",
    creators=WELFARE_ROLES,
    writers=WELFARE_ROLES,
    final=filled("submitted"),
    title=("reference",),
    personal_title=True,
    reference_letter="R",
    marking="OFFICIAL-SENSITIVE",
    regime="uk_gdpr",
    states=(
        filled_state("voided", "Voided"),
        State("draft", "Draft", empty("submitted")),
        State("closed", "Closed", is_("answer.state", "closed")),
        State("withdrawn", "Withdrawn", WITHDRAWN),
        State("declined", "Declined", is_("answer.state", "declined")),
        State("passed_on", "Passed on", is_("answer.state", "passed_on")),
        State("in_progress", "In progress", all_(is_("answer.state", "accepted"), filled("feedback"))),
        State("accepted", "Accepted", is_("answer.state", "accepted")),
        State("overdue", "Overdue", all_(SENT, before("answer_by", "$now"))),
        State("received", "Received", is_("answer.state", "received")),
        State("sent", "Sent", SENT),
        State("waiting", "Waiting for agreement", not_(SENT)),
    ),
    fields=(*common_fields(), *BY_US, *BY_AGENCY),
)
