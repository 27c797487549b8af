"""The child path of an engagement (SCREENS 3): a crime against a child, never anything else.

Help comes first: whom the officer reached is asked before everything, and nothing is asked about
agreement, since those whose job is to keep a child safe must be told.
"""

from sync.conditions import all_, any_, in_, is_
from sync.fields import Field
from sync.records import engagement_choices as lists
from sync.records.groups import reached_group
from sync.records.lists import CHILD_VIEWS

SECTION = "A child. Get help first, write later."

CHILD = any_(is_("contact", "could_be_under_18"), in_("age.view", *CHILD_VIEWS))

CHILD_PATH = (
    reached_group(
        "control_reached",
        "Tell control now: radio or 999",
        shown_when=CHILD,
        required_when=CHILD,
        section=SECTION,
    ),
    reached_group(
        "childrens_services",
        "Out-of-hours children's services",
        shown_when=CHILD,
        required_when=CHILD,
        section=SECTION,
    ),
    Field(
        "safe_now",
        "choice",
        "Safe with you now?",
        choices=lists.SAFE_NOW,
        shown_when=CHILD,
        section=SECTION,
    ),
    Field(
        "police_protection",
        "group",
        "Police protection",
        hint="Children Act 1989, section 46.",
        parts=(
            Field(
                "answer",
                "choice",
                "Police protection",
                choices=lists.POLICE_PROTECTION,
                required=True,
            ),
            Field("at", "moment", "Time", required_when=is_("answer", "used")),
        ),
        shown_when=all_(CHILD, is_("$constable", True)),
        section=SECTION,
    ),
    Field(
        "with_whom",
        "long_text",
        "Who they were with, vehicle, direction",
        hint="Goes to crime and vehicle, asked before anything about the child.",
        shown_when=CHILD,
        section=SECTION,
    ),
    Field(
        "must_not_be_told",
        "text",
        "Who must not be told",
        shown_when=CHILD,
        section=SECTION,
    ),
)
