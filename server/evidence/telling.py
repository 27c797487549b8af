"""A report of `lantern verify` in words, and as JSON."""

from collections.abc import Iterator
from typing import Any

from server.evidence.findings import LIMIT, NOTED, WORDS, Finding, Report


def words_of(report: Report) -> Iterator[str]:
    """The report, line by line."""
    yield f"{report.name}: {report.changes} changes, {report.files} files, {report.checkpoints} checkpoints"
    for name, walked in report.streams.items():
        first = report.first_broken(name)
        if first is None:
            yield f"  {name}: {walked.entries} entries, whole; signed by checkpoints up to {walked.covered}"
        else:
            where = f"first broken entry: {first.seq}" if first.seq is not None else "broken"
            yield f"  {name}: {walked.entries} entries, {where}"
    for finding in report.broken():
        yield from _finding_words(finding, report.counts[finding.code])
    for finding in report.noted():
        count = report.counts[finding.code]
        yield f"  Noted, {count} times: {NOTED[finding.code]} (first: {finding.about})"
    if report.is_whole:
        yield "  Nothing is broken."
        yield "  What was given from outside agrees with it." if report.given else f"  {LIMIT}"


def as_json(report: Report) -> dict[str, Any]:
    """The report for programs. `first_broken`: number of the first broken entry, null when none has one."""
    streams = [
        {
            "stream": name, "entries": walked.entries, "covered": walked.covered,
            "whole": report.first_broken(name) is None,
            "first_broken": None if (first := report.first_broken(name)) is None else first.seq,
        }
        for name, walked in report.streams.items()
    ]  # fmt: skip
    return {
        "tenant": report.tenant,
        "whole": report.is_whole,
        "changes": report.changes,
        "checkpoints": report.checkpoints,
        "files": report.files,
        "streams": streams,
        "broken": [_finding_json(each, *WORDS[each.code], report) for each in report.broken()],
        "noted": [_finding_json(each, NOTED[each.code], "", report) for each in report.noted()],
        "compared_with_outside": report.given,
        "not_provable": [] if report.given else [LIMIT],
    }


def _finding_words(finding: Finding, count: int) -> Iterator[str]:
    what, follows = WORDS[finding.code]
    place = ""
    if finding.stream is not None:
        place = f"{finding.stream} {'' if finding.seq is None else finding.seq}".rstrip() + ": "
    times = f", {count} times in all" if count > 1 else ""
    about = f" ({finding.about})" if finding.about else ""
    yield f"  BROKEN {place}{what}{about}{times} [{finding.code}]"
    yield f"    What follows: {follows}"


def _finding_json(finding: Finding, what: str, follows: str, report: Report) -> dict[str, Any]:
    return {
        "code": finding.code, "stream": finding.stream, "seq": finding.seq, "about": finding.about,
        "what": what, "follows": follows, "count": report.counts[finding.code],
    }  # fmt: skip
