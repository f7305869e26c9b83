"""A quiet stream of new activity, so that the pages move: a completion now and then, thanks more rarely."""

import secrets
import signal
import threading
import time
from datetime import UTC, date, datetime
from random import Random
from types import FrameType

import httpx2

from deploy.demo import documents
from deploy.demo.activity import catalogue, completion
from deploy.demo.doors import GraphQL, Intake, Refused
from deploy.demo.people import Person, people
from deploy.demo.stray import thanked
from deploy.local import access

SHORTEST, LONGEST = 20.0, 60.0
THANKS_SHARE = 0.12
RETRY = 5.0


def trickle() -> None:
    """Go on until SIGTERM; what can't be sent because the platform is away is left out."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    random = Random(time.time_ns())  # noqa: S311  # texture, not secrets
    while not ended.wait(random.uniform(SHORTEST, LONGEST)):
        try:
            _something(random)
        except (httpx2.HTTPError, Refused):
            ended.wait(RETRY)


def _something(random: Random) -> None:
    today = datetime.now(UTC).date()
    here = [person for person in people(today) if person.works_on(today)]
    if random.random() < THANKS_SHARE:
        _thanks(here, today, random)
    else:
        _completion(here, random)


def _completion(here: list[Person], random: Random) -> None:
    known = access.read()
    person = random.choices(here, [0.05 + person.pace for person in here])[0]
    kinds = catalogue()["types"]
    kind = random.choices(kinds, [0.3 + kind["a_year"]["busy"] ** 0.5 for kind in kinds])[0]
    done = completion(kind, person, datetime.now(UTC).replace(microsecond=0), random, secrets.token_hex(8))
    list(Intake(known["intake"], known["keys"]).post([done.body]))


def _thanks(here: list[Person], today: date, random: Random) -> None:
    known = access.read()
    giver, receiver, _, reason = random.choice(list(thanked(here, today)))
    said = {"from": giver, "to": receiver, "reason": reason}
    GraphQL(known["graphql"], known["tokens"]["admin"]).ask(documents.KUDOS, input=said)
