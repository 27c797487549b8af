"""The app's generated files."""

import json
from pathlib import Path

import pytest

from sync import typescript
from sync.fields import RecordType
from sync.records.catalogue import CATALOGUE


def test_no_generated_file_is_stale() -> None:
    """What is committed is what the definitions say: else run `python -m sync.typescript`."""
    assert {} == typescript.stale_files()


def test_a_changed_and_a_left_over_file_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check sees a file that was edited, one that is missing and one of a type that has gone."""
    monkeypatch.setattr(typescript, "FOLDER", tmp_path)
    typescript.write(typescript.generated())
    (tmp_path / "mark.gen.ts").write_text("edited", "utf-8")
    (tmp_path / "zone.gen.ts").unlink()
    (tmp_path / "curfew.gen.ts").write_text("", "utf-8")

    stale = typescript.stale_files()
    typescript.write(stale)

    assert {"mark.gen.ts", "zone.gen.ts", "curfew.gen.ts"} == set(stale)
    assert {} == typescript.stale_files()
    assert not (tmp_path / "curfew.gen.ts").exists()


def test_a_declaration_says_what_is_not_usual_and_nothing_else() -> None:
    """Defaults are left out, so that what is written is what was meant."""
    fields = {each["name"]: each for each in typescript.declaration(CATALOGUE["mark"])["fields"]}

    assert {
        "name": "until",
        "kind": "date",
        "label": "Until",
        "required": True,
        "personal": False,
    } == fields["until"]


@pytest.mark.parametrize("record_type", CATALOGUE.values(), ids=lambda each: each.name)
def test_a_declaration_leaves_out_no_field_part_choice_state_or_rule(record_type: RecordType) -> None:
    """Everything that is declared reaches the app."""
    said = json.loads(json.dumps(typescript.declaration(record_type), default=dict))

    assert [each.name for each in record_type.fields] == [each["name"] for each in said["fields"]]
    assert [each.code for each in record_type.rules] == [each["code"] for each in said["rules"]]
    assert [each.when for each in record_type.states] == [each["when"] for each in said["states"]]
    for field, written in zip(record_type.fields, said["fields"], strict=True):
        assert [each.label for each in field.choices] == [
            each["label"] for each in written.get("choices", [])
        ]
        assert [each.name for each in field.parts] == [each["name"] for each in written.get("parts", [])]
