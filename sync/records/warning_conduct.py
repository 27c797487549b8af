"""Fields of a warning, pages 1 to 3: who, what happened, the test of section 43(1)."""

from sync.conditions import all_, any_, filled, has, in_, is_
from sync.fields import NOT_KNOWN, OTHER, Field, choices, described_other
from sync.records.groups import birth_group, evidence_field, files_field, identity_group
from sync.records.lists import BASIS_OF_STATEMENT, CONDUCT, LANGUAGE, VEHICLE_CONDUCT

INDIVIDUAL = is_("recipient_kind", "individual")
WITH_VEHICLE = all_(INDIVIDUAL, any_(in_("conduct", *VEHICLE_CONDUCT), filled("vehicle")))
NEEDS_HELP = is_("needs", "yes")

P1 = "Who"
P2 = "What happened"
P3 = "The test (section 43)"

RECIPIENT = (
    Field(
        "recipient_kind",
        "choice",
        "Recipient",
        choices=choices(("individual", "Individual"), ("body", "Body")),
        required=True,
        section=P1,
        personal=False,
    ),
    Field("recipient", "record", "Known person or body", targets=("person",), section=P1),
    Field("name", "text", "Name", required=True, section=P1),
    Field("alias", "text", "Also called", section=P1),
    birth_group(date_needed=False, shown_when=INDIVIDUAL, required_when=INDIVIDUAL, section=P1),
    Field(
        "sixteen_or_over",
        "choice",
        "16 or over",
        hint="Worked out from the date of birth; a guess is no basis.",
        choices=choices(
            ("yes", "Yes, 18 or over"),
            ("sixteen_or_seventeen", "16 or 17: a sergeant decides"),
            ("no", "No: no warning"),
        ),
        policy="protective",
        protective=("no", "sixteen_or_seventeen", "yes"),
        shown_when=INDIVIDUAL,
        required_when=INDIVIDUAL,
        section=P1,
    ),
    Field("address", "text", "Address, or proper address", limit=500, required=True, section=P1),
    identity_group(required=True, section=P1),
    Field(
        "driver_identified",
        "choice",
        "Is this the driver?",
        choices=choices(
            ("stopped_driving", "I stopped them driving"),
            ("admitted", "Admitted"),
            ("camera_and_identified", "Camera and identified"),
            ("no", "No"),
        ),
        shown_when=WITH_VEHICLE,
        required_when=WITH_VEHICLE,
        section=P1,
    ),
    Field(
        "cautioned",
        "choice",
        "Cautioned before questions about an offence?",
        choices=choices(("yes", "Yes"), ("no_questions_asked", "No questions asked"), ("no", "No")),
        required=True,
        section=P1,
    ),
    Field(
        "cautioned_at",
        "moment",
        "Cautioned at",
        shown_when=is_("cautioned", "yes"),
        required_when=is_("cautioned", "yes"),
        section=P1,
    ),
    Field(
        "could_be_victim",
        "choice",
        "Could this person be a victim here?",
        hint="No default. Maybe or Yes: a sergeant decides.",
        choices=choices(("no", "No"), ("maybe", "Maybe"), ("yes", "Yes")),
        policy="protective",
        protective=("yes", "maybe", "no"),
        shown_when=INDIVIDUAL,
        required_when=INDIVIDUAL,
        section=P1,
    ),
    Field(
        "needs",
        "choice",
        "Reading, language, disability, somebody to help?",
        choices=choices(("none_told_or_seen", "None told or seen"), ("yes", "Yes...")),
        shown_when=INDIVIDUAL,
        required_when=INDIVIDUAL,
        section=P1,
    ),
    Field(
        "needs_what",
        "choices",
        "What",
        choices=choices(
            ("reading", "Reading"),
            ("language", "Language"),
            ("disability", "Disability"),
            ("capacity", "Understanding or deciding"),
            ("somebody_to_help", "Somebody to help"),
        ),
        policy="set",
        winner="add",
        shown_when=NEEDS_HELP,
        required_when=NEEDS_HELP,
        section=P1,
    ),
    Field(
        "needs_help",
        "choice",
        "Help given",
        choices=(
            *choices(
                ("interpreter", "Interpreter"),
                ("read_aloud", "Read aloud"),
                ("easy_read", "Easy read"),
                ("supporter", "Somebody of their choice"),
                ("none", "None yet"),
            ),
            OTHER,
        ),
        shown_when=NEEDS_HELP,
        required_when=NEEDS_HELP,
        section=P1,
    ),
    described_other("needs_help", "Which help", section=P1),
    Field(
        "needs_language",
        "choice",
        "Language",
        choices=LANGUAGE,
        shown_when=has("needs_what", "language"),
        section=P1,
    ),
    described_other("needs_language", "Which language", section=P1),
)

