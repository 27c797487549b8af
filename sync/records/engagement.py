"""A welfare engagement: somebody met on the street (DOMAIN 4.2, SCREENS 2 and 3).

Two taps make a whole record: the words on the button are the words kept, and every other field
is "not asked" (null). The stars of 4.2 apply when they talked; the child path when the person
could be under 18. Who may know is asked, and not required: not asked means shared with nobody.
Nothing on this form would shame the person if they read it.
"""

from sync.conditions import has, in_, is_
from sync.fields import (
    PATROL_ROLES,
    Field,
    RecordType,
    choices,
    common_fields,
    described_other,
    filled_state,
)
from sync.records import engagement_choices as lists
from sync.records.engagement_child import CHILD_PATH
from sync.records.groups import age_group, look_group, safe_contact_group
from sync.records.lists import INFORMED, INTERPRETER, LANGUAGE, LAWFUL_BASIS

TALKED = is_("contact", "talked")
PRESSING = in_("contact", "talked", "urgent")
WITHOUT_AGREEMENT = in_("lawful_basis", *(choice.value for choice in LAWFUL_BASIS))

WHO = (
    Field(
        "contact",
        "choice",
        "Met someone",
        choices=lists.CONTACT,
        policy="protective",
        protective=("urgent", "could_be_under_18", "talked", "said_hello"),
        required=True,
        section="Who",
    ),
    Field("person_known", "choice", "Who", choices=lists.PERSON_KNOWN, section="Who"),
    Field("person", "record", "Person", targets=("person_supported",), section="Who"),
    Field("name_used", "text", "A name they use", limit=100, section="Who"),
    Field(
        "same_person_as",
        "record",
        "Same person as",
        targets=("engagement",),
        section="Who",
    ),
    Field("description", "text", "Description", hint="Neutral words.", limit=500, section="Who"),
    age_group(required_when=in_("contact", "talked", "could_be_under_18"), section="Who"),
    Field(
        "with_them",
        "choice",
        "With them",
        choices=lists.WITH_THEM,
        required_when=TALKED,
        section="Who",
    ),
    Field("happened_at", "moment", "When", required=True, section="Where and when", personal=False),
    Field(
        "street",
        "text",
        "Street",
        hint="A street, never a point.",
        required=True,
        section="Where and when",
    ),
    Field("direction", "text", "Which way they went", section="Where and when"),
)

CONTACT = (
    Field(
        "approach",
        "choice",
        "Who began it",
        choices=lists.APPROACH,
        required_when=TALKED,
        section="Contact",
    ),
    Field("manner", "choice", "Manner", choices=lists.MANNER, section="Contact"),
    Field("length", "choice", "Length", choices=lists.LENGTH, section="Contact"),
    Field("interpreter", "choice", "Interpreter", choices=INTERPRETER, section="Contact"),
    Field(
        "language",
        "choice",
        "Language",
        choices=LANGUAGE,
        shown_when=in_("interpreter", "used", "needed_none"),
        section="Contact",
    ),
    described_other("language", "Which language", section="Contact"),
    Field(
        "immediate_need",
        "choices",
        "Immediate need",
        choices=lists.IMMEDIATE_NEED,
        policy="set",
        winner="add",
        required_when=PRESSING,
        section="Contact",
    ),
    look_group(
        "appearance",
        "Appearance",
        "Injury, intoxicated, not dressed for the weather.",
        lists.APPEARANCE,
        section="Look",
    ),
    look_group(
        "behaviour",
        "Behaviour",
        "Fearful, agitated, controlled by another, withdrawn.",
        lists.BEHAVIOUR,
        section="Look",
    ),
    look_group(
        "communication",
        "Communication and capacity",
        "Cannot follow, no words, speech led by another, capacity in doubt.",
        lists.COMMUNICATION,
        section="Look",
    ),
    look_group(
        "danger",
        "Danger",
        "Followed, threatened, weapons, debt, violent buyer.",
        lists.DANGER,
        section="Look",
    ),
    look_group(
        "environment",
        "Environment",
        "Homeless, unsafe home, signs of a home taken over, cold, no money.",
        lists.ENVIRONMENT,
        section="Look",
    ),
    Field(
        "concerns",
        "choices",
        "Worried about",
        choices=lists.CONCERN,
        policy="set",
        winner="add",
        section="Concerns",
    ),
    described_other("concerns", "What else", kind_of="choices", section="Concerns"),
    Field("in_their_words", "long_text", "In their words", section="In words"),
    Field("what_i_saw", "long_text", "What I saw", section="In words"),
    Field(
        "what_i_think",
        "long_text",
        "What I think",
        hint="Never shown to partners.",
        section="In words",
    ),
    Field(
        "offers",
        "repeated",
        "Offered",
        parts=(
            Field("offer", "choice", "Offer", choices=lists.OFFER, required=True),
            described_other("offer", "What else"),
            Field("answer", "choice", "Answer", choices=lists.OFFER_ANSWER),
            Field("why", "text", "Why not", shown_when=is_("answer", "not_offered")),
        ),
        section="Offered",
    ),
)

