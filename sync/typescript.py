"""Writes what the app knows of the definitions: `pwa/src/records/*.gen.ts`.

`python -m sync.typescript` writes, `--check` only says which file is stale. One file per record
type holds its interface and its form, so that a screen loads the form it shows; `index.gen.ts` is
the light list that is always there; `shapes.gen.ts` is for the store; `problems.gen.ts` the words.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as attributes
from pathlib import Path
from typing import Any

from sync.fields import Choice, Field, RecordType, Rule, State
from sync.files import FILE_BYTES_MAX, FILE_TYPES
from sync.problems import WORDS
from sync.records.catalogue import CATALOGUE, SCHEMA
from sync.versions import PROTOCOL

FOLDER = Path(__file__).parent.parent / "pwa" / "src" / "records"
HEADER = "// Generated from sync/records by `python -m sync.typescript`. Do not edit.\n"

TEXT_KINDS = (
    "text",
    "long_text",
    "date",
    "time",
    "moment",
    "record",
    "person",
    "agency",
    "plate",
    "telephone",
)
SHAPES: Mapping[str, str] = {
    **dict.fromkeys(TEXT_KINDS, "string"),
    "integer": "number",
    "boolean": "boolean",
    "texts": "readonly string[]",
    "records": "readonly string[]",
    "hashes": "readonly string[]",
    "place": "Place",
    "position": "Position",
    "polygons": "readonly (readonly (readonly (readonly number[])[])[])[]",
    "strokes": "readonly (readonly (readonly number[])[])[]",
    "file": "FileValue",
}
"""TypeScript type of a value by its field's kind, where the kind alone says it."""


