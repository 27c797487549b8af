"""Figures of the sync loads as tables, printed and written between the markers of `docs/performance.md`."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from script.measuring.figures import load
from script.tooling.paths import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- script/bench sync: begin -->", "<!-- script/bench sync: end -->"

Figures = dict[str, list[float]]
"""Name of a figure → its value in each run."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. floor: name of what it is a fraction of. at_most: whether less is better."""

    figure: str
    unit: str
    target: float | None = None
    at_most: bool = False
    floor: str | None = None


ROWS = (
    Row("W1 push, records a second", "/s", 2_800, floor="P-256 verify, one core"),
    Row("W1 processor of the server a record", "µs"),
    Row("W2 storm of 50, in all", "s", 5, at_most=True),
    Row("W2 slowest push of a client", "s", 1.5, at_most=True),
    Row("W2 errors", "", 0, at_most=True),
    Row("W2 acknowledged, then absent", "", 0, at_most=True),
    Row("W2 skipped by the cursor, all clients", "", 0, at_most=True),
    Row("W3 first sync of a plain client", "s", 0.5, at_most=True),
    Row("W3 records a second", "/s", floor="read texts"),
    Row("W3 bytes on the wire (gzip)", "MB", 4.2, at_most=True),
    Row("W4 delta of one, median, 10,000 stored", "ms", 4, at_most=True),
    Row("W4 delta of one, p95, 10,000 stored", "ms", 6.5, at_most=True),
    Row("W4 delta of one, median, 100,000 stored", "ms"),
    Row("W4 delta of one, p95, 100,000 stored", "ms"),
    Row("W4 delta of one, median, 1,000,000 stored", "ms"),
    Row("W4 delta of one, p95, 1,000,000 stored", "ms"),
    Row("W5 clashing edits a second", "/s", 2_500, floor="P-256 verify, one core"),
    Row("Memory: growth of a worker by a pull of everything", "MiB", 50, at_most=True),
    Row("W6 browser, readable and sealed", "s", 4, at_most=True),
    Row("W6 longest task of the page", "ms", 200, at_most=True),
)


def table(kinds: Mapping[str, Figures], floors: Mapping[str, Sequence[float]]) -> str:
    """Markdown: a line for each figure that was measured, a column for each kind of database."""
    names = list(kinds)
    lines = [f"| | {' | '.join(names)} | Target |", "|---|" + "---|" * (len(names) + 1)]
    for row in ROWS:
        cells = [_cell(row, kinds[name].get(row.figure, []), _floor(row, name, floors)) for name in names]
        if any(cells):
            lines.append(f"| {row.figure} | {' | '.join(cells)} | {_target(row)} |")
    lines += ["", "| Floor in the same run | |", "|---|---|"]
    lines += [f"| {name} | {statistics.median(values):,.0f}/s |" for name, values in floors.items()]
    return "\n".join(lines)


def write(text: str) -> None:
    """Put a text between the markers; the words around them stay."""
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not rest:
        raise ValueError(f"{PAGE.name} has no markers")
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")


def circumstances(runs: int, records: int) -> str:
    """When nothing else is said: how it was measured."""
    return f"Medians of {runs} runs with {records:,} records; {load()} at the end."


def _floor(row: Row, kind: str, floors: Mapping[str, Sequence[float]]) -> float | None:
    if row.floor is None:
        return None
    values = floors.get(row.floor) or floors.get(f"{kind}: {row.floor}")
    return None if not values else statistics.median(values)


def _cell(row: Row, values: list[float], floor: float | None) -> str:
    if not values:
        return ""
    middle = statistics.median(values)
    said = f"{middle:,.0f}" if middle >= 100 or middle == int(middle) else f"{middle:.2f}"
    share = "" if not floor else f" ({middle / floor:.0%} of the floor)"
    kept = ""
    if row.target is not None:
        is_kept = middle <= row.target if row.at_most else middle >= row.target
        kept = " kept" if is_kept else " **missed**"
    return f"{said} {row.unit}{share}{kept}".replace("  ", " ")


def _target(row: Row) -> str:
    if row.target is None:
        return ""
    return f"{'at most' if row.at_most else 'at least'} {row.target:,g} {row.unit}".strip()
