"""What a page and its worker hold: JavaScript heaps as the engine counts them, the renderer as Linux does."""

import contextlib
import json
import time
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

MIB = 1_048_576
ANSWER_SECONDS_MAX = 30


def heaps_mib(page: Page) -> dict[str, float]:
    """JavaScript heap in use after a collection, in MiB: `page`, `worker`."""
    session = page.context.new_cdp_session(page)
    workers: list[str] = []
    answers: dict[int, Any] = {}

    def answered(event: dict[str, Any]) -> None:
        said = json.loads(event["message"])
        if "id" in said:
            answers[said["id"]] = said.get("result")

    session.on("Target.attachedToTarget", lambda event: workers.append(event["sessionId"]))
    session.on("Target.receivedMessageFromTarget", answered)
    session.send(
        "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
    )
    numbers = count(1)

    def ask(worker: str, method: str) -> Any:
        number = next(numbers)
        message = json.dumps({"id": number, "method": method})
        session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
        deadline = time.monotonic() + ANSWER_SECONDS_MAX
        while number not in answers:
            if time.monotonic() > deadline:
                raise TimeoutError(method)
            page.wait_for_timeout(20)
        return answers[number]

    session.send("HeapProfiler.collectGarbage")
    found = {"page": session.send("Runtime.getHeapUsage")["usedSize"] / MIB}
    for worker in workers:
        ask(worker, "HeapProfiler.collectGarbage")
        found["worker"] = found.get("worker", 0) + ask(worker, "Runtime.getHeapUsage")["usedSize"] / MIB
    session.detach()
    return found


def renderer_mib(group: int) -> dict[str, float]:
    """Memory of the largest renderer of a process group, in MiB: `private` is what nobody else holds (as Chromium's
    task manager says), `resident` has the program's own pages too, which all its processes share.
    """
    found = {"private": 0.0, "resident": 0.0}
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                fields = process.joinpath("stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == group and b"--type=renderer" in process.joinpath("cmdline").read_bytes():
                    held = _status(process)
                    if held["private"] > found["private"]:
                        found = held
    return found


def _status(process: Path) -> dict[str, float]:
    sizes = dict(line.split(":", 1) for line in process.joinpath("status").read_text().splitlines())
    kib = {name: float(sizes[name].split()[0]) for name in ("RssAnon", "VmSwap", "VmRSS")}
    return {"private": (kib["RssAnon"] + kib["VmSwap"]) / 1_024, "resident": kib["VmRSS"] / 1_024}
