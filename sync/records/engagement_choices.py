"""Choices of the welfare engagement (DOMAIN 4.2); the words on a button are the words kept."""

from sync.fields import NOT_KNOWN, OTHER, PREFER_NOT, choices

CONTACT = choices(
    ("said_hello", "Adult, looked safe. Said hello, no wish to talk"),
    ("talked", "Adult. We talked"),
    ("could_be_under_18", "Could be under 18"),
    ("urgent", "Hurt, in danger or not well"),
)

PERSON_KNOWN = choices(
    ("known", "Known"),
    ("known_by_alias", "A name they use"),
    more=(("new", "New"), ("would_not_say", "Would not say")),
)

WITH_THEM = choices(
    ("alone", "Alone"),
    ("somebody_near", "Somebody near"),
    ("not_sure", "Not sure"),
    more=(("with_child", "With a child"), ("with_others", "With others")),
)

APPROACH = (
    *choices(
        ("officer", "Officer"),
        ("came_to_us", "They came to us"),
        ("outreach_worker", "Outreach worker"),
        ("resident", "Resident"),
    ),
    NOT_KNOWN,
)

MANNER = (
    *choices(
        ("spoke_freely", "Spoke freely"),
        ("guarded", "Guarded"),
        ("did_not_want_to_talk", "Did not want to talk"),
        ("in_distress", "In distress"),
        ("not_well", "Not well"),
    ),
    NOT_KNOWN,
)

LENGTH = (
    *choices(
        ("under_2", "Under 2 minutes"), ("from_2_to_10", "2 to 10 minutes"), ("over_10", "Over 10 minutes")
    ),
    NOT_KNOWN,
)

IMMEDIATE_NEED = choices(
    ("none_seen", "None seen"),
    ("injury_or_overdose", "Injury or overdose: 999"),
    ("in_danger_now", "In danger now: 999 or radio"),
    ("threat_of_suicide", "Threat of suicide"),
    ("missing_person", "Missing person"),
    ("child_at_risk", "Child at risk"),
)

APPEARANCE = choices(
    ("injury", "Injury"), ("intoxicated", "Intoxicated"), ("dress", "Not dressed for the weather")
)
BEHAVIOUR = choices(
    ("fearful", "Fearful"),
    ("agitated", "Agitated"),
    ("controlled", "Controlled by another"),
    ("withdrawn", "Withdrawn"),
)
COMMUNICATION = choices(
    ("cannot_follow", "Could not follow"),
    ("no_words", "No words"),
    ("led_by_other", "Speech led by another"),
    ("capacity_doubt", "Capacity in doubt"),
)
DANGER = choices(
    ("followed", "Followed"),
    ("threatened", "Threatened"),
    ("weapons", "Weapons"),
    ("debt", "Debt"),
    ("violent_buyer", "Violent buyer"),
)
ENVIRONMENT = choices(
    ("homeless", "Homeless"),
    ("unsafe_home", "Unsafe home"),
    ("cuckooing", "Signs of a home taken over"),
    ("cold", "Cold"),
    ("no_money", "No money"),
)

CONCERN = (
    *choices(
        ("none_seen", "None seen"),
        ("health", "Health"),
        ("violence", "Violence"),
        ("control", "Control"),
        ("nowhere_to_stay", "Nowhere to stay"),
        ("drugs_or_drink", "Drugs, drink"),
        more=(
            ("sexual_exploitation", "Sexual exploitation"),
            ("controlled_by_partner", "Controlled by partner"),
            ("controlled_by_other", "Controlled by other"),
            ("trafficking", "Trafficking"),
            ("debt_bondage", "Debt bondage"),
            ("dependence", "Drug or alcohol dependence"),
            ("domestic_abuse", "Domestic abuse"),
            ("violent_buyer", "Violent buyer (NUM)"),
            ("sexual_assault", "Sexual assault"),
            ("home_taken_over", "Home taken over"),
            ("rough_sleeping", "Rough sleeping"),
            ("money_or_papers", "Money or papers"),
            ("pregnancy", "Pregnancy"),
            ("mental_health", "Mental health"),
            ("learning_disability", "Learning disability"),
            ("child_contact", "Child contact issue"),
            ("wants_independent_advice", "Wants independent advice"),
        ),
    ),
    NOT_KNOWN,
    PREFER_NOT,
    OTHER,
)

OFFER = (
    *choices(
        ("food_or_drink", "Food, drink"),
        ("safety_advice", "Safety advice"),
        ("card", "Card"),
        more=(
            ("clothing", "Clothing"),
            ("condoms_needles", "Condoms, needle exchange"),
            ("num", "NUM explained"),
            ("leaflet", "Support leaflet"),
            ("treatment", "STARS / treatment"),
            ("safe_place", "Safe place"),
            ("lift", "Lift"),
            ("sexual_assault_centre", "Sexual assault centre"),
            ("report_of_crime", "Report of crime"),
            ("come_back", "Come back"),
        ),
    ),
    OTHER,
)

OFFER_ANSWER = choices(
    ("accepted", "Taken"), ("later", "Later"), ("declined", "No"), ("not_offered", "Not offered")
)

WANT = (
    *choices(
        ("somewhere_safe", "Somewhere safe"),
        ("drugs_or_drink", "Drugs, drink"),
        ("health", "Health"),
        ("home", "Home"),
        ("money_or_papers", "Money, papers"),
        ("a_crime", "A crime"),
        ("someone_to_talk_to", "Someone to talk to"),
        ("nothing_now", "Nothing now"),
    ),
    NOT_KNOWN,
    PREFER_NOT,
    OTHER,
)

MAY_BE_TOLD = choices(
    ("nobody", "Nobody outside this team"),
    ("outreach", "Outreach"),
    ("named", "Others, chosen by name"),
    ("not_asked", "Not asked now"),
    more=(
        ("num_anonymised", "NUM, anonymised"),
        ("num_full", "NUM, full"),
        ("police_report", "Police report"),
    ),
)

RESULT = choices(
    ("contact_made", "Contact made"),
    ("support_accepted", "Support accepted"),
    ("referral_made", "Referral made"),
    ("crime_recorded", "Crime recorded"),
    ("called_999", "999"),
    ("supervisor_told", "Supervisor told"),
    ("intelligence", "Intelligence submitted"),
    ("nrm", "NRM"),
    ("dtn", "DtN"),
    ("safeguarding_adult", "Safeguarding adult"),
    ("cse_referral", "CSE referral"),
    ("missing_found", "Missing found"),
)

SAFE_NOW = choices(("yes", "Yes"), ("no", "No"), ("left", "Left, which way"))

POLICE_PROTECTION = choices(("not_needed", "Not needed"), ("asked", "Asked"), ("used", "Used, time"))
