"""The bodies of profiles' API: what is asked, and what is answered."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, StringConstraints

from services.profiles.domain.cells import ID, LOCALE, time_zones
from services.profiles.domain.feed import Kind
from shared.requests import Answer, Body, Cursor, First, Id, IdempotencyKey, Ids, Instant

CSV_LONGEST = 8_000_000


def _zone(name: str) -> str:
    if name not in time_zones():
        raise ValueError("give an IANA time zone such as Europe/Berlin")
    return name


Zone = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_zone)]
Locale = Annotated[str, Field(pattern=f"^{LOCALE.pattern}$")]
NewId = Annotated[str, Field(pattern=f"^{ID.pattern}$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Nothing(Body):
    """No fields."""


class IdsAsked(Body):
    """Things by their ids."""

    ids: Ids


class UnitsAsked(Body):
    """Units by their ids, all of them where ``ids`` is null."""

    ids: Ids | None = None


class PeopleSearched(Body):
    """People by words of their names, and by unit (those below included)."""

    search: Annotated[str, Field(max_length=200)] | None = None
    unit: Id | None = None
    left: StrictBool = False
    first: First
    after: Cursor | None = None


class FeedAsked(Body):
    """A page of the feed, newest first."""

    first: First
    after: Cursor | None = None


class PrivacyWanted(Body):
    """One's own switches; null leaves as is."""

    hide_from_boards: StrictBool | None = None
    hide_from_feed: StrictBool | None = None
    idempotency_key: IdempotencyKey | None = None


class LocaleWanted(Body):
    """One's own language and time zone; null leaves as is."""

    locale: Locale | None = None
    timezone: Zone | None = None
    idempotency_key: IdempotencyKey | None = None


class UnitWanted(Body):
    """A unit as it is to be; an absent field stays as it is."""

    id: NewId
    name: Name | None = None
    parent: Id | None = None
    managers: Annotated[list[Id], Field(max_length=100)] | None = None
    timezone: Zone | None = None
    effective_at: Instant | None = None
    idempotency_key: IdempotencyKey | None = None


class MembershipWanted(Body):
    """A person in a unit from a moment on (default: now)."""

    employee: Id
    unit: Id
    since: Instant | None = Field(None, alias="from")
    idempotency_key: IdempotencyKey | None = None


class DepartureWanted(Body):
    """A person who leaves, at a moment (default: now)."""

    employee: Id
    left_at: Instant | None = None
    idempotency_key: IdempotencyKey | None = None


class ImportWanted(Body):
    """A CSV to bring in, or with ``dry_run`` to report on."""

    csv: Annotated[str, Field(max_length=CSV_LONGEST)]
    dry_run: StrictBool = False
    effective_at: Instant | None = None


class Person(Answer):
    """Somebody as everyone sees them."""

    id: str
    display_name: str
    unit: str | None
    units: list[str]
    active: bool
    joined_at: datetime


class People(Answer):
    """People by id; unknown ones are absent."""

    items: dict[str, Person]


class PeoplePage(Answer):
    """A page of people, sorted by name."""

    items: list[Person]
    next: str | None
    total: int


class Principal(Answer):
    """What somebody may do: roles, the units managed (those below included), those they are ``within`` (the ones above
    theirs included), and how they read."""

    roles: list[str]
    units: list[str]
    locale: str
    timezone: str
    unit: str | None
    within: list[str]
    active: bool


class Principals(Answer):
    """Principals by id; unknown ones are absent."""

    items: dict[str, Principal]


class UnitShown(Answer):
    """A unit."""

    id: str
    name: str
    parent: str | None
    managers: list[str]
    timezone: str | None


class Units(Answer):
    """Units by id; unknown ones are absent."""

    items: dict[str, UnitShown]


class MemberCounts(Answer):
    """How many people units have, those below included; unknown ones are absent."""

    items: dict[str, int]


class Switches(Answer):
    """What somebody hides of themselves."""

    hide_from_boards: bool
    hide_from_feed: bool


class Organization(Answer):
    """Whose platform this is; ``week_start`` 1 is Monday."""

    name: str
    timezone: str
    locale: str
    week_start: int


class Viewer(Answer):
    """The person who asks."""

    person: Person
    roles: list[str]
    units: list[str]
    locale: str
    timezone: str
    privacy: Switches
    emails: list[str]
    organization: Organization


class Reading(Answer):
    """How somebody reads."""

    locale: str
    timezone: str


class FeedItem(Answer):
    """One item of the feed; what does not belong to its kind is null."""

    id: str
    kind: Kind
    occurred_at: datetime
    granted_at: datetime | None
    person: str | None
    giver: str | None
    award: str | None
    badge: str | None
    tier: str | None
    kudos: str | None
    challenge: str | None
    unit: str | None


class FeedPage(Answer):
    """A page of the feed."""

    items: list[FeedItem]
    next: str | None
