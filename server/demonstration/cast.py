"""Who is in the story: staff are birds, people supported plants, recipients fish, residents cloths."""

from dataclasses import dataclass

from sync.fields import Role

PASSWORD = "fairhaven-by-night"
"""Of every account of the demonstration; printed with the sign-ins, used nowhere else."""

OPERATION = "harbour"
OP = f"op/{OPERATION}"
CARE = f"care/{OPERATION}"
SUP = f"sup/{OPERATION}"


@dataclass(frozen=True, slots=True)
class Agency:
    """A partner agency, or a controller agency of our own people. telephone: from the range kept for drama."""

    key: str
    title: str
    kind: str
    services: tuple[str, ...] = ()
    telephone: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff. agency: a key of AGENCIES. authority: kind and number on the `staff` record.

    shown: printed among the sign-ins, with what to look at.
    """

    username: str
    name: str
    role: Role
    agency: str
    collar: str | None = None
    welfare: bool = False
    authority: tuple[str, str] | None = None
    shown: str | None = None


AGENCIES = (
    Agency("police", "Fairhaven Police", "police", telephone="01632 960100"),
    Agency(
        "council", "Fairhaven Council, Community Safety", "council_community_safety", telephone="01632 960120"
    ),
    Agency("harbour_light", "Harbour Light", "homeless_outreach", ("exit_support",), "01632 960111"),
    Agency("tideway", "Tideway", "drug_and_alcohol", ("drug_treatment",), "01632 960131"),
    Agency("saltmarsh", "Saltmarsh Homes", "housing_association", ("housing",), "01632 960141"),
)

STAFF = (
    Member(
        "kestrel",
        "Sgt Ruth Kestrel",
        "supervisor",
        "police",
        "2041",
        shown="supervisor, police: the queue, both sides of each clash, decisions",
    ),
    Member(
        "plover",
        "Mags Plover",
        "supervisor",
        "council",
        "C310",
        shown="supervisor, council: the second pair of eyes",
    ),
    Member(
        "wren",
        "PC Ada Wren",
        "officer",
        "police",
        "4471",
        welfare=True,
        authority=("constable", "4471"),
        shown="officer, welfare team: her patrols, people met, referrals that were answered",
    ),
    Member(
        "finch",
        "PC Tom Finch",
        "officer",
        "police",
        "4502",
        authority=("constable", "4502"),
        shown="officer: gives warnings; writes welfare entries without reading them",
    ),
    Member("martin", "PCSO Dov Martin", "officer", "police", "7118"),
    Member(
        "starling",
        "PCSO Lily Starling",
        "officer",
        "police",
        "7120",
        welfare=True,
        authority=("pcso_designation", "7120-D"),
        shown="officer, welfare team, designated for notices",
    ),
    Member(
        "heron",
        "Omar Heron",
        "council_officer",
        "council",
        "C207",
        authority=("council_authorisation", "FC-0207"),
        shown="community safety officer, council: warnings without sight of welfare records",
    ),
    Member("linnet", "Nia Linnet", "support_worker", "harbour_light", shown="support worker, Harbour Light"),
    Member("dipper", "Kai Dipper", "support_worker", "harbour_light"),
    Member("dunnock", "Ben Dunnock", "support_worker", "tideway", shown="support worker, Tideway"),
    Member("swift", "Joan Swift", "support_worker", "saltmarsh", shown="housing officer, Saltmarsh Homes"),
    Member("rook", "Ivy Rook", "records_officer", "police", "R010", shown="records officer: settings of law"),
)
