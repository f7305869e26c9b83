"""The attributes of a CloudEvent 1.0: which there must be, and what their values may hold (spec 3 and its type
system)."""

import re
from collections.abc import Mapping
from typing import Any

from services.intake.domain.refusals import Fault, Refused

REQUIRED = ("specversion", "id", "source", "type")
LONGEST = {
    "id": 500,
    "source": 200,
    "type": 200,
    "subject": 500,
    "time": 100,
    "datacontenttype": 200,
    "dataschema": 2000,
}
BODY = ("data", "data_base64")
URI_REFERENCE = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:.+")
_NAME = re.compile(r"[a-z0-9]+")
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]")
_USUAL = {
    "specversion": re.compile(r"1\.0"),
    "id": re.compile(r"[ -~]{1,500}"),
    "source": re.compile(r"[A-Za-z0-9\-._~:/]{1,200}"),
    "type": re.compile(r"[a-z0-9_.-]{1,200}"),
    "subject": re.compile(r"[ -~]{1,500}"),
    "time": re.compile(r"[0-9TZ:.+-]{1,100}"),
}
_INTEGERS = range(-(2**31), 2**31)


def check_attributes(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event's attributes, without those that are null (the same as absent). Refused 400 names all that are at
    fault."""
    given = {name: value for name, value in event.items() if value is not None and name not in BODY}
    faults = [(name, "is required by CloudEvents 1.0") for name in REQUIRED if name not in given]
    faults += [fault for name, value in given.items() if not _is_usual(name, value) and (fault := _fault(name, value))]
    if faults:
        raise Refused(400, "this is no CloudEvent 1.0", faults)
    return given


def _is_usual(name: str, value: Any) -> bool:
    """Whether the value is certainly right: one look for what nearly all events look like."""
    usual = _USUAL.get(name)
    return usual is not None and isinstance(value, str) and usual.fullmatch(value) is not None


def _fault(name: str, value: Any) -> Fault | None:
    if name in LONGEST:
        return _text_fault(name, value)
    if name == "specversion":
        return None if value == "1.0" else (name, 'must be "1.0"')
    if not _NAME.fullmatch(name):
        return name[:100], "is no attribute's name: lower-case letters and digits only (or does it belong into data?)"
    if isinstance(value, bool) or (isinstance(value, int) and value in _INTEGERS):
        return None
    if isinstance(value, str):
        return (name, "must not hold control characters") if _FORBIDDEN.search(value) else None
    return name, "must be a text, a boolean or a 32-bit integer"


def _text_fault(name: str, value: Any) -> Fault | None:
    if not isinstance(value, str) or not value:
        return name, "must be a text that is not empty"
    if len(value) > LONGEST[name]:
        return name, f"must have at most {LONGEST[name]} characters"
    if _FORBIDDEN.search(value):
        return name, "must not hold control characters"
    if name == "source" and not URI_REFERENCE.fullmatch(value):
        return name, "must be a URI reference, such as lms or https://lms.example.org/"
    if name == "dataschema" and not (_ABSOLUTE.fullmatch(value) and URI_REFERENCE.fullmatch(value)):
        return name, "must be an absolute URI"
    return None
