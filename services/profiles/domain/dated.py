"""Values held from a moment (inclusive) until another (exclusive): roles, attributes, memberships, time zones."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from shared.events.profiles import Dated, Membership, Zone

S = TypeVar("S", Dated, Membership)
ALWAYS = datetime.min.replace(tzinfo=UTC)


def holds(span: Dated | Membership, at: datetime) -> bool:
    """Whether the span covers the moment; one without a start has always been."""
    return (span.from_ is None or span.from_ <= at) and (span.to is None or at < span.to)


def clipped(spans: Iterable[S], at: datetime | None) -> tuple[S, ...]:
    """What of these spans lies before ``at`` (None: nothing)."""
    if at is None:
        return ()
    before = [span for span in spans if span.from_ is None or span.from_ < at]
    return tuple(span if span.to and span.to <= at else span.model_copy(update={"to": at}) for span in before)


def changed(spans: Sequence[Dated], value: Any, since: datetime | None) -> tuple[Dated, ...]:
    """These spans with ``value`` from ``since`` on (None: nothing more); unchanged where it holds to the end."""
    if spans and spans[-1].to is None and spans[-1].value == value:
        return tuple(spans)
    before = clipped(spans, since)
    return before if value is None else (*before, Dated(value=value, from_=since))


def role_changed(roles: Iterable[Dated], role: str, held: bool, since: datetime | None) -> tuple[Dated, ...]:
    """Roles of which ``role`` is held, or no longer, from ``since`` on; the other roles stay as they are."""
    others = [span for span in roles if span.value != role]
    own = [span for span in roles if span.value == role]
    return tuple(sorted((*others, *changed(own, role if held else None, since)), key=_order))


def _order(span: Dated) -> tuple[str, datetime]:
    return str(span.value), span.from_ or ALWAYS


def moved(memberships: Iterable[Membership], unit: str | None, since: datetime) -> tuple[Membership, ...]:
    """Memberships with ``unit`` from ``since`` on (None: none any more). What was held until then ends there; a present
    membership of the same unit gets this start instead of its own."""
    others = [span for span in memberships if span.unit != unit or span.to is not None]
    before = clipped(others, since)
    return before if unit is None else (*before, Membership(unit=unit, from_=since))


def present_units(memberships: Iterable[Membership], at: datetime) -> list[str]:
    """The units belonged to at a moment, the latest begun first."""
    held = [span for span in memberships if holds(span, at)]
    return list(dict.fromkeys(span.unit for span in sorted(held, key=lambda span: span.from_ or ALWAYS, reverse=True)))


def open_unit(memberships: Iterable[Membership]) -> str | None:
    """The unit of the latest membership without an end."""
    held = [span for span in memberships if span.to is None]
    return max(held, key=lambda span: span.from_ or ALWAYS).unit if held else None


def present_value(spans: Iterable[Dated], at: datetime) -> Any:
    """What holds at a moment, None where nothing does."""
    return next((span.value for span in reversed(list(spans)) if holds(span, at)), None)


def zones_changed(zones: Sequence[Zone], zone: str, since: datetime | None) -> tuple[Zone, ...]:
    """Time zones with ``zone`` in force from ``since`` on; the first is in force from the beginning."""
    if zones and zones[-1].zone == zone:
        return tuple(zones)
    before = [kept for kept in zones if since and (kept.from_ is None or kept.from_ < since)]
    return (*before, Zone(zone=zone, from_=since if before else None))


def zone_at(zones: Sequence[Zone], at: datetime) -> str | None:
    """The zone in force at a moment; None where none is known."""
    begun = [zone for zone in zones if zone.from_ is None or zone.from_ <= at]
    return (begun or list(zones))[-1].zone if zones else None