WISHES = (
    Field(
        "wants",
        "choices",
        "What do they want?",
        choices=lists.WANT,
        policy="set",
        winner="add",
        section="Wishes",
    ),
    described_other("wants", "What else", kind_of="choices", section="Wishes"),
    Field("wants_words", "long_text", "What they want, in their words", section="Wishes"),
    safe_contact_group(section="Wishes"),
    Field(
        "may_be_told",
        "choice",
        "Who may know?",
        hint="What was agreed with each agency is kept on the agreement.",
        choices=lists.MAY_BE_TOLD,
        policy="protective",
        protective=(
            "nobody",
            "not_asked",
            "num_anonymised",
            "outreach",
            "named",
            "num_full",
            "police_report",
        ),
        section="Wishes",
    ),
    Field(
        "agreements",
        "records",
        "Agreements",
        targets=("agreement",),
        policy="set",
        winner="add",
        section="Wishes",
    ),
    Field(
        "lawful_basis",
        "choice",
        "Shared without agreement because",
        choices=(*LAWFUL_BASIS, *choices(("none", "Not shared"))),
        section="Wishes",
    ),
    Field(
        "informed",
        "choice",
        "Told of it?",
        choices=INFORMED,
        shown_when=WITHOUT_AGREEMENT,
        required_when=WITHOUT_AGREEMENT,
        section="Wishes",
    ),
)

NEXT = (
    Field(
        "results",
        "choices",
        "Result",
        choices=lists.RESULT,
        policy="set",
        winner="add",
        section="Result and next",
    ),
    Field(
        "crime_reference",
        "text",
        "Crime reference",
        limit=40,
        shown_when=has("results", "crime_recorded"),
        required_when=has("results", "crime_recorded"),
        section="Result and next",
    ),
    Field("return_by", "date", "Return by", section="Result and next", personal=False),
    Field("task_to", "person", "Task to", section="Result and next", personal=False),
    Field(
        "supervisor_review",
        "boolean",
        "Supervisor to look at it",
        section="Result and next",
        personal=False,
    ),
    Field(
        "body_worn_video",
        "choice",
        "Body-worn video",
        choices=choices(("yes", "Yes"), ("no", "No"), ("declined", "Declined")),
        section="Result and next",
    ),
    Field(
        "body_worn_video_why",
        "text",
        "Why not",
        shown_when=is_("body_worn_video", "no"),
        required_when=is_("body_worn_video", "no"),
        section="Result and next",
    ),
)

RECORD = RecordType(
    name="engagement",
    label="Met someone",
    plural="People met",
    home="care",
    creators=PATROL_ROLES,
    writers=PATROL_ROLES,
    title=("name_used", "street"),
    personal_title=True,
    reference_letter="E",
    marking="OFFICIAL-SENSITIVE",
    states=(filled_state("voided", "Voided"),),
    fields=(*common_fields(patrol=True), *WHO, *CHILD_PATH, *CONTACT, *WISHES, *NEXT),
)
