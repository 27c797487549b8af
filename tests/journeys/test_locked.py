"""A phone that is locked or altered: nothing can be read, and one changed byte is noticed."""

import re
from typing import Any

from tests.journeys.conftest import NewPhone
from tests.journeys.hands import begin, go, look, send, write
from tests.journeys.phone import Phone

MARKERS = [f"quokka{number:02}marker" for number in range(50)]
WRONG_PIN = "246802"


def test_a_locked_phone_gives_nothing_of_what_was_typed(new_phone: NewPhone) -> None:
    """Fifty words typed into records and a draft: no file of the browser holds one; a wrong PIN shows none."""
    phone = new_phone("wren")
    begin(phone, "wren")
    write_note(phone, MARKERS[:20])
    send(phone)
    phone.proxy.cut()
    write_note(phone, MARKERS[20:40])
    phone.tap("Write…")
    phone.tap("Note")
    write(phone, "In words", " ".join(MARKERS[40:]))
    phone.page.wait_for_timeout(600)

    phone.tap("Lock")
    phone.sees("Locked")
    dumped = database_of(phone)
    phone.page.keyboard.type(WRONG_PIN)
    phone.sees("4 tries left, then sign in again.")
    look(phone, "wrong pin")
    shown = phone.page.content()
    phone.stop()

    files = {str(path): path.read_bytes() for path in phone.profile.rglob("*") if path.is_file()}
    for kept in ("IndexedDB", "Service Worker", "CacheStorage", "Sessions", "History"):
        assert any(kept in path and held for path, held in files.items()), f"the profile has no {kept}"
    assert len(dumped) > 10_000
    assert [marker for marker in MARKERS if marker in dumped or marker in shown] == []
    for encoding in ("utf-8", "utf-16-le"):
        typed = [marker.encode(encoding) for marker in MARKERS]
        assert [path for path, held in files.items() if any(marker in held for marker in typed)] == []


def test_in_the_background_nothing_is_shown(new_phone: NewPhone) -> None:
    """The picture that the system keeps for its list of recent apps has no word; back in front all is there."""
    phone = new_phone("wren")
    begin(phone, "wren")
    write_note(phone, MARKERS[:2])

    phone.page.evaluate(BECOME, "hidden")
    away = phone.page.evaluate(SHOWN)
    phone.page.evaluate(BECOME, "visible")

    assert away == 0
    assert phone.page.evaluate(SHOWN) > 0


def test_one_changed_byte_of_a_stored_row_is_noticed(new_phone: NewPhone) -> None:
    """Reading everything back says which stream is no longer as the server counted it."""
    phone = new_phone("finch")
    begin(phone, "finch")
    write_note(phone, ["nothing", "to", "hide"])
    send(phone)

    assert phone.page.evaluate(CHANGE_ONE_BYTE)
    go(phone, "#/more/copy")
    phone.tap("Read everything back and compare")

    phone.sees(re.compile("not as the server says"))
    look(phone, "copy not as the server says")


def write_note(phone: Phone, words: list[str]) -> None:
    """*Write…*, *Note*, *Save*."""
    phone.tap("Write…")
    phone.tap("Note")
    write(phone, "In words", " ".join(words))
    phone.tap("Save")
    phone.sees(re.compile("^On this phone .*Note"))


def database_of(phone: Phone) -> str:
    """Every value in every store of IndexedDB as text, bytes as the letters they would be."""
    dumped: Any = phone.page.evaluate(DUMP)
    return str(dumped)


BECOME = """(state) => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
"""A headless browser has no background; the event and the state are those that a phone's browser gives."""

SHOWN = """() => [...document.body.querySelectorAll('*')].filter(
  (each) => each.checkVisibility({ visibilityProperty: true })).length"""

OPEN = """
  const finished = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
"""

DUMP = f"""async () => {{ {OPEN}
  const words = (value) => {{
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {{
      const bytes = new Uint8Array(value.buffer ?? value);
      return new TextDecoder('latin1').decode(bytes) + new TextDecoder('utf-16le').decode(bytes);
    }}
    if (typeof value === 'object' && value !== null) return Object.entries(value).flat().map(words).join(' ');
    return String(value);
  }};
  const found = [];
  for (const {{ name }} of await indexedDB.databases()) {{
    const database = await finished(indexedDB.open(name));
    for (const store of database.objectStoreNames) {{
      found.push(words(await finished(database.transaction(store).objectStore(store).getAll())));
    }}
    database.close();
  }}
  return found.join(' ');
}}"""

CHANGE_ONE_BYTE = f"""async () => {{ {OPEN}
  for (const {{ name }} of await indexedDB.databases()) {{
    const database = await finished(indexedDB.open(name));
    if (!database.objectStoreNames.contains('rows')) {{ database.close(); continue; }}
    const rows = database.transaction('rows', 'readwrite').objectStore('rows');
    const row = (await finished(rows.getAll()))[0];
    new Uint8Array(row.sealed)[20] ^= 1;
    await finished(rows.put(row));
    database.close();
    return true;
  }}
  return false;
}}"""
