"""Reports of broken policies are counted, and nothing of them is kept."""

from flask.testing import FlaskClient

from server.web.reports import violations


def test_both_forms_of_report_are_counted_by_directive(client: FlaskClient) -> None:
    """Chromium's list and the older single report give one count each."""
    new = [
        {"type": "csp-violation", "body": {"effectiveDirective": "script-src-elem", "blockedURL": "inline"}}
    ]
    old = {"csp-report": {"effective-directive": "style-src-attr", "document-uri": "https://x/#/person/7"}}

    client.post("/api/reports/csp", json=new, content_type="application/reports+json")
    client.post("/api/reports/csp", json=old, content_type="application/csp-report")
    client.post("/api/reports/csp", json=old, content_type="application/csp-report")

    counted = [(directive, count) for _, directive, count in violations()]
    assert [("script-src-elem", 1), ("style-src-attr", 2)] == counted


def test_a_strangers_report_stores_no_words_of_its_own(client: FlaskClient) -> None:
    """An unknown directive is `other`; what is no report at all counts nothing."""
    told = {"csp-report": {"effective-directive": "Juniper's address"}}

    client.post("/api/reports/csp", json=told)
    for junk in (b"{", b"[]", b"[[[[", b'"text"', b"\xff\xfe"):
        assert 204 == client.post("/api/reports/csp", data=junk).status_code

    assert ["other"] == [directive for _, directive, _ in violations()]


def test_a_large_report_is_refused(client: FlaskClient) -> None:
    """More than 16 KiB is not read."""
    answer = client.post("/api/reports/csp", data=b" " * 20_000)

    assert (413, "body_too_large") == (answer.status_code, answer.get_json()["code"])
