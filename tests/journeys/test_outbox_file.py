"""A phone that cannot send any more: what it holds goes out as a file and arrives from another phone or desk."""

import re
from pathlib import Path

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look, send
from tests.journeys.phone import Phone
from tests.journeys.service import Service
from tests.journeys.test_locked import write_note

WORDS = ("lamplighter", "minibuses", "gatekeeper")
"""Long enough not to come about by chance in sealed bytes: three letters did."""


def test_a_locked_phone_hands_out_what_it_could_not_send_and_a_desk_delivers_it(
    new_phone: NewPhone, service: Service, tmp_path: Path
) -> None:
    """No PIN and no signal; bad files are told apart; a half one gives what it has; the ledger has each entry once."""
    finch, kestrel = new_phone("finch"), new_phone("kestrel", desk=True)
    begin(finch, "finch")
    begin(kestrel, "kestrel")
    finch.proxy.cut()
    for number, word in enumerate(WORDS, 1):
        write_note(finch, [word])
        # The words of the save before may still stand when this one is not done.
        finch.sees(re.compile(rf"^On this phone: {number}\b"))
    finch.tap("Lock")
    finch.sees("Locked")
    finch.page.get_by_text("3 entries not sent, kept sealed").click()
    look(finch, "unsent while locked")
    file = saved(finch, tmp_path / "unsent.txt")
    finch.stop()

    text = file.read_text()
    assert [word for word in (*WORDS, "finch", "sighting", "harbour") if word in text.lower()] == []
    lines = text.splitlines(keepends=True)
    go(kestrel, "#/more/take-in")
    take(kestrel, tmp_path / "letter.txt", "Dear sergeant")
    kestrel.sees(re.compile("not a file of unsent entries"))
    take(kestrel, tmp_path / "altered.txt", text.replace('"dseq":2', '"dseq":5'))
    kestrel.sees(re.compile("damaged or altered"))
    look(kestrel, "damaged file")
    take(kestrel, tmp_path / "elsewhere.txt", re.sub('"tenant":"[^"]*"', '"tenant":"elsewhere"', lines[0]))
    kestrel.sees(re.compile("belongs to another partnership"))
    take(kestrel, tmp_path / "half.txt", "".join(lines[:3]))
    kestrel.sees("2 entries delivered")
    kestrel.sees("1 missing")
    look(kestrel, "half file")
    take(kestrel, file, text)
    kestrel.sees("3 entries delivered")
    take(kestrel, tmp_path / "doubled.txt", text + text)
    kestrel.sees("3 entries delivered")
    kestrel.sees_nothing_of(re.compile("missing"))
    send(kestrel)

    assert "Nothing is broken." in service.lantern("verify")
    assert re.search(r"\b3\b", service.lantern("installs", "list", "finch"))


def saved(phone: Phone, path: Path) -> Path:
    """*Save it as a file*, and where the browser put it."""
    with phone.page.expect_download() as download:
        phone.tap("Save it as a file")
    assert re.fullmatch(r"lantern-unsent-[\d-]+\.txt", download.value.suggested_filename)
    download.value.save_as(path)
    phone.sees(re.compile("among your downloads"))
    return path


def take(phone: Phone, path: Path, text: str) -> None:
    """Choose a file with this text where another phone's is taken in."""
    path.write_text(text)
    phone.page.get_by_label("File from another phone").set_input_files(path)
