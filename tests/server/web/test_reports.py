"""Reports of broken policies are counted, and nothing of them is kept."""

from flask.testing import FlaskClient

from server.web.reports import violations


def test_reports_are_counted_by_directive(client: FlaskClient) -> None:
    """Firefox and Chromium name the directive differently; each report counts once."""
    script = {"csp-report": {"effective-directive": "script-src-elem", "blocked-uri": "inline"}}
    style = {"csp-report": {"violated-directive": "style-src-attr", "document-uri": "https://x/#/person/7"}}

    for report in (script, style, style):
        answer = client.post("/api/reports/csp", json=report, content_type="application/csp-report")
        assert 204 == answer.status_code

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
