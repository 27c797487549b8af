"""What an operator does with people, operations, agencies and phones."""

import pytest

from tests.server.commands.conftest import Lantern


def test_an_officer_is_added_and_given_an_operation(fairhaven: Lantern) -> None:
    """The account is listed, and the membership says which streams it gave."""
    added = fairhaven("users", "add", "wren", "--name", "PC Ada Wren", "--role", "officer")
    given = fairhaven("memberships", "add", "wren", "harbour", "--welfare")

    assert 0 == added.exit_code
    assert "op/harbour  read\ncare/harbour  read\nsup/harbour  create\n" == given.output
    assert f"wren  officer  {added.output.strip()}  PC Ada Wren\n" == fairhaven("users", "list").output


def test_a_support_worker_reads_their_agencys_stream(fairhaven: Lantern) -> None:
    """The stream is named after the agency's record, which is made with it."""
    agency = fairhaven("agencies", "list").output.split()[0]
    fairhaven(
        "users",
        "add",
        "linnet",
        "--name",
        "Nia Linnet",
        "--role",
        "support_worker",
        "--agency",
        "Harbour Light",
    )

    streams = fairhaven("memberships", "list", "linnet").output

    assert f"agency/{agency}  read  version 1\nref  read  version 1\n" == streams


def test_an_ended_membership_is_shown_as_such(fairhaven: Lantern) -> None:
    """The streams stay on the list, ended; what comes with the role stands."""
    fairhaven("users", "add", "wren", "--name", "PC Ada Wren", "--role", "officer")
    fairhaven("memberships", "add", "wren", "harbour")

    fairhaven("memberships", "end", "wren", "harbour")

    lines = fairhaven("memberships", "list", "wren").output.splitlines()
    assert "op/harbour  read  version 1  ended" in lines
    assert "ref  read  version 1" in lines


def test_an_ended_account_is_shown_as_such(fairhaven: Lantern) -> None:
    """Ending it twice changes nothing more."""
    fairhaven("users", "add", "wren", "--name", "PC Ada Wren", "--role", "officer")

    ended = [fairhaven("users", "end", "wren").exit_code, fairhaven("users", "end", "wren").exit_code]

    assert [0, 0] == ended
    assert "ended 20" in fairhaven("users", "list").output


def test_a_password_is_asked_for_when_it_is_not_given(fairhaven: Lantern) -> None:
    """Twice, unseen; different answers add nobody."""
    words = ("users", "add", "wren", "--name", "PC Ada Wren", "--role", "officer")

    without = fairhaven(*words, LANTERN_PASSWORD=None)

    assert "Password:" in without.output
    assert 0 != without.exit_code
    assert "" == fairhaven("users", "list").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("users", "add", "x", "--name", "X", "--role", "support_worker"), "belongs to an agency"),
        (
            ("users", "add", "x", "--name", "X", "--role", "support_worker", "--agency", "Tideway"),
            "there is no agency Tideway",
        ),
        (
            ("users", "add", "x", "--name", "X", "--role", "officer", "--password", "short"),
            "at least 12 characters",
        ),
        (("users", "end", "nobody"), "there is no user nobody"),
        (("memberships", "add", "kestrel", "nowhere"), "there is no operation nowhere"),
        (
            ("memberships", "add", "kestrel", "harbour", "--welfare"),
            "only an officer can be named for welfare",
        ),
        (("memberships", "add", "rook", "harbour"), "not a member of operations"),
        (("users", "add", "KESTREL", "--name", "Again", "--role", "officer"), "the name kestrel is in use"),
        (("operations", "add", "harbour", "Again"), "there is an operation harbour"),
        (("operations", "add", "Harbour!", "Bad name"), "small letters"),
        (("agencies", "add", "Harbour Light", "--kind", "other"), "there is an agency Harbour Light"),
        (("installs", "revoke", "kestrel", "00000000-0000-4000-8000-000000000000"), "kestrel has no install"),
    ],
)
def test_a_mistake_is_said_in_words_and_changes_nothing(
    fairhaven: Lantern, words: tuple[str, ...], said: str
) -> None:
    """One line, no traceback, exit status 1."""
    fairhaven("users", "add", "kestrel", "--name", "Sgt Ruth Kestrel", "--role", "supervisor")
    fairhaven("users", "add", "rook", "--name", "Ivy Rook", "--role", "records_officer")
    before = fairhaven("users", "list").output

    result = fairhaven(*words)

    assert 1 == result.exit_code
    assert said in result.output
    assert before == fairhaven("users", "list").output


def test_the_partnership_must_be_named_when_there_are_two(fairhaven: Lantern) -> None:
    """Nothing is guessed."""
    fairhaven("tenants", "add", "Elsewhere")

    unnamed = fairhaven("users", "list")
    named = fairhaven("users", "list", "--tenant", "Elsewhere")

    assert (1, 0) == (unnamed.exit_code, named.exit_code)
    assert "--tenant" in unnamed.output


def test_nothing_can_be_added_before_there_is_a_partnership(lantern: Lantern) -> None:
    """The answer says which command comes first."""
    result = lantern("operations", "add", "harbour", "Operation Harbour")

    assert "lantern tenants add" in result.output
