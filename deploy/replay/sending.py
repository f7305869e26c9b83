"""Batches to intake's /events: what passes (429, 503, a lost connection) is waited for, anything else ends the
replay."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_delay, wait_exponential_jitter

from deploy.replay.lines import Batch
from deploy.replay.place import Place

MEDIA = "application/cloudevents-batch+json"
PASSING = {429, 502, 503, 504}
LONGEST = 30.0
TAKEN = 300


class Stopped(Exception):
    """The replay can't go on; the message says why and what would help."""


class Waiting(Exception):
    """The server asks for patience: for ``seconds``, if it says so."""

    def __init__(self, status: int, seconds: float | None) -> None:
        super().__init__(f"intake answers {status}")
        self.seconds = seconds


class Sender:
    """Posts batches, one after the other, so that each person's events keep their order.

    ``rate`` is a limit in events a second, ``patience`` how long, in seconds, a batch is tried again before
    Stopped."""

    def __init__(self, client: httpx2.Client, rate: float | None = None, patience: float = 600.0) -> None:
        self._client = client
        self._rate = rate
        self._patience = patience
        self._next = 0.0

    def send(self, batch: Batch, waiting: Callable[[str], None] = lambda _: None) -> list[dict[str, Any]]:
        """The items answered to a batch's events; ``waiting`` is told why, while it is tried again."""
        self._keep_rate(len(batch.events))
        retrying = Retrying(
            retry=retry_if_exception_type((Waiting, httpx2.TransportError)),
            wait=_pause, stop=stop_after_delay(self._patience), reraise=True,
            before_sleep=lambda state: waiting(str(state.outcome and state.outcome.exception())),
        )  # fmt: skip
        try:
            items: list[dict[str, Any]] = retrying(self._post, batch.body)
        except (Waiting, httpx2.TransportError) as error:
            raise Stopped(
                f"no answer for {self._patience:.0f} s ({error!r}): run it again later, it goes on"
            ) from error
        return items

    def _post(self, body: bytes) -> list[dict[str, Any]]:
        response = self._client.post("/events", content=body, headers={"Content-Type": MEDIA})
        if response.status_code in PASSING:
            raise Waiting(response.status_code, _seconds(response.headers.get("Retry-After")))
        if response.status_code >= TAKEN:
            raise Stopped(f"intake answers {response.status_code}: {_detail(response)}")
        items: list[dict[str, Any]] = response.json()["items"]
        return items

    def _keep_rate(self, events: int) -> None:
        if self._rate:
            now = time.monotonic()
            time.sleep(max(0.0, self._next - now))
            self._next = max(self._next, now) + events / self._rate


def note(place: Place, batch: Batch, items: Iterable[dict[str, Any]]) -> None:
    """Note in the place what became of a batch, and that it is done."""
    for number, why in batch.unreadable:
        place.refuse(number, 400, "line", why.split(":")[0])
    for number, item in zip(batch.numbers, items, strict=True):
        if problem := item.get("problem"):
            error = (problem["errors"] or [{"path": "", "message": problem["detail"]}])[0]
            place.refuse(number, item["status"], error["path"], error["message"])
        else:
            place.states[item["state"]] += 1
    place.offset, place.line = batch.offset, batch.line
    place.done += batch.lines


def _pause(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, Waiting) and error.seconds is not None:
        return error.seconds
    return float(wait_exponential_jitter(multiplier=0.2, max=LONGEST)(state))


def _seconds(text: str | None) -> float | None:
    return min(120.0, float(text)) if text and text.isdigit() else None


def _detail(response: httpx2.Response) -> str:
    try:
        problem = response.json()
        fields = "; ".join(f"{error['path']} {error['message']}" for error in problem["errors"])
        return f"{problem['detail']} ({fields})" if fields else str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return response.text[:200]
