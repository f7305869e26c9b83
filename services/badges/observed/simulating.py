"""How a rule that is being written would judge one person: by their real facts, by made-up ones, or by both."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.badges import catalog, tracing, views
from services.badges.domain.editions import Edition, Step, Version, metal_of
from services.badges.domain.judging import Case
from services.badges.observed.checking import read
from services.badges.observed.requests import MadeUp, Simulate
from services.badges.standings import case_of
from shared import clock
from shared.criteria import Entitlement, Fact, Person, Refused, Rule
from shared.http import Problem
from shared.store import Row

Json = dict[str, Any]
DRAFT = "draft"
SOMEBODY = "somebody"
"""Who does what is made up."""


def simulate(db: Database[Row], said: Simulate) -> Json:
    """What the rule would give this person, and why or why not yet. 422 for a rule that can't be read."""
    edition = Edition(_version(said), catalog.book(db).starred_out, live=False)
    of_unit = edition.version.rule.recipient == "unit"
    if of_unit and (said.person is None or said.facts):
        fault = ("person", "choose somebody: the unit that they are in is tried, on what its members really did")
        raise Problem(422, "a rule for units is tried on a unit there is", [fault])
    if said.tier is not None and edition.version.step(said.tier) is None:
        raise Problem(422, f"the rule has no tier {said.tier}", [("tier", "unknown")])
    now = clock.now()
    case = _case(db, said, edition, now)
    history = case.history(case.awards, now, without=edition.badge)
    trace = tracing.told(edition, history, tier=said.tier, locale=said.locale)
    about = {"person": said.person or SOMEBODY, "unit": (case.unit.unit or None) if case.unit else None}
    return {"earned": [_earned(one) for one in edition.compiled.judge(history)], "trace": about | trace}


def _version(said: Simulate) -> Version:
    try:
        rule = read(said)
    except Refused as refused:
        faults = [(f"rule.{one.path}", one.message) for one in refused.problems]
        raise Problem(422, "the rule can't be judged by", faults) from refused
    return Version(said.badge or DRAFT, 0, DRAFT, DRAFT, rule, _steps(rule), noun=said.nouns)


def _steps(rule: Rule) -> tuple[Step, ...]:
    return tuple(
        Step(tier.id, tier.id.replace("-", " ").capitalize(), tier.at_least, metal_of(tier.id, position))
        for position, tier in enumerate(rule.tiers or ())
    )


def _case(db: Database[Row], said: Simulate, edition: Edition, now: datetime) -> Case:
    person = said.person or SOMEBODY
    if said.person is None:
        known = Case(Person(SOMEBODY), ())
    else:
        known = case_of(db, tracing.recipient_of(db, person, edition.version, now), edition)
    made_up = [_fact(one, person, position, now) for position, one in enumerate(said.facts)]
    return replace(known, facts=(*known.facts, *made_up))


def _fact(said: MadeUp, person: str, position: int, now: datetime) -> Fact:
    body = said.model_dump(exclude_none=True)
    return Fact.of({"id": f"made-up-{position}", "occurred_at": now, **body, "employee": person})


def _earned(one: Entitlement) -> Json:
    scope = None if one.scope is None else str(one.scope)
    return {"tier": one.tier, "scope": scope, "earned_at": views.instant(one.earned_at)}
