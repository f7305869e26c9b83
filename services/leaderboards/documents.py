"""What leaderboards keeps in MongoDB. Hot paths read and write the same collections in bulk through pymongo."""

from typing import Any

from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    IntField,
    ListField,
    StringField,
)


def _meta(collection: str, *indexes: Any) -> dict[str, Any]:
    return {"db_alias": "leaderboards", "collection": collection, "indexes": list(indexes), "auto_create_index": False}


class Fact(Document):
    """One fact of one person: ``body`` is its JSON, ``cause`` what the ledger calls it; taken back it stays, `gone`."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    type = StringField(required=True)
    completion = StringField(required=True)
    cause = DictField(required=True)
    points = IntField(required=True)
    rank = IntField(required=True)
    gone = BooleanField(required=True)
    body = BinaryField(required=True)
    meta = _meta("facts", ("employee", "type"), ("employee", "completion"))


class Retraction(Document):
    """A completion that was taken back for one person, `completion|employee`; it may come before the completion."""

    id = StringField(primary_key=True)
    meta = _meta("retractions")


class Person(Document):
    """The newest known state of an employee: ``body`` is the JSON of `laurel.employee.changed`, ``place`` where their
    points are kept."""

    id = StringField(primary_key=True)
    sequence = IntField(required=True)
    place = StringField(required=True, choices=("shown", "hidden", "left"))
    body = BinaryField(required=True)
    meta = _meta("people")


class Unit(Document):
    """The newest state of a unit that one lane knows, `unit|lane`: lanes never write each other's rows."""

    id = StringField(primary_key=True)
    unit = StringField(required=True)
    lane = IntField(required=True)
    sequence = IntField(required=True)
    parent = StringField()
    meta = _meta("units", "lane")


class ScoringRule(Document):
    """A scoring rule as it is in force. ``match`` is JSON text: its values may be of any size, its keys of any kind."""

    id = StringField(primary_key=True)
    version = IntField(required=True)
    name = StringField(required=True)
    match = StringField(required=True)
    points = IntField(required=True)
    active = BooleanField(required=True)
    saved_at = DateTimeField(required=True)
    saved_by = StringField(required=True)
    meta = _meta("rules")


class ScoringRuleVersion(Document):
    """A version of a scoring rule, `rule|version`; never changed."""

    id = StringField(primary_key=True)
    rule = StringField(required=True)
    version = IntField(required=True)
    name = StringField(required=True)
    match = StringField(required=True)
    points = IntField(required=True)
    active = BooleanField(required=True)
    saved_at = DateTimeField(required=True)
    saved_by = StringField(required=True)
    meta = _meta("rule_versions", ("rule", "version"))


class Posting(Document):
    """What the ledger holds for one fact by one origin, `origin|fact`, so that only differences are posted."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    origin = StringField(required=True)
    fact = StringField(required=True)
    amount = IntField(required=True)
    unit = StringField()
    occurred_at = DateTimeField(required=True)
    cause = DictField(required=True)
    revision = IntField(required=True)
    stands = BooleanField(required=True)
    meta = _meta("postings", ("employee", "origin"))


class Entry(Document):
    """One entry of the ledger, insert-only. ``n`` numbers the entries of a lane without a gap, in order of commit."""

    id = StringField(primary_key=True)
    lane = IntField(required=True)
    n = IntField(required=True)
    employee = StringField(required=True)
    unit = StringField()
    pool = StringField()
    amount = IntField(required=True)
    cause = DictField(required=True)
    rule = StringField()
    occurred_at = DateTimeField(required=True)
    posted_at = DateTimeField(required=True)
    periods = ListField(StringField())
    meta = _meta("entries", {"fields": ("lane", "n"), "unique": True}, ("employee", "-n"))


class Total(Document):
    """A person's points in a period, `employee|period`, written with the entries that they are the sum of."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    period = StringField(required=True)
    lane = IntField(required=True)
    points = IntField(required=True)
    meta = _meta("totals", ("lane", "id"), "employee")


class Move(Document):
    """A person who began or ceased to be shown on boards, `lane|v`; ``v`` numbers a lane's without a gap."""

    id = StringField(primary_key=True)
    lane = IntField(required=True)
    v = IntField(required=True)
    employee = StringField(required=True)
    meta = _meta("moves", {"fields": ("lane", "v"), "unique": True})


class Number(Document):
    """How far a lane has come: its last entry ``n`` and its last move ``v``."""

    id = IntField(primary_key=True)
    n = IntField(required=True)
    v = IntField(required=True)
    meta = _meta("numbers")


class Ledger(Document):
    """The one ledger: a name that boards are marked with, and the zone whose months it keeps."""

    id = StringField(primary_key=True)
    name = StringField(required=True)
    zone = StringField(required=True)
    meta = _meta("ledgers")


DOCUMENTS: tuple[type[Document], ...] = (
    Fact, Retraction, Person, Unit, ScoringRule, ScoringRuleVersion, Posting, Entry, Total, Move, Number, Ledger,
)  # fmt: skip
