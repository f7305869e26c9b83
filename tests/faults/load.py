"""The load: what is sent through intake's HTTP door on several threads, and the client's own log of the answers."""

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2
import orjson

from tests.faults.world import Event, bad_bodies

THREADS = 3
LARGEST = 25
ONE, MANY = "application/cloudevents+json", "application/cloudevents-batch+json"
AGAIN = {429, 503}


@dataclass
class Answered:
    """The client's log of one body: when it was first sent and acknowledged, as which completion, how often."""

    event: Event
    sent: float
    completion: str | None = None
    acknowledged: float | None = None
    conflict: bool = False
    times: int = 0


@dataclass(frozen=True)
class Post:
    """One request; ``events`` are empty where the body is a bad one."""

    source: str
    media_type: str
    body: bytes
    events: tuple[Event, ...] = ()


@dataclass
class Log:
    """All answers: by body, and what was answered to bad bodies."""

    by_body: dict[bytes, Answered] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    repeated: int = 0
    unexpected: list[str] = field(default_factory=list)

    def accepted(self) -> list[tuple[str, Event]]:
        """What was acknowledged: the completion's id and the body."""
        return [(one.completion, one.event) for one in self.by_body.values() if one.completion]

    def conflicts(self) -> list[Event]:
        """What was refused because another body has its id."""
        return [one.event for one in self.by_body.values() if one.conflict]


def posts(sendings: Sequence[Event], seed: int = 7) -> list[Post]:
    """Requests of one to some events of one source each, with bad bodies in between."""
    dice, made = random.Random(seed), list[Post]()
    waiting: dict[str, list[Event]] = {}
    sizes: dict[str, int] = {}
    for event in sendings:
        source = event["source"]
        waiting.setdefault(source, []).append(event)
        if len(waiting[source]) >= sizes.setdefault(source, dice.randint(1, LARGEST)):
            made.append(_post(source, waiting.pop(source)))
            sizes.pop(source)
    made += [_post(source, events) for source, events in waiting.items()]
    for media_type, body in bad_bodies():
        made.insert(dice.randrange(len(made)), Post("lms", media_type, body))
    return made


def _post(source: str, events: list[Event]) -> Post:
    if len(events) == 1:
        return Post(source, ONE, orjson.dumps(events[0]), tuple(events))
    return Post(source, MANY, orjson.dumps(events), tuple(events))


class Load:
    """Sends the posts in order, on some threads, as far as it is let; each again until it is answered for good."""

    def __init__(self, url: str, keys: dict[str, str], todo: Sequence[Post], pause: float) -> None:
        self.log = Log()
        self.allowed = 0
        self._url = f"{url}/events"
        self._keys = keys
        self._posts = todo
        self._pause = pause
        self._next = 0
        self._done = 0
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(THREADS)]

    def start(self) -> None:
        """Begin, with what is allowed so far."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Send no more."""
        self._ended.set()

    @property
    def done(self) -> int:
        """How many posts are answered."""
        return self._done

    def finished(self) -> bool:
        """Whether all are; fails at an answer that must never be given."""
        assert not self.log.unexpected, self.log.unexpected
        return self._done == len(self._posts)

    def _run(self) -> None:
        with httpx2.Client(timeout=30) as client:
            while not self._ended.is_set() and (number := self._take()) < len(self._posts):
                if number < 0:
                    time.sleep(0.02)
                    continue
                self._send(client, self._posts[number])
                with self._lock:
                    self._done += 1
                time.sleep(self._pause)

    def _take(self) -> int:
        """The number of the next post, -1 while no more are allowed."""
        with self._lock:
            number = self._next
            if number >= min(self.allowed, len(self._posts)):
                return len(self._posts) if number >= len(self._posts) else -1
            self._next += 1
            return number

    def _send(self, client: httpx2.Client, post: Post) -> None:
        sent = time.monotonic()
        headers = {"Authorization": f"Bearer {self._keys[post.source]}", "Content-Type": post.media_type}
        while not self._ended.is_set():
            try:
                response = client.post(self._url, content=post.body, headers=headers)
            except httpx2.TransportError:
                time.sleep(0.2)
                continue
            if response.status_code not in AGAIN:
                with self._lock:
                    self._note(post, response, sent)
                return
            time.sleep(0.2)

    def _note(self, post: Post, response: httpx2.Response, sent: float) -> None:
        self.log.statuses[response.status_code] += 1
        answer = response.json()
        if not post.events:
            if not 400 <= response.status_code < 500:
                self.log.unexpected.append(f"{post.body[:60]!r}: {response.status_code} {response.text[:300]}")
            return
        items = answer.get("items", [answer])
        if len(items) != len(post.events):
            self.log.unexpected.append(f"{len(post.events)} sent: {response.status_code} {response.text[:300]}")
            return
        for event, item in zip(post.events, items, strict=True):
            self._note_one(event, item, sent)

    def _note_one(self, event: Event, item: dict[str, object], sent: float) -> None:
        known = self.log.by_body.setdefault(orjson.dumps(event), Answered(event, sent))
        known.sent = min(known.sent, sent)
        known.times += 1
        if item["status"] in (200, 202):
            self.log.repeated += item["status"] == 200
            known.completion = str(item["completion"])
            known.acknowledged = known.acknowledged or time.monotonic()
        elif item["status"] == 409:
            known.conflict = True
        else:
            self.log.unexpected.append(f"{event['id']}: {item}")
