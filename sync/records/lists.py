"""Choice lists that several record types share (DOMAIN part 4, "Shared lists")."""

from sync.fields import NOT_KNOWN, OTHER, PREFER_NOT, Choice, choices

AGENCY_KIND = (
    *choices(
        ("police", "Police"),
        ("council_community_safety", "Council community safety"),
        ("housing_association", "Housing association"),
        ("adult_social_care", "Adult social care"),
        ("childrens_social_care", "Children's social care"),
        ("drug_and_alcohol", "Drug and alcohol service"),
        ("sexual_health", "Sexual health"),
        ("sexual_violence_support", "Rape or sexual violence support"),
        ("domestic_abuse_support", "Domestic abuse support"),
        ("mental_health", "Mental health"),
        ("homeless_outreach", "Homeless outreach"),
        ("probation", "Probation"),
        ("fire", "Fire"),
    ),
    OTHER,
)

SERVICE = (
    *choices(
        ("outreach", "A worker to talk to"),
        ("drug_treatment", "Drug or alcohol treatment"),
        ("health", "Doctor, health"),
        ("sexual_health", "Sexual health"),
        ("sexual_assault_centre", "Sexual assault centre"),
        ("domestic_abuse", "Domestic abuse support"),
        ("housing", "Housing"),
        ("homeless", "Somewhere to sleep"),
        ("mental_health", "Mental health"),
        ("benefits_and_papers", "Benefits, money, papers"),
        ("exit_support", "Help to stop"),
        ("legal", "Independent legal advice"),
        ("adult_safeguarding", "Adult safeguarding"),
        ("childrens_services", "Children's services"),
        ("early_help", "Early help"),
    ),
    OTHER,
)

ISSUER_ROLE = choices(
    ("constable", "Constable"),
    ("pcso", "PCSO (designated)"),
    ("council_officer", "Council officer (authorised)"),
    ("designated_person", "Designated person (landlord)"),
)

AUTHORITY_KIND = choices(
    ("constable", "Constable"),
    ("pcso_designation", "PCSO designation"),
    ("council_authorisation", "Council authorisation"),
    ("landlord_designation", "Landlord designation"),
)

PERSON_CATEGORY = (
    *choices(
        ("suspect", "Suspect"),
        ("convicted", "Convicted"),
        ("victim", "Victim or believed victim"),
        ("witness", "Witness or person with information"),
        ("vulnerable_adult", "Vulnerable adult"),
        ("child", "Child"),
        ("other_contact", "Other contact"),
    ),
    NOT_KNOWN,
)

HOW_KNOWN = (
    *choices(
        ("self_stated", "Self-stated"),
        ("officer_knows", "Officer knows"),
        ("document", "Document seen"),
        ("partner_said", "Partner said"),
        ("appearance", "Guess from appearance"),
    ),
    NOT_KNOWN,
)

AGE_BASIS = (
    *choices(
        ("document", "Document"),
        (
            "checked",
            "Checked, ref",
        ),
        ("self_stated", "Told me"),
        ("officer_knows", "Known"),
        more=(("appearance", "Guess from appearance"),),
    ),
    NOT_KNOWN,
)
"""How a recipient's age is known; a guess from appearance is no basis (DOMAIN 4b)."""

BASIS_OF_STATEMENT = choices(
    ("saw", "I saw it"),
    ("told_by_them", "I was told by them"),
    ("told_by_another", "I was told by another"),
    ("assess", "I assess"),
)

CONFIDENCE = (*choices(("sure", "Sure"), ("likely", "Likely"), ("unsure", "Unsure")), NOT_KNOWN)

RISK = (
    *choices(
        ("immediate_danger", "Immediate danger"),
        ("high", "High"),
        ("medium", "Medium"),
        ("standard", "Standard"),
        ("none_seen", "None seen"),
    ),
    NOT_KNOWN,
)

AGE_VIEW = choices(
    ("adult_known", "Adult, known"),
    ("adult_believed", "Adult, believed"),
    ("could_be_under_18", "Could be under 18"),
    ("under_18", "Under 18"),
)

CHILD_VIEWS = ("under_18", "could_be_under_18")
"""Views of age that open the child path."""

YES_NO = (*choices(("yes", "Yes"), ("no", "No")), NOT_KNOWN)
YES_NO_UNSURE = choices(("yes", "Yes"), ("no", "No"), ("unsure", "Unsure"))

FEEDBACK_LEVEL = choices(
    ("nothing", "No"),
    ("in_touch", "Only that they are in touch"),
    ("outcome", "Outcome too"),
)

MAY_KNOW = (
    *choices(
        ("name", "Name they use"),
        ("safe_contact", "How it is safe to reach them"),
        ("ask", "What they asked for"),
        ("facts", "What they said"),
        ("view_of_risk", "Their view of risk"),
    ),
    OTHER,
)

