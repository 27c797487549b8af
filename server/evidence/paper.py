"""The readable pages of a bundle: one list of blocks, written as HTML and as PDF.

Labels are those of the record type's declaration, so that paper and screen use the same words.
"""

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

from fpdf import FPDF

from sync.fields import Field, RecordType
from sync.records.catalogue import CATALOGUE

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; the first cell of each is its label."""

    heading: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """What is to be read. lines: under the title."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]


def pages_of(evidence: dict[str, Any]) -> Pages:
    """The pages of a bundle's evidence."""
    declared = CATALOGUE.get(evidence["type"])
    title = declared.label if declared is not None else str(evidence["type"])
    text = json.loads(evidence["text"]) if evidence["text"] else {"fields": {}, "clashes": []}
    return Pages(
        title,
        (
            f"Record {evidence['record']} in {evidence['stream']}, exported {evidence['made_at']}",
            (
                "These pages are for reading. What counts are the signed changes in evidence.json;"
                " verify_bundle.py checks them and says what they prove and what they do not."
            ),
        ),
        (
            Table("What the record says", tuple(_fields(text["fields"], declared))),
            Table("Disputed values", tuple(_clashes(text["clashes"], declared))),
            Table("Who wrote what, in the order in which it arrived", tuple(_changes(evidence, declared))),
            Table("Photographs, sound and papers", tuple(_files(evidence))),
            Table("The entries in the ledger", tuple(_entries(evidence))),
            Table("What signs it", tuple(_signing(evidence))),
        ),
    )


def as_html(pages: Pages) -> str:
    """One page without script, style sheet or link."""
    parts = [
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
        f"<title>{html.escape(pages.title)}</title></head><body><h1>{html.escape(pages.title)}</h1>",
        *(f"<p>{html.escape(line)}</p>" for line in pages.lines),
    ]
    for table in pages.tables:
        if table.rows:
            parts.append(f"<h2>{html.escape(table.heading)}</h2><table>")
            for label, *cells in table.rows:
                values = "".join(f"<td>{html.escape(each)}</td>" for each in cells)
                parts.append(f'<tr><th scope="row">{html.escape(label)}</th>{values}</tr>')
            parts.append("</table>")
    return "\n".join([*parts, "</body></html>"]) + "\n"


def as_pdf(pages: Pages, made_at: datetime) -> bytes:
    """A4 pages, with the letters of every European language."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(made_at)
    pdf.set_title(pages.title)
    pdf.set_lang("en-GB")
    pdf.add_font("noto", fname=str(files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf"))
    pdf.set_auto_page_break(True, margin=15)
    pdf.add_page()
    _paragraph(pdf, pages.title, 18)
    for line in pages.lines:
        _paragraph(pdf, line, 9)
    for table in pages.tables:
        if table.rows:
            _paragraph(pdf, table.heading, 13)
            _pdf_table(pdf, table.rows)
    return bytes(pdf.output())


def _paragraph(pdf: FPDF, text: str, size: int) -> None:
    pdf.set_font("noto", size=size)
    pdf.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _pdf_table(pdf: FPDF, rows: Sequence[Cells]) -> None:
    pdf.set_font("noto", size=8)
    columns = max(len(row) for row in rows)
    widths = (30, *([70 // (columns - 1)] * (columns - 1))) if columns > 1 else (100,)
    with pdf.table(col_widths=widths, first_row_as_headings=False, wrapmode="CHAR") as table:
        for row in rows:
            line = table.row()
            for cell in (*row, *([""] * (columns - len(row)))):
                line.cell(cell)
    pdf.ln(3)


def _fields(fields: dict[str, Any], declared: RecordType | None) -> Iterator[Cells]:
    for name, value in fields.items():
        field = declared.by_name.get(name) if declared is not None else None
        yield (field.label if field is not None else name), _words(value, field)


def _clashes(clashes: list[dict[str, Any]], declared: RecordType | None) -> Iterator[Cells]:
    for clash in clashes:
        field = declared.by_name.get(clash["field"]) if declared is not None else None
        for value in clash["values"]:
            state = "in force until somebody decides" if value["in_force"] else "disputed"
            yield (field.label if field is not None else clash["field"]), _words(value["value"], field), state


def _changes(evidence: dict[str, Any], declared: RecordType | None) -> Iterator[Cells]:
    names = {each["person"]: f"{each['name']} ({each['role']})" for each in evidence["authors"]}
    for number, change in enumerate(evidence["changes"], 1):
        if change["text"] is None:
            yield str(number), f"Not shown: {change['why']}. Hash {change['hash']}"
            continue
        said = json.loads(change["text"])
        receipt = change["receipt"][0]
        yield (
            str(number),
            (
                f"{names.get(said['author'], said['author'])}, phone's clock {said['at']['wall']},"
                f" received {receipt[4]}, {receipt[3]}"
            ),
        )
        for label, words in _fields(said["set"], declared):
            yield "", f"{label}: {words}"
        if said["reason"]:
            yield "", f"Reason: {said['reason']}"


def _files(evidence: dict[str, Any]) -> Iterator[Cells]:
    for each in evidence["files"]:
        where = each["name"] or f"not in this bundle: {each['why']}"
        yield each["mime"], f"{each['bytes']} bytes", f"SHA-256 {each['sha256']}", where


def _entries(evidence: dict[str, Any]) -> Iterator[Cells]:
    for entry in evidence["entries"]:
        yield (
            f"Entry {entry['seq']}",
            f"{entry['kind']}, version {entry['version']}, {entry['received_at']}",
            entry["hash"],
        )


def _signing(evidence: dict[str, Any]) -> Iterator[Cells]:
    for install in evidence["installs"]:
        yield f"Phone {install['code']}", f"{install['install']}, enrolled {install['enrolled_at']}"
    for purpose, chain in evidence["keys"].items():
        yield f"Server, {purpose}", ", ".join(link["kid"] for link in chain)
    yield "Checkpoint", " ".join(evidence["checkpoint"].split("\n")[:3])


def _words(value: Any, field: Field | None) -> str:
    """A value for a reader: labels of choices, parts by their labels."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_words(each, field) for each in value)
    if isinstance(value, dict):
        parts = {part.name: part for part in field.parts} if field is not None else {}
        return "; ".join(
            f"{parts[name].label if name in parts else name}: {_words(each, parts.get(name, field))}"
            for name, each in value.items()
            if each not in (None, [], "")
        )
    if value is None:
        return "nothing"
    choices = {choice.value: choice.label for choice in field.choices} if field is not None else {}
    return choices.get(str(value), str(value))
