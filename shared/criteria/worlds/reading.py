"""From the JSON of people, units and ledger entries to what is judged."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from shared.criteria.judging.calendars import Calendar, Zones
from shared.criteria.judging.facts import Award, Entry
from shared.criteria.judging.people import Membership, Person, Span, Unit
from shared.criteria.language.problems import Refused, problems_of
from shared.criteria.worlds.shapes import (
    AwardShape,
    CalendarShape,
    EntryShape,
    PersonShape,
    SpanShape,
    UnitShape,
    ZoneShape,
)

_EVER = datetime.min.replace(tzinfo=UTC)


def read_person(body: Mapping[str, Any]) -> Person:
    """A person from the JSON of a world's people. Raises Refused, its paths starting at the person."""
    try:
        return person_of(PersonShape.model_validate(body))
    except ValidationError as error:
        raise Refused(problems_of(error)) from error


def read_unit(body: Mapping[str, Any]) -> Unit:
    """A unit from the JSON of a world's units. Raises Refused, its paths starting at the unit."""
    try:
        return unit_of(UnitShape.model_validate(body))
    except ValidationError as error:
        raise Refused(problems_of(error)) from error


def person_of(said: PersonShape) -> Person:
    """A person from a shape."""
    return Person(
        id=said.id,
        zones=zones_of(said.timezone) or Zones(),
        joined_at=said.joined_at,
        enrolled_at=said.enrolled_at,
        memberships=tuple(Membership(m.unit, m.start, m.end) for m in said.memberships),
        roles=_spans(said.roles),
        locale=_spans(said.locale),
        attributes={name: _spans(spans) for name, spans in said.attributes.items()},
        calendar=calendar_of(said.calendar) or Calendar(),
    )


def unit_of(said: UnitShape) -> Unit:
    """A unit from a shape."""
    return Unit(said.id, said.parent, zones_of(said.timezone), calendar_of(said.calendar))


def entry_of(said: EntryShape) -> Entry:
    """A ledger entry from a shape."""
    by_award = said.cause is not None and said.cause.type == "award"
    return Entry(said.id, said.employee, said.pool or "", said.amount, said.occurred_at, by_award)


def award_of(said: AwardShape) -> Award:
    """An award from a shape."""
    return Award(said.badge, said.tier, said.recipient, said.scope, said.earned_at, said.state, said.id)


def zones_of(said: list[ZoneShape] | None) -> Zones | None:
    """Dated zones in order; None where none are said."""
    if said is None:
        return None
    spans = sorted(((span.start or _EVER, span.zone) for span in said), key=lambda span: span[0])
    return Zones(tuple((start, ZoneInfo(zone)) for start, zone in spans))


def calendar_of(said: CalendarShape | None) -> Calendar | None:
    """A working calendar; Monday to Friday where it does not say."""
    if said is None:
        return None
    workdays = frozenset({1, 2, 3, 4, 5} if said.workdays is None else said.workdays)
    leave = tuple((leave.start, leave.end) for leave in said.leave)
    return Calendar(workdays, frozenset(said.holidays), leave, frozenset(said.outages))


def _spans(said: list[SpanShape]) -> tuple[Span, ...]:
    return tuple(Span(span.value, span.start, span.end) for span in said)