LAWFUL_BASIS = choices(
    ("child", "Child at risk"),
    ("vital_interest", "Immediate risk to life"),
    ("serious_crime", "Serious crime"),
    ("lacks_capacity", "Lacks capacity (best interests)"),
    ("legal_duty", "Legal duty"),
)
"""Grounds for sharing without agreement."""

INFORMED = choices(
    ("yes", "Yes"),
    ("no_unsafe", "No, unsafe"),
    ("no_not_possible", "No, not possible"),
)

LANGUAGE = (
    *choices(
        ("en", "English"),
        ("ro", "Română"),
        ("pl", "Polski"),
        more=(
            ("ar", "العربية"),
            ("bg", "Български"),
            ("bn", "বাংলা"),
            ("es", "Español"),
            ("fa", "فارسی"),
            ("hu", "Magyar"),
            ("lt", "Lietuvių"),
            ("pt", "Português"),
            ("ru", "Русский"),
            ("so", "Soomaali"),
            ("sq", "Shqip"),
            ("th", "ไทย"),
            ("uk", "Українська"),
            ("ur", "اردو"),
            ("vi", "Tiếng Việt"),
            ("zh", "中文"),
            ("bsl", "British Sign Language"),
        ),
    ),
    NOT_KNOWN,
    OTHER,
)

EASY_READ = Choice("en_easy", "Easy read")
SHOWN_LANGUAGE = (*LANGUAGE[:3], EASY_READ, *LANGUAGE[3:])
"""Languages in which a warning can be shown, plain English among them."""

INTERPRETER = choices(("no", "No"), ("used", "Used"), ("needed_none", "Needed, none"))

VEHICLE_TYPE = (
    *choices(
        ("car", "Car"),
        ("van", "Van"),
        ("taxi", "Taxi"),
        ("motorcycle", "Motorcycle"),
        ("lorry", "Lorry"),
    ),
    NOT_KNOWN,
    OTHER,
)

COLOUR = (
    *choices(
        ("white", "White"),
        ("silver", "Silver"),
        ("grey", "Grey"),
        ("black", "Black"),
        ("blue", "Blue"),
        ("red", "Red"),
        more=(
            ("green", "Green"),
            ("brown", "Brown"),
            ("beige", "Beige"),
            ("yellow", "Yellow"),
            ("gold", "Gold"),
            ("orange", "Orange"),
            ("purple", "Purple"),
            ("two_colours", "Two colours"),
        ),
    ),
    NOT_KNOWN,
    OTHER,
)

CONDUCT = (
    *choices(
        ("soliciting_from_vehicle", "Driving round to buy sex"),
        ("asking_people_for_sex", "Asking people for sex"),
        ("harassing_residents", "Harassing residents"),
        ("noise_at_address", "Noise or disorder at an address"),
        ("drug_visiting", "Drug dealing or visiting"),
        more=(
            ("loitering_in_vehicle", "Loitering in a vehicle"),
            ("facilitating", "Facilitating"),
        ),
    ),
    OTHER,
)

VEHICLE_CONDUCT = ("soliciting_from_vehicle", "loitering_in_vehicle")
"""Conduct that involves a vehicle, so that the driver must be identified."""

CONDITION_KIND = choices(("stop", "Stop"), ("do", "Do"), ("take_steps", "Take steps"))

EXCEPTION = choices(
    ("home", "Home"),
    ("work", "Work"),
    ("school_run", "School run"),
    ("worship", "Worship"),
    ("medical", "Medical and support"),
    ("court", "Court, probation, solicitor"),
    ("transport", "Travel through"),
    ("emergency", "Emergency"),
)

DAY = choices(
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
)

EVIDENCE_KIND = (
    *choices(
        ("resident_report", "Resident report"),
        ("witness_statement", "Witness statement"),
        ("cctv", "CCTV"),
        ("officer_saw", "Officer saw"),
        ("body_worn", "Body-worn video"),
        ("anpr", "ANPR"),
        ("doorbell", "Doorbell video"),
        ("previous_stop", "Previous stop"),
    ),
    OTHER,
)

TENURE = (
    *choices(
        ("council", "Council"),
        ("housing_association", "Housing association"),
        ("private", "Private"),
        ("owner", "Owner"),
        ("temporary", "Temporary"),
    ),
    NOT_KNOWN,
)

RATING = choices(("red", "Red"), ("amber", "Amber"), ("green", "Green"), ("none", "None"))

CONTACT_METHOD = (
    *choices(
        ("no_contact", "No contact"),
        ("by_worker", "By a worker only"),
        ("in_person", "In person, here"),
        ("call", "Call"),
        ("text", "Text"),
        ("through_someone", "Through somebody they trust"),
    ),
    NOT_KNOWN,
    PREFER_NOT,
)

CONTACT_METHOD_ORDER = (
    "no_contact",
    "by_worker",
    "in_person",
    "through_someone",
    "text",
    "call",
    "prefer_not_to_say",
    "not_known",
)
"""Ways to reach somebody, the most protective first."""
