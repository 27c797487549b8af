"""What a run ends with when something that must always hold does not."""


class Violation(Exception):
    """An invariant of FINDINGS section 8 is broken.

    number: which of the fourteen. words: what was found, for the reader of a report.
    """

    def __init__(self, number: int, words: str) -> None:
        self.number, self.words = number, words
        super().__init__(f"invariant {number}: {words}")


def hold(number: int, fact: object, words: str) -> None:
    """Raise Violation unless the fact is true."""
    if not fact:
        raise Violation(number, words)
