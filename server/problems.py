"""The one place that turns problems into HTTP: `application/problem+json` for whatever is not 2xx.

An answer never repeats what was sent, and a log line never holds it: of an unknown failure the log
gets the method, the route's pattern and the place in the code.
"""

import logging
import traceback
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Flask, Response, json, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from server.database import BusyError
from sync.problems import Problem, problem

log = logging.getLogger(__name__)

CODES: Mapping[int, str] = {
    400: "request_wrong",
    401: "sign_in_needed",
    403: "not_allowed",
    404: "not_found",
    405: "method_wrong",
    413: "body_too_large",
    415: "content_type_wrong",
    500: "server_failed",
    503: "server_busy",
}
"""The code of an answer that only its status describes."""


class ProblemError(Exception):
    """Problems on their way to an answer; raised anywhere below a route."""

    def __init__(
        self, status: int, problems: Iterable[Problem], headers: Mapping[str, str] | None = None
    ) -> None:
        """status: of the answer. problems: at least one; the first gives the answer its code."""
        self.status = status
        self.problems = tuple(problems)
        self.headers = dict(headers or {})
        super().__init__(f"{status} {self.problems[0].code}")


def refuse(
    status: int,
    code: str,
    path: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    **detail: Any,
) -> NoReturn:
    """Answer with one problem of the catalogue."""
    raise ProblemError(status, [problem(code, path, **detail)], headers)


def install_problem_handlers(app: Flask) -> None:
    """Answer every failure in the one form."""
    app.register_error_handler(
        ProblemError, lambda error: answer(error.status, error.problems, error.headers)
    )
    app.register_error_handler(ValidationError, _wrong_body)
    app.register_error_handler(BusyError, lambda _: _by_status(503, {"Retry-After": "2"}))
    app.register_error_handler(HTTPException, _http_failure)
    app.register_error_handler(Exception, _unknown_failure)


def answer(status: int, problems: Iterable[Problem], headers: Mapping[str, str] | None = None) -> Response:
    """The answer that names these problems."""
    listed = tuple(problems)
    body = {
        "code": listed[0].code,
        "title": listed[0].words,
        "status": status,
        "problems": [each.as_json() for each in listed],
    }
    response = Response(json.dumps(body), status, content_type="application/problem+json")
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    response.headers.update(headers or {})
    return response


def _wrong_body(error: ValidationError) -> Response:
    problems = [problem("body_wrong", path, expected=words) for path, words in _flat(error.messages)]
    return answer(400, problems)


def _flat(messages: object, path: str = "") -> list[tuple[str, str]]:
    """Marshmallow's nested messages as paths with words."""
    if isinstance(messages, dict):
        parts = [_flat(inner, f"{path}/{key}".lstrip("/")) for key, inner in messages.items()]
        return [pair for part in parts for pair in part]
    if isinstance(messages, list):
        return [(path.removesuffix("_schema").rstrip("/"), str(words)) for words in messages]
    return [(path, str(messages))]


def _http_failure(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return Response(status=status, headers=error.get_headers())
    headers = (
        {"Allow": ", ".join(sorted(error.valid_methods or ()))} if hasattr(error, "valid_methods") else {}
    )
    return _by_status(status, headers)


def _by_status(status: int, headers: Mapping[str, str]) -> Response:
    code = CODES.get(status, "request_wrong" if status < 500 else "server_failed")
    if code == "body_too_large":
        return answer(status, [problem(code, bytes=request.max_content_length or 0)], headers)
    return answer(status, [problem(code)], headers)


def _unknown_failure(error: Exception) -> Response:
    """Log where it happened, without the error's own text: a database error may quote values."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    rule = request.url_rule.rule if request.url_rule else "-"
    log.error(
        "%s %s failed with %s at %s:%s in %s",
        request.method, rule, type(error).__name__, place.filename, place.lineno, place.name,
    )  # fmt: skip
    return _by_status(HTTPStatus.INTERNAL_SERVER_ERROR, {})