CONDUCT_FIELDS = (
    Field("conduct", "choice", "Conduct", choices=CONDUCT, required=True, section=P2),
    described_other("conduct", "Which conduct", section=P2),
    Field("vehicle", "record", "Vehicle", targets=("vehicle",), section=P2),
    Field("from_check", "record", "From this check", targets=("breach_check",), section=P2),
    Field(
        "occasions",
        "repeated",
        "When and where",
        parts=(
            Field("on", "date", "Date", required=True),
            Field("time", "time", "Time"),
            Field("street", "text", "Street"),
            Field("words", "text", "What was done", limit=500),
            Field("basis", "choice", "How you know", choices=BASIS_OF_STATEMENT),
            Field(
                "source",
                "record",
                "Entry here",
                targets=("community_report", "sighting", "breach_check", "premises_visit"),
            ),
        ),
        required=True,
        section=P2,
    ),
    Field(
        "what_happened",
        "long_text",
        "What happened",
        hint="In one paragraph: dates, places, what was done.",
        required=True,
        section=P2,
    ),
    evidence_field(required=True, section=P2),
    files_field(
        "Photographs, sound and papers",
        "A film is collected by the force's own way. Nothing that shows somebody supported.",
        section=P2,
    ),
)


def _test(name: str, statement: str) -> Field:
    return Field(
        name,
        "group",
        statement,
        parts=(
            Field(
                "answer",
                "choice",
                "Answer",
                choices=choices(("yes", "Yes"), ("no", "No")),
                required=True,
            ),
            Field("facts", "long_text", "Facts", limit=2_000),
            Field("evidence", "texts", "Evidence", hint="Lines of the evidence list, or words."),
        ),
        required=True,
        section=P3,
    )


TESTS = ("test_effect", "test_persistent", "test_unreasonable")

TEST_FIELDS = (
    _test("test_effect", "It harms the quality of life of people here"),
    _test("test_persistent", "That harm persists or keeps happening"),
    _test("test_unreasonable", "The conduct is unreasonable"),
    Field(
        "grounds",
        "long_text",
        "My grounds for all three",
        hint="Reasonable grounds: what you saw, heard and read.",
        required=True,
        section=P3,
    ),
    Field(
        "fair_and_needed",
        "long_text",
        "Fair and needed?",
        hint="Necessary and proportionate; equality considered. Short reasons.",
        limit=2_000,
        required=True,
        section=P3,
    ),
    Field(
        "other_routes",
        "choices",
        "What else was tried or thought of",
        choices=(
            *choices(
                ("advice", "Advice"),
                ("letter", "Letter"),
                ("offence", "Offence dealt with"),
                ("support", "Support"),
                more=(
                    ("direction_to_leave", "Direction to leave (s.35)"),
                    ("conditional_caution", "Conditional caution or course"),
                    ("abc", "ABC"),
                    ("pspo", "PSPO"),
                    ("injunction", "Injunction or Respect Order"),
                    ("none", "None"),
                ),
            ),
            OTHER,
        ),
        policy="set",
        winner="add",
        section=P3,
    ),
    described_other("other_routes", "Which other", kind_of="choices", section=P3),
    Field(
        "other_routes_why_not",
        "text",
        "Why not",
        limit=500,
        shown_when=filled("other_routes"),
        section=P3,
    ),
)

UNKNOWN_AGE = ("appearance", NOT_KNOWN.value)
"""Ways of knowing an age that are no basis for a warning."""
