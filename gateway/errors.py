"""What goes wrong, as the outside may know it: a code, a sentence, the fields at fault, an id to find it in the log."""

from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from graphql import GraphQLError

from gateway.speaking import said

UNAUTHENTICATED = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
NOT_FOUND = "NOT_FOUND"
BAD_INPUT = "BAD_INPUT"
CONFLICT = "CONFLICT"
RATE_LIMITED = "RATE_LIMITED"
UNAVAILABLE = "UNAVAILABLE"
INTERNAL = "INTERNAL"
PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
SOMETHING = "Something went wrong"

CODES: Mapping[int, str] = {
    400: BAD_INPUT, 403: FORBIDDEN, 404: NOT_FOUND, 409: CONFLICT, 413: BAD_INPUT, 422: BAD_INPUT, 429: RATE_LIMITED,
    502: UNAVAILABLE, 503: UNAVAILABLE, 504: UNAVAILABLE,
}  # fmt: skip
log = structlog.get_logger()


class Refusal(Exception):
    """A refusal that the asker may read: one of the codes above, a sentence, and fields as (path, message)."""

    def __init__(self, code: str, message: str, errors: Iterable[tuple[str, str]] = (), id: str | None = None) -> None:  # noqa: A002
        super().__init__(message)
        self.code = code
        self.message = message
        self.errors = [{"path": path, "message": text} for path, text in errors]
        self.id = id


def signed_out() -> Refusal:
    """The refusal of everyone who is not signed in."""
    return Refusal(UNAUTHENTICATED, "Sign in first.")


def public_error(error: GraphQLError, request_id: str, locale: str = "en") -> dict[str, Any]:
    """The error as it is answered, in the asker's language.

    Anything but a refusal or a fault of the request's own text is masked and logged.
    """
    refusal = _refusal(error)
    shown: dict[str, Any] = {"message": said(refusal.message, locale)}
    if error.locations:
        shown["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        shown["path"] = error.path
    shown["extensions"] = {"code": refusal.code, "id": refusal.id or request_id}
    if refusal.errors:
        shown["extensions"]["errors"] = [{**one, "message": said(one["message"], locale)} for one in refusal.errors]
    if refusal.code == INTERNAL and not isinstance(error.original_error, Refusal):  # those were logged where they arose
        log.error("field_failed", id=request_id, path=error.path, exc_info=error.original_error or error)
    return shown


def _refusal(error: GraphQLError) -> Refusal:
    if isinstance(error.original_error, Refusal):
        return error.original_error
    return Refusal(BAD_INPUT, error.message) if _is_of_the_request(error) else Refusal(INTERNAL, SOMETHING)


def _is_of_the_request(error: GraphQLError) -> bool:
    """Whether the request's own text is at fault: before execution began, or in a value that it wrote out."""
    cause = error.original_error
    if error.path is None:
        return cause is None or isinstance(cause, GraphQLError)
    return isinstance(cause, GraphQLError) and bool(cause.nodes)
