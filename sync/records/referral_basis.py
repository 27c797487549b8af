"""Why a referral was made and on what ground: never seen by the agency (DOMAIN 4.5)."""

from sync.conditions import filled, is_
from sync.fields import (
    OTHER,
    WELFARE_ROLES,
    Field,
    RecordType,
    choices,
    common_fields,
    described_other,
)
from sync.records.lists import INFORMED, LAWFUL_BASIS, YES_NO_UNSURE

ROUTE = (
    *choices(
        ("adult_safeguarding", "Adult safeguarding"),
        ("children", "Children"),
        ("marac", "MARAC"),
        ("nrm", "NRM"),
        ("dtn", "DtN"),
        ("drug_treatment", "Drug treatment"),
        ("domestic_abuse", "Domestic abuse"),
        ("sarc", "SARC"),
        ("housing", "Housing"),
        ("homeless", "Homeless"),
        ("health", "Health"),
        ("mental_health", "Mental health"),
        ("benefits", "Benefits, ID"),
        ("num", "NUM"),
        ("exit_support", "Exit support"),
        ("early_help", "Early help"),
        ("legal", "Legal"),
    ),
    OTHER,
)
WITHOUT_AGREEMENT = filled("lawful_basis")

RECORD = RecordType(
    name="referral_basis",
    label="Basis of a referral",
    plural="Bases of referrals",
    home="care",
    creators=WELFARE_ROLES,
    writers=WELFARE_ROLES,
    title=("route",),
    marking="OFFICIAL-SENSITIVE",
    regime="uk_gdpr",
    fields=(
        *common_fields(),
        Field("referral", "record", "Referral", targets=("referral",), policy="fixed", required=True),
        Field("person", "record", "Person", targets=("person_supported",)),
        Field("engagement", "record", "Engagement", targets=("engagement",)),
        Field("source", "text", "Source", limit=500),
        Field("route", "choice", "Route", choices=ROUTE),
        described_other("route", "Which route"),
        Field("my_view", "long_text", "My view", hint="Never shown to partners."),
        Field(
            "care_act",
            "group",
            "Care Act, three limbs",
            parts=(
                Field("needs", "choice", "Has care and support needs", choices=YES_NO_UNSURE),
                Field(
                    "at_risk",
                    "choice",
                    "Is experiencing or at risk of abuse or neglect",
                    choices=YES_NO_UNSURE,
                ),
                Field(
                    "cannot_protect",
                    "choice",
                    "Because of those needs cannot protect self",
                    choices=YES_NO_UNSURE,
                ),
            ),
            shown_when=is_("route", "adult_safeguarding"),
            required_when=is_("route", "adult_safeguarding"),
        ),
        Field(
            "risk_tool",
            "choice",
            "Risk tool",
            hint="At the desk only.",
            choices=(
                *choices(("dash", "DASH"), ("dara", "DARA"), ("none", "None")),
                OTHER,
            ),
        ),
        described_other("risk_tool", "Which tool"),
        Field("risk_score", "integer", "Score", minimum=0, limit=24),
        Field(
            "marac_reason",
            "choice",
            "MARAC reason",
            choices=choices(
                ("visible", "Visible high risk"),
                ("judgement", "Professional judgement"),
                ("escalation", "Escalation"),
                ("repeat", "Repeat within 12 months"),
            ),
            shown_when=is_("route", "marac"),
            required_when=is_("route", "marac"),
        ),
        Field(
            "lawful_basis",
            "choice",
            "Shared without agreement because",
            choices=LAWFUL_BASIS,
            section="Without agreement",
        ),
        Field(
            "lawful_basis_reason",
            "text",
            "Reason",
            limit=1_000,
            shown_when=WITHOUT_AGREEMENT,
            required_when=WITHOUT_AGREEMENT,
            section="Without agreement",
        ),
        Field(
            "lawful_basis_agreed_by",
            "text",
            "Who agreed",
            shown_when=WITHOUT_AGREEMENT,
            section="Without agreement",
        ),
        Field(
            "informed",
            "choice",
            "Told of it?",
            choices=INFORMED,
            shown_when=WITHOUT_AGREEMENT,
            section="Without agreement",
        ),
        Field(
            "chased",
            "entries",
            "Chased",
            policy="append",
            parts=(
                Field("on", "date", "On", required=True),
                Field("words", "text", "What was said"),
            ),
        ),
    ),
)