def main() -> None:
    """The command: write, or with `--check` end with 1 when a file is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a file is stale")
    check = parser.parse_args().check
    stale = stale_files()
    if not check:
        write(stale)
    elif stale:
        sys.exit("stale: " + ", ".join(stale) + "; run python -m sync.typescript")


def stale_files() -> dict[str, str | None]:
    """Files whose text is not what the definitions say, with what it should be; None: should not exist."""
    wanted = generated()
    found: dict[str, str | None] = {
        name: text
        for name, text in wanted.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text
    }
    left_over = {path.name for path in FOLDER.glob("*.gen.ts")} - set(wanted)
    return found | dict.fromkeys(sorted(left_over))


def write(files: Mapping[str, str | None]) -> None:
    """Write each text, remove each file whose text is None."""
    for name, text in files.items():
        if text is None:
            (FOLDER / name).unlink()
        else:
            (FOLDER / name).write_text(text, "utf-8")


def generated() -> dict[str, str]:
    """Text by file name."""
    files = {f"{each.name}.gen.ts": _type_file(each) for each in CATALOGUE.values()}
    return files | {
        "index.gen.ts": _index_file(),
        "shapes.gen.ts": _shapes_file(),
        "problems.gen.ts": _problems_file(),
    }


def declaration(record_type: RecordType) -> dict[str, Any]:
    """A record type as plain JSON, as the app and the API description give it.

    Keys of fields and choices that hold their default are left out.
    """
    return {
        "name": record_type.name,
        "label": record_type.label,
        "plural": record_type.plural,
        "home": record_type.home,
        "hint": record_type.hint,
        "marking": record_type.marking,
        "regime": record_type.regime,
        "reference_letter": record_type.reference_letter,
        "title": record_type.title,
        "personal_title": record_type.personal_title,
        "paired": record_type.paired,
        "creators": record_type.creators,
        "writers": record_type.writers,
        "final": record_type.final,
        "states": [_said(each) for each in record_type.states],
        "rules": [_said(each) for each in record_type.rules],
        "fields": [_field(each) for each in record_type.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    said = _said(field)
    if field.choices:
        said["choices"] = [_said(each) for each in field.choices]
    if field.parts:
        said["parts"] = [_field(each) for each in field.parts]
    return said


def _said(declared: Field | Choice | State | Rule) -> dict[str, Any]:
    """The attributes that are not at their default, in their order."""
    given = [each for each in attributes(declared) if each.init]
    said = {each.name: getattr(declared, each.name) for each in given}
    return {each.name: said[each.name] for each in given if said[each.name] != each.default}


def _type_file(record_type: RecordType) -> str:
    name = _pascal(record_type.name)
    return "".join(
        (
            HEADER,
            "import { declared } from '../language/declared';\n",
            "import type { RecordDeclared } from './declaration';\n",
            _imports(record_type.fields),
            f"\n/** {record_type.label}, as a record's text holds it. What is not asked is absent. */\n",
            f"export interface {name} {{\n",
            *(f"  readonly {each.name}?: {_value_type(each)};\n" for each in record_type.fields),
            "}\n\n",
            f"export const {record_type.name.upper()}: RecordDeclared = ",
            f"declared({_pretty(declaration(record_type))});\n",
        )
    )


def _imports(fields: Iterable[Field]) -> str:
    text = "".join(_value_type(each) for each in fields)
    used = [name for name in ("FileValue", "Place", "Position") if name in text]
    return f"import type {{ {', '.join(used)} }} from './shared_values';\n" if used else ""


def _value_type(field: Field) -> str:
    if field.kind == "choice":
        return _union(field.choices)
    if field.kind == "choices":
        return f"readonly ({_union(field.choices)})[]"
    if field.kind == "group":
        return _object(field.parts)
    if field.kind == "repeated":
        return f"readonly ({{ readonly element: string }} & {_object(field.parts)})[]"
    if field.kind == "entries":
        value = _object(field.parts)
        return (
            "readonly { readonly id: string; readonly author: string | null; readonly at: string; "
            f"readonly value: {value} }}[]"
        )
    return SHAPES[field.kind]


def _object(parts: Iterable[Field]) -> str:
    return "{ " + " ".join(f"readonly {each.name}?: {_value_type(each)};" for each in parts) + " }"


def _union(choices: Iterable[Choice]) -> str:
    return " | ".join(f"'{choice.value}'" for choice in choices)


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _index_file() -> str:
    names = list(CATALOGUE)
    briefs = {name: _brief(each) for name, each in CATALOGUE.items()}
    loaders = "".join(
        f"  {name}: async () => (await import('./{name}.gen')).{name.upper()},\n" for name in names
    )
    return (
        f"{HEADER}import {{ briefly }} from '../language/declared';\n"
        "import type { RecordBrief, RecordDeclared } from './declaration';\n\n"
        f"/** The number that every change carries. */\nexport const SCHEMA = {SCHEMA};\n\n"
        f"/** What this app speaks (PROTOCOL section 22). */\nexport const PROTOCOL = {PROTOCOL};\n\n"
        f"/** The largest file that is taken, in bytes. */\nexport const FILE_BYTES_MAX = {FILE_BYTES_MAX};\n\n"
        f"/** The media types that are taken. */\nexport const FILE_TYPES: readonly string[] = "
        f"{_pretty(list(FILE_TYPES))};\n\n"
        f"export type TypeName = {' | '.join(repr(name) for name in names)};\n\n"
        f"export const BRIEFS: Readonly<Record<TypeName, RecordBrief>> = briefly({_pretty(briefs)});\n\n"
        "/** Loads a type with its form: a chunk of its own. */\n"
        f"export const LOADERS: Readonly<Record<TypeName, () => Promise<RecordDeclared>>> = {{\n{loaders}}};\n"
    )


def _brief(record_type: RecordType) -> dict[str, Any]:
    keys = (
        *("name", "label", "plural", "home", "creators", "title", "personal_title"),
        *("reference_letter", "paired", "marking"),
    )
    labels = {
        choice.value: choice.label
        for field in record_type.fields
        if field.name in record_type.title
        for choice in field.choices
    }
    return {key: getattr(record_type, key) for key in keys} | {"title_labels": labels}


def _shapes_file() -> str:
    shapes = {name: [_shape(each) for each in held.fields] for name, held in CATALOGUE.items()}
    return (
        f"{HEADER}import type {{ FieldShape }} from './declaration';\n"
        "import type { TypeName } from './index.gen';\n\n"
        "/** What the store and the overlay need of the fields of every type. */\n"
        f"export const SHAPES: Readonly<Record<TypeName, readonly FieldShape[]>> = {_pretty(shapes)};\n"
    )


def _shape(field: Field) -> dict[str, Any]:
    """What laying a change over a record asks of a field; policies of list kinds follow from the kind."""
    shape: dict[str, Any] = {"name": field.name, "kind": field.kind}
    if field.policy not in ("decide", "set", "append"):
        shape["policy"] = field.policy
    if field.protective:
        shape["protective"] = field.protective
    if field.protective_part is not None:
        shape["protective_part"] = field.protective_part
    if field.parts:
        shape["parts"] = [_shape(each) for each in field.parts]
    return shape


def _problems_file() -> str:
    return (
        f"{HEADER}\n/** Words by code; `{{name}}` is filled from the problem's detail. */\n"
        f"export const WORDS: Readonly<Record<string, string>> = {_pretty(WORDS)};\n"
    )


def _pretty(value: Any) -> str:
    """JSON with one line for each thing two levels down, so that a difference is read line by line."""
    return "".join(_lines(value, 0))


def _lines(value: Any, depth: int) -> Iterator[str]:
    indent = "  " * (depth + 1)
    items: Iterable[tuple[str, Any]]
    if isinstance(value, Mapping) and value and depth < 2:
        items = ((f"{json.dumps(key)}: ", each) for key, each in value.items())
        opening, closing = "{", "}"
    elif isinstance(value, list) and value and depth < 2:
        items = (("", each) for each in value)
        opening, closing = "[", "]"
    else:
        yield json.dumps(value, ensure_ascii=False, default=dict)
        return
    yield f"{opening}\n"
    for label, each in items:
        yield f"{indent}{label}"
        yield from _lines(each, depth + 1)
        yield ",\n"
    yield f"{'  ' * depth}{closing}"


if __name__ == "__main__":
    main()
