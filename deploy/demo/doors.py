"""The public doors: intake over HTTP with a source's key, GraphQL with a bearer token."""

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import httpx2
import orjson

BATCH = 100
QUIET_LOOKS = 3


class Refused(Exception):
    """A door said no; the message has its words."""


class GraphQL:
    """Asks the gateway with a bearer token."""

    def __init__(self, url: str, token: str) -> None:
        self._client = httpx2.Client(headers={"Authorization": f"Bearer {token}"}, timeout=60)
        self._url = url

    def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """The data of the answer; Refused where there are errors."""
        answer = self._client.post(self._url, json={"query": document, "variables": variables}).json()
        if answer.get("errors"):
            raise Refused("; ".join(_words(error) for error in answer["errors"]))
        data: dict[str, Any] = answer["data"]
        return data


class Intake:
    """Posts events with the keys of their sources."""

    def __init__(self, url: str, keys: dict[str, str]) -> None:
        self._client = httpx2.Client(timeout=60)
        self._url = f"{url}/events"
        self._keys = keys

    def post(self, events: Iterable[dict[str, Any]]) -> Iterator[int]:
        """Post events in batches of one source each; yields how many each batch had. Single ones may be refused: the
        demo has a few such."""
        by_source: dict[str, list[dict[str, Any]]] = {}
        for event in events:
            by_source.setdefault(event["source"], []).append(event)
        for source, some in by_source.items():
            waiting = iter(some)
            while batch := list(islice(waiting, BATCH)):
                self._send(source, batch)
                yield len(batch)

    def _send(self, source: str, batch: list[dict[str, Any]]) -> None:
        headers = {
            "Authorization": f"Bearer {self._keys[source]}",
            "Content-Type": "application/cloudevents-batch+json",
        }
        for _ in range(10):
            response = self._client.post(self._url, content=orjson.dumps(batch), headers=headers)
            if response.status_code != 429:
                break
            time.sleep(float(response.headers.get("Retry-After", 1)))
        if response.status_code >= 400:
            raise Refused(f"intake answers {response.status_code}: {response.text[:300]}")


def digested(urls: Iterable[str]) -> bool:
    """Whether these services have published and handled everything, as their metrics say, at several looks in a row."""
    for _ in range(QUIET_LOOKS):
        if any(_behind(url) for url in urls):
            return False
        time.sleep(0.3)
    return True


def _behind(url: str) -> bool:
    lines = httpx2.get(f"{url}/metrics", timeout=10).text.splitlines()
    wanted = ("laurel_consumer_lag{", "laurel_outbox_depth{")
    return any(float(line.rsplit(" ", 1)[1]) > 0 for line in lines if line.startswith(wanted))


def _words(error: dict[str, Any]) -> str:
    fields = error.get("extensions", {}).get("errors", [])
    return " ".join([error["message"], *(f"({field['path']}: {field['message']})" for field in fields)])
