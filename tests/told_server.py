"""The real server for tests in another language: served on a free port, and told on its input what others do.

`python -m tests.told_server FOLDER` keeps its SQLite database in FOLDER and says `{"port": …}` on its output. Each line
of the input is a request in JSON, each line of the output its answer. It ends when its input is closed, so that
nobody has to kill it:

    {"ask": "partnership"}               a tenant of its own, an officer and a colleague with a phone
    {"ask": "colleague", tenant, words, record | null, pull}   the colleague writes a note, or edits one, in op/harbour
    {"ask": "stored", tenant, install, verify}   the install's changes; ids kept apart; if asked, what `verify` finds
    {"ask": "file", tenant, record, sha256}   the SHA-256 of what the colleague is given of it, null for nothing; the
                                         changes and notes that have it
    {"ask": "end", tenant, install}      somebody in charge ends this install
    {"ask": "placed", tenant}            [stream, record, text_hash, seq] of all that stands; stream → digest and count;
                                         hashes of all entries
"""

import hashlib
import json
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from server import create_app
from server.accounts.installs import end_install
from server.accounts.models import Install
from server.clock import now
from server.database import Base, db, reading, writing
from server.evidence.walk import verify
from server.exchange.models import ApartChange, Entry, Placement, StoredChange, Stream
from server.files.models import StoredFile
from server.settings import Settings, database_url
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.people import PASSWORD, QUICK_HASH, SECRET, Partnership


class Told:
    """Answers requests about the partnerships that it made."""

    def __init__(self, app: Flask) -> None:
        """Begin with none; needs an app context."""
        self.app = app
        self.colleagues: dict[str, Device] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do what a request asks."""
        asked: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "partnership": self._partnership,
            "colleague": self._colleague,
            "stored": self._stored,
            "file": self._file,
            "placed": self._placed,
            "end": self._end,
        }
        return asked[request["ask"]](request)

    def _partnership(self, _request: dict[str, Any]) -> dict[str, Any]:
        number = len(self.colleagues) + 1
        made = Partnership(f"Fairhaven {number}")
        made.add(f"wren{number}")
        made.add(f"heron{number}")
        self.colleagues[made.tenant] = device(self.app.test_client(), f"heron{number}")
        return {
            "tenant": made.tenant,
            "username": f"wren{number}",
            "colleague": f"heron{number}",
            "password": PASSWORD,
        }

    def _colleague(self, request: dict[str, Any]) -> dict[str, Any]:
        phone = self.colleagues[request["tenant"]]
        if request["pull"]:
            phone.pull()
        record = request["record"]
        held = phone.rows.get(("op/harbour", record))
        base = json.loads(held)["last_change"] if held is not None else None
        if record is None:
            _, verdict = phone.save("sighting", NOTE | {"words": request["words"]})
        else:
            _, verdict = phone.save("sighting", {"words": request["words"]}, record=record, base=base)
        return {"verdict": verdict["verdict"]}

    def _stored(self, request: dict[str, Any]) -> dict[str, Any]:
        tenant, install = request["tenant"], request["install"]
        with reading() as session:
            rows = session.execute(
                select(StoredChange.id, StoredChange.dseq, StoredChange.verdict)
                .where(StoredChange.tenant_id == tenant, StoredChange.install_id == install)
                .order_by(StoredChange.dseq)
            )
            changes = [{"id": change, "dseq": dseq, "verdict": verdict} for change, dseq, verdict in rows]
            kept = session.scalars(select(ApartChange.change_id).where(ApartChange.tenant_id == tenant))
            found = verify(session, tenant) if request["verify"] else ()
            findings = [f"{each.code} {each.place}" for each in found]
            return {"changes": changes, "apart": list(kept), "findings": findings}

    def _file(self, request: dict[str, Any]) -> dict[str, Any]:
        phone = self.colleagues[request["tenant"]].phone
        address = f"/api/records/{request['record']}/files/{request['sha256']}?stream=op/harbour"
        answer = phone.client.get(address, headers=phone.headers)
        found = hashlib.sha256(answer.get_data()).hexdigest() if answer.status_code == 200 else None
        with reading() as session:
            whole = select(StoredFile.change_id).where(
                StoredFile.tenant_id == request["tenant"], StoredFile.sha256 == request["sha256"]
            )
            return {"sha256": found, "of": list(session.scalars(whole))}

    def _end(self, request: dict[str, Any]) -> dict[str, Any]:
        with writing() as session:
            end_install(
                session, session.get_one(Install, (request["tenant"], request["install"])), None, now()
            )
        return {}

    def _placed(self, request: dict[str, Any]) -> dict[str, Any]:
        tenant = request["tenant"]
        with reading() as session:
            rows = session.execute(
                select(Placement.stream, Placement.record_id, Placement.text_hash, Placement.seq).where(
                    Placement.tenant_id == tenant, Placement.left.is_(False)
                )
            )
            placed = [list(row) for row in rows]
            streams = session.scalars(select(Stream).where(Stream.tenant_id == tenant))
            digests = {each.name: [each.digest, each.count] for each in streams}
            heads = list(session.scalars(select(Entry.hash).where(Entry.tenant_id == tenant)))
            return {"placed": placed, "digests": digests, "heads": heads}


def main(folder: Path) -> None:
    """Serve until the input is closed."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    url = database_url(f"sqlite:///{folder / 'lantern.sqlite'}")
    app = create_app(Settings(url, SECRET, hashing=QUICK_HASH))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told = Told(app)
        _say({"port": server.server_port})
        for line in sys.stdin:
            _say(told.answer(json.loads(line)))
        server.shutdown()
        db.engine.dispose()


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
