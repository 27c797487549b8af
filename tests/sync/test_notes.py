"""Checkpoints as text: the examples of the published formats are read, what is malformed is not."""

import base64

import pytest

from sync import notes

EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa \
Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""
"""The example of C2SP's tlog-checkpoint."""


def test_the_published_example_is_read_and_written_again() -> None:
    """Origin, size, root and signature line come out and go back to the same bytes."""
    note = notes.read_note(EXAMPLE)
    checkpoint = notes.read_checkpoint(note.text)

    assert ("example.com/behind-the-sofa", 20_852_163) == (checkpoint.origin, checkpoint.size)
    assert note.text == checkpoint.text
    assert "example.com/behind-the-sofa" == note.signatures[0].name
    assert 64 == len(note.signatures[0].signature)
    assert EXAMPLE == notes.signed_note(note.text, *note.signatures)


def test_a_second_party_may_add_its_signature() -> None:
    """A note with one more line says the same and bears both."""
    note = notes.read_note(EXAMPLE)
    witness = notes.NoteSignature("witness.example/one", b"\0\1\2\3", b"a signature of any kind")

    both = notes.read_note(notes.signed_note(note.text, *note.signatures, witness))

    assert note.text == both.text
    assert (*note.signatures, witness) == both.signatures


@pytest.mark.parametrize(
    "note",
    [
        "", "a\n1\n", EXAMPLE.rstrip("\n"), EXAMPLE.replace("\n\n", "\n"), EXAMPLE.replace("— ", "- "),
        EXAMPLE.replace("Az3grl", "Az3 grl"), EXAMPLE + "\n", EXAMPLE.replace("behind", "be\thind"),
    ],
)  # fmt: skip
def test_what_is_no_note_is_not_read(note: str) -> None:
    """Missing parts, other dashes, spaces and control characters."""
    with pytest.raises(ValueError, match="not a"):
        notes.read_note(note)


@pytest.mark.parametrize(
    "text",
    [
        "", "a\n1\n", "a\n01\n{root}\n", "a\n-1\n{root}\n", "a\n1\nAAAA\n", "a\n1\n{root}", "a\n1\n{root}\n\n",
        "\n1\n{root}\n",
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_not_read(text: str) -> None:
    """Sizes with leading zeros or signs, short roots, empty lines."""
    with pytest.raises(ValueError, match="not"):
        notes.read_checkpoint(text.replace("{root}", base64.b64encode(bytes(32)).decode()))
