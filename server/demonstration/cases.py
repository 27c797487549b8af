"""Twenty-five warnings: to whom, by whom, for what, and how each ends."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Case:
    """One warning. ends_as: the state at the end. weeks: how long it lasts, None for six months.

    victim: the answer to "could this person be a victim?". begins_later: days after giving.
    """

    key: str
    name: str
    age: int
    by: str
    week: int
    ends_as: str
    car: str | None = None
    conduct: str = "soliciting_from_vehicle"
    weeks: int | None = None
    victim: str = "no"
    body: bool = False
    begins_later: int = 0


CASES = (
    Case("pike", "Aldous Pike", 51, "finch", 3, "in_force", "pike_car"),
    Case("roach", "Ivor Roach", 45, "finch", 10, "in_force", "roach_car"),
    Case("perch", "Perch Cabs Ltd", 0, "finch", 4, "in_force", "perch_cab", "noise_at_address", body=True),
    Case("gudgeon", "Kit Gudgeon", 17, "finch", 15, "in_force", "gudgeon_moped", "harassing_residents"),
    Case("dace", "Alwyn Dace", 38, "starling", 8, "in_force", "dace_van"),
    Case("chub", "Bevis Chub", 42, "starling", 9, "in_force", "chub_car"),
    Case("ruffe", "Cato Ruffe", 29, "finch", 11, "in_force", None, "harassing_residents"),
    Case("loach", "Eben Loach", 33, "starling", 13, "in_force", None, "drug_visiting"),
    Case("bream", "Corin Bream", 36, "finch", 8, "ended", "bream_car", weeks=8),
    Case("barbel", "Faro Barbel", 47, "finch", 2, "ended", weeks=6, conduct="harassing_residents"),
    Case("zander", "Gale Zander", 52, "finch", 2, "ended", weeks=8, conduct="drug_visiting"),
    Case("brill", "Hale Brill", 41, "starling", 3, "ended", weeks=10, conduct="harassing_residents"),
    Case("dab", "Ilya Dab", 26, "heron", 5, "ended", weeks=6, conduct="noise_at_address"),
    Case("tench", "Dorian Tench", 40, "finch", 3, "withdrawn", "tench_car"),
    Case("willow", "Willow Marsh", 27, "heron", 12, "withdrawn", None, "asking_people_for_sex"),
    Case("juniper", "Juniper", 31, "heron", 8, "refused", None, "asking_people_for_sex", victim="maybe"),
    Case("sprat", "Jago Sprat", 24, "finch", 10, "refused", None, "drug_visiting", victim="maybe"),
    Case("smelt", "Kerr Smelt", 37, "finch", 16, "approved", None, "harassing_residents", victim="maybe"),
    Case("grayling", "Lorn Grayling", 35, "finch", 16, "returned", None, "drug_visiting", victim="maybe"),
    Case(
        "tope",
        "Merrick Tope",
        44,
        "finch",
        17,
        "with_supervisor",
        None,
        "asking_people_for_sex",
        victim="maybe",
    ),
    Case("turbot", "Nye Turbot", 17, "finch", 17, "with_supervisor", None, "harassing_residents"),
    Case("wrasse", "Orrin Wrasse", 50, "finch", 14, "not_given", None, "drug_visiting"),
    Case(
        "blenny", "Perrin Blenny", 39, "starling", 17, "not_begun", None, "noise_at_address", begins_later=20
    ),
    Case("goby", "Quill Goby", 28, "heron", 14, "draft", None, "noise_at_address"),
    Case("shad", "Rune Shad", 46, "finch", 17, "draft", None, "harassing_residents"),
)

ALIASES = {"willow": "Willow", "juniper": "Juniper"}
"""Names by which they are known to others; the marks of *Sergeant first* are found by them."""

DELAYS = {"willow": timedelta(hours=6), "dace": timedelta(minutes=45)}
"""Without signal, longer than others."""
