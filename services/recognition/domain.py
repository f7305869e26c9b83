"""The rules of kudos, pure: who may be thanked, how often a day, and who may read it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from shared.events.profiles import EmployeeChanged, Zone

DAILY_CAP = 10
AHEAD = timedelta(minutes=5)


class Person(BaseModel):
    """What recognition keeps of an employee: the newest state heard, by its ``sequence``."""

    model_config = ConfigDict(frozen=True)

    id: str
    sequence: int
    state: str
    timezone: tuple[Zone, ...] = ()
    hidden: bool = False


class Kudos(BaseModel):
    """Thanks: ``day`` is the giver's local one, by which the daily cap counts."""

    model_config = ConfigDict(frozen=True)

    id: str
    giver: str
    receiver: str
    reason: str
    value: str | None = None
    occurred_at: datetime
    day: str


class Refused(ValueError):
    """These kudos can't be given: the HTTP status that says it, the field at fault, and what would be right."""

    def __init__(self, status: int, field: str, detail: str, right: str) -> None:
        super().__init__(detail)
        self.status = status
        self.field = field
        self.detail = detail
        self.right = right


def person_of(state: EmployeeChanged, sequence: int) -> Person:
    """The person in a state event."""
    return Person(
        id=state.id,
        sequence=sequence,
        state=state.state,
        timezone=state.timezone,
        hidden=state.privacy.hide_from_feed,
    )


def check_people(giver: Person | None, receiver: Person | None) -> None:
    """Both are here, and not the same."""
    if giver is None or giver.state == "erased":
        raise Refused(
            404, "from", "the giver is not known here (yet)", "the id of an employee; somebody new takes a moment"
        )
    if receiver is None or receiver.state == "erased":
        raise Refused(404, "to", "there is no such person (yet)", "the id of an employee; somebody new takes a moment")
    if giver.id == receiver.id:
        raise Refused(422, "to", "kudos are for others", "the id of a colleague, not one's own")
    for field, person in (("from", giver), ("to", receiver)):
        if person.state != "active":
            raise Refused(422, field, "this person has left", "the id of somebody who is here")


def check_moment(occurred_at: datetime, now: datetime) -> None:
    """It has happened."""
    if occurred_at > now + AHEAD:
        raise Refused(422, "occurred_at", "kudos can't be given in the future", f"not after {_shown(now)}")


def check_cap(given: int, kudos_day: str, zone: str) -> None:
    """``given`` is how many the giver has given on that local day."""
    if given >= DAILY_CAP:
        again = _shown(day_ends(date.fromisoformat(kudos_day), zone))
        detail = f"{DAILY_CAP} kudos a day can be given, and {given} were given on {kudos_day}"
        raise Refused(429, "to", detail, f"give the next from {again} on")


def zone_at(zones: Sequence[Zone], at: datetime, default: str) -> str:
    """The zone in force at a moment."""
    begun = [zone for zone in zones if zone.from_ is None or zone.from_ <= at]
    return (begun or list(zones))[-1].zone if zones else default


def local_day(at: datetime, zone: str) -> str:
    """The day of that moment there, such as 2026-05-04."""
    return at.astimezone(ZoneInfo(zone)).date().isoformat()


def day_ends(day: date, zone: str) -> datetime:
    """The instant at which that day ends there."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def readable(kudos: Kudos, hidden: set[str], reader: str, *, admin: bool) -> bool:
    """The two may read it, and an admin; others where neither of the two hides from the feed."""
    pair = {kudos.giver, kudos.receiver}
    return admin or reader in pair or not pair & hidden


def _shown(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="minutes").replace("+00:00", "Z")
