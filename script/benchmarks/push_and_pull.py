"""How long a push of 200 new entries and a first pull of 1,000 records take, in one process over SQLite.

No network and no second process: what is measured is signatures, judging, merge, chain, commit and receipts.
"""

import tempfile
import time

from server import create_app
from server.database import Base, db
from server.settings import Settings, database_url
from tests.factories.devices import Device, device
from tests.factories.records import NOTE
from tests.server.people import SECRET, Partnership

PUSHES = 5
CHANGES = 200


def main() -> int:
    """Print wall and processor time of each step."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database_url(f"sqlite:///{folder}/lantern.sqlite"), SECRET))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            partnership = Partnership()
            partnership.add("wren")
            partnership.add("heron", "council_officer")
            wren = device(app.test_client(), "wren")
            for _ in range(PUSHES):
                _push(wren)
            _pull(device(app.test_client(), "heron"))
            db.engine.dispose()
    return 0


def _push(phone: Device) -> None:
    changes = [phone.change("sighting", NOTE) for _ in range(CHANGES)]
    wall, processor = time.perf_counter(), time.process_time()
    verdicts = phone.push(*changes)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    accepted = sum(each["verdict"] == "accepted" for each in verdicts)
    print(
        f"push: {accepted} accepted in {wall * 1000:.0f} ms, {processor / CHANGES * 1e6:.0f} µs of processor each"
    )


def _pull(phone: Device) -> None:
    wall = time.perf_counter()
    phone.pull()
    wall = time.perf_counter() - wall
    count = phone.completes["op/harbour"]["count"]
    print(f"pull: {count} records in {wall * 1000:.0f} ms, digest {phone.digest('op/harbour')[0][:8]}")


if __name__ == "__main__":
    raise SystemExit(main())
