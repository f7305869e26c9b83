"""What the challenges service stores. Hot paths read and write it in bulk through pymongo (see `rows`)."""

from typing import Any

from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    FloatField,
    IntField,
    ListField,
    StringField,
)

ALIAS = "challenges"


def _meta(collection: str, *indexes: Any) -> dict[str, Any]:
    return {"db_alias": ALIAS, "collection": collection, "indexes": list(indexes), "auto_create_index": False}


class Challenge(Document):
    """One challenge, as `domain.challenge.Challenge`; ``folded`` is its title as searched."""

    id = StringField(primary_key=True)
    version = IntField(required=True)
    owner = StringField(required=True)
    unit = StringField(required=True)
    title = StringField(required=True)
    folded = StringField(required=True)
    description = StringField(required=True)
    starts_at = DateTimeField(required=True)
    ends_at = DateTimeField(required=True)
    closes_at = DateTimeField(required=True)
    launched_at = DateTimeField(required=True)
    timezone = StringField(required=True)
    goal = StringField(required=True)
    noun = DictField(null=True)
    points = IntField(required=True)
    state = StringField(required=True, choices=("scheduled", "open", "closed", "cancelled"))
    reason = StringField()
    meta = _meta("challenges", ("unit", "-ends_at"), ("-ends_at", "-id"), ("starts_at", "id"), "owner", "state")


class Enrolment(Document):
    """One person's part in one challenge, `challenge|employee`, as `domain.enrolment.Enrolment`. ``done`` (0 where
    completed, else 1) and ``since`` (completed or joined at) are the order in which participants are listed."""

    id = StringField(primary_key=True)
    challenge = StringField(required=True)
    employee = StringField(required=True)
    lane = IntField(required=True)
    joined_at = DateTimeField(required=True)
    joined = BooleanField(required=True)
    watched = BooleanField(required=True)
    hidden = BooleanField(required=True)
    turn = IntField(required=True)
    have = FloatField(required=True)
    need = FloatField(required=True)
    missing = FloatField(required=True)
    completed_at = DateTimeField()
    evidence = ListField(StringField())
    revision = IntField(required=True)
    sequence = IntField(required=True)
    done = IntField(required=True)
    since = DateTimeField(required=True)
    meta = _meta(
        "enrolments",
        ("employee", "challenge"),
        ("lane", "employee"),
        ("challenge", "lane", "employee"),
        ("challenge", "joined", "done", "since", "id"),
    )


class Total(Document):
    """How many take part in a challenge and have completed it, a row a lane (`challenge|lane`), summed on read. Closing
    writes all of them, so that whoever completes at that very moment is either before it or too late."""

    id = StringField(primary_key=True)
    challenge = StringField(required=True)
    lane = IntField(required=True)
    joined = IntField(required=True)
    completed = IntField(required=True)
    ended = BooleanField(required=True)
    meta = _meta("totals", "challenge")


class Fact(Document):
    """One fact of one person; ``body`` is its JSON. One that was taken back stays, with when."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    type = StringField(required=True)
    completion = StringField(required=True)
    at = DateTimeField(required=True)
    rank = IntField(required=True)
    retracted_at = DateTimeField()
    body = BinaryField(required=True)
    meta = _meta("facts", ("employee", "at"), ("employee", "completion"))


class Retraction(Document):
    """A completion that was taken back for one person, `completion|employee`; it may come before the completion."""

    id = StringField(primary_key=True)
    at = DateTimeField(required=True)
    meta = _meta("retractions")


class Award(Document):
    """The newest known state of an award; ``scope`` is JSON text."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    badge = StringField(required=True)
    tier = StringField()
    scope = StringField(required=True)
    earned_at = DateTimeField(required=True)
    revoked = BooleanField(required=True)
    sequence = IntField(required=True)
    meta = _meta("awards", "employee")


class Entry(Document):
    """One entry of the points ledger."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    pool = StringField()
    amount = FloatField(required=True)
    at = DateTimeField(required=True)
    by_award = BooleanField(required=True)
    meta = _meta("entries", ("employee", "at"))


class Person(Document):
    """The newest known state of an employee; ``body`` is the JSON of `laurel.employee.changed`."""

    id = StringField(primary_key=True)
    sequence = IntField(required=True)
    active = BooleanField(required=True)
    hidden = BooleanField(required=True)
    body = BinaryField(required=True)
    meta = _meta("people")


class Unit(Document):
    """The newest state of a unit that one lane knows, `unit|lane`: lanes never write each other's rows."""

    id = StringField(primary_key=True)
    unit = StringField(required=True)
    lane = IntField(required=True)
    sequence = IntField(required=True)
    parent = StringField()
    timezone = StringField()
    meta = _meta("units", "lane")


DOCUMENTS: tuple[type[Document], ...] = (
    Challenge, Enrolment, Total, Fact, Retraction, Award, Entry, Person, Unit,
)  # fmt: skip
