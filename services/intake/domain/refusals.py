"""How intake says no: an HTTP status, a sentence, and the fields at fault with what would be right."""

from collections.abc import Iterable

Fault = tuple[str, str]


class Refused(Exception):
    """Something is not taken. 400: it is no CloudEvent; 422: it is one, but no completion; others as HTTP has them."""

    def __init__(self, status: int, detail: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.faults = list(faults)
