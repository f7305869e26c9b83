"""Free JSON within bounds: what it may hold so that every later reader (MongoDB, the rules) can hold it too."""

from typing import Any

from services.intake.domain.refusals import Fault

DEEPEST = 16
INT64 = range(-(2**63), 2**63)
EXACT = 2**53


def fault_in(value: Any, path: str, depth: int = 0) -> Fault | None:
    """The first place in parsed JSON that can't be kept, or None."""
    if isinstance(value, dict):
        return _in_object(value, path, depth)
    if isinstance(value, list):
        if depth >= DEEPEST:
            return path, f"is nested deeper than {DEEPEST} levels"
        return next(
            (fault for n, item in enumerate(value) if (fault := fault_in(item, f"{path}.{n}", depth + 1))), None
        )
    if isinstance(value, str):
        return (path, "must not hold the character U+0000") if "\x00" in value else None
    if isinstance(value, int) and value not in INT64:
        return path, "must be a number of at most 64 bits"
    return None


def _in_object(value: dict[str, Any], path: str, depth: int) -> Fault | None:
    if depth >= DEEPEST:
        return path, f"is nested deeper than {DEEPEST} levels"
    for key, item in value.items():
        if "\x00" in key or key.startswith("$"):
            return path, f"has the key {key[:50]!r}: keys must not start with $ nor hold U+0000"
        if fault := fault_in(item, f"{path}.{key[:50]}", depth + 1):
            return fault
    return None


def canonical(value: Any) -> Any:
    """The same JSON with equal numbers written alike (1.0 is 1), so that equal bodies have equal bytes once sorted."""
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    return value
