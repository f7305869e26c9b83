"""Live hints: a stream tells one person what to look at again, soon after it happened."""

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import orjson
import pytest

from tests.gateway.support import Platform, codes, eventually

HINTS = {"query": "subscription { hints { topics award { id badge { id } } } }"}


class Ear:
    """Listens to one stream on a thread of its own."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.hints: list[dict[str, Any]] = []
        self.ended = threading.Event()
        self._lines = lines
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        try:
            for line in self._lines:
                if line.startswith("data: "):
                    self.hints.append(orjson.loads(line.removeprefix("data: "))["data"]["hints"])
        except httpx2.HTTPError:
            pass
        finally:
            self.ended.set()

    def topics(self) -> set[str]:
        """All topics heard of so far."""
        return {topic for hint in self.hints for topic in hint["topics"]}

    def join(self) -> None:
        """Waits for the thread."""
        self._thread.join(10)


@contextmanager
def stream(platform: Platform, who: str) -> Iterator[Ear]:
    """An open stream of this person's hints."""
    headers = {"Authorization": f"Bearer {platform.tokens[who]}", "Accept": "text/event-stream"}
    with httpx2.Client(timeout=60) as client:
        with client.stream("POST", f"{platform.web}/graphql/stream", json=HINTS, headers=headers) as response:
            assert response.status_code == 200
            assert response.headers["Content-Type"].startswith("text/event-stream")
            assert response.headers["X-Accel-Buffering"] == "no"
            lines = response.iter_lines()
            assert next(lines) == ":"
            ear = Ear(lines)
            yield ear
            if not ear.ended.is_set():  # the thread would read on until the next sign of life
                response.extensions["network_stream"].get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        ear.join()


def test_kudos_are_hinted_to_all_and_show_in_the_feed(platform: Platform) -> None:
    """Thanks given here make the feed stale there, within seconds; what a refetch then finds has them."""
    with stream(platform, "employee") as ear:
        reason = f"For the tide tables {time.time()}"
        mutation = 'mutation ($reason: String!) { giveKudos(input: {to: "e-eva", reason: $reason}) { id } }'
        # People arrive in every service at their own time: until then the giver is not known.
        eventually(lambda: "errors" not in platform.ask("manager", mutation, {"reason": reason}))
        eventually(lambda: "FEED" in ear.topics())
        feed = "{ feed(first: 5) { edges { node { ... on KudosItem { kudos { reason from { displayName } } } } } } }"
        edges = eventually(lambda: platform.data("employee", feed)["feed"]["edges"])
    assert edges[0]["node"] == {"kudos": {"reason": reason, "from": {"displayName": "Max Manager"}}}


def test_a_hint_about_oneself_is_nobody_elses(platform: Platform) -> None:
    """Changing one's own switches is told to oneself alone."""
    with stream(platform, "manager") as own, stream(platform, "employee") as other:
        platform.data("manager", "mutation { setPrivacy(input: {hideFromBoards: true}) { id } }")
        eventually(lambda: "PROFILE" in own.topics())
        platform.data("manager", "mutation { setPrivacy(input: {hideFromBoards: false}) { id } }")
        time.sleep(1)
        assert "PROFILE" not in other.topics()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"query": "{ viewer { id } }"}, 400, "BAD_INPUT"),
        ({"query": "subscription { hints { nothing } }"}, 400, "BAD_INPUT"),
        ({"query": "subscription { hints { topics } hints2: hints { topics } }"}, 400, "BAD_INPUT"),
        ({}, 400, "BAD_INPUT"),
    ],
)
def test_what_is_no_subscription_opens_no_stream(
    platform: Platform, body: dict[str, str], status: int, code: str
) -> None:
    """Refusals come as JSON with a code, before any stream begins."""
    headers = {"Authorization": f"Bearer {platform.tokens['employee']}"}
    answer = httpx2.post(f"{platform.web}/graphql/stream", json=body, headers=headers)
    assert answer.status_code == status
    assert code in codes(answer.json())


def test_nobody_listens_without_signing_in(platform: Platform) -> None:
    """The stream has the same doors as queries."""
    answer = httpx2.post(f"{platform.web}/graphql/stream", json=HINTS)
    assert (answer.status_code, codes(answer.json())) == (401, ["UNAUTHENTICATED"])
    assert httpx2.get(f"{platform.web}/graphql/stream").status_code == 405


def test_a_process_that_ends_ends_its_streams_at_once(
    platform: Platform, extra_gateway: "subprocess.Popen[bytes]"
) -> None:
    """SIGTERM completes open streams, so that browsers go elsewhere and the process does not wait for them."""
    with stream(platform, "employee") as ear:
        began = time.monotonic()
        extra_gateway.send_signal(signal.SIGTERM)
        assert ear.ended.wait(5)
    assert extra_gateway.wait(15) == 0
    assert time.monotonic() - began < 20
