"""What the badges service stores. Hot paths read and write the same collections in bulk through pymongo (`rows`)."""

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
)  # fmt: skip

ALIAS = "badges"


def _meta(collection: str, *indexes: Any) -> dict[str, Any]:
    return {"db_alias": ALIAS, "collection": collection, "indexes": list(indexes), "auto_create_index": False}


class Badge(Document):
    """One badge: which version is in force (the last that was, once retired) and which is being drafted."""

    id = StringField(primary_key=True)
    state = StringField(required=True, choices=("draft", "live", "retired"))
    version = IntField()
    draft = IntField()
    latest = IntField(required=True)
    meta = _meta("badges")


class Version(Document):
    """One version of a badge, `badge|number`; immutable once published. ``rule`` is JSON text."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    number = IntField(required=True)
    name = StringField(required=True)
    description = StringField(required=True)
    rule = StringField(required=True)
    tiers = ListField(DictField())
    points = IntField(required=True)
    noun = DictField(null=True)
    design = DictField(required=True)
    published_at = DateTimeField()
    meta = _meta("versions", "badge")


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
    meta = _meta("facts", ("employee", "type"), ("employee", "completion"))


class Retraction(Document):
    """A completion that was taken back for one person, `completion|employee`; it may come before the completion."""

    id = StringField(primary_key=True)
    at = DateTimeField(required=True)
    meta = _meta("retractions")


class Person(Document):
    """The newest known state of an employee; ``body`` is the JSON of `laurel.employee.changed`."""

    id = StringField(primary_key=True)
    sequence = IntField(required=True)
    active = BooleanField(required=True)
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


class Entry(Document):
    """One entry of the points ledger."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    pool = StringField()
    amount = FloatField(required=True)
    at = DateTimeField(required=True)
    by_award = BooleanField(required=True)
    meta = _meta("entries", "employee")


class Award(Document):
    """One award. ``scope`` is JSON text; ``evidence`` its first thousand pieces, the rest are rows of `evidence`."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    version = IntField(required=True)
    tier = StringField()
    step = IntField(required=True)
    person = StringField(required=True)
    scope = StringField(required=True)
    earned_at = DateTimeField(required=True)
    granted_at = DateTimeField(required=True)
    evidence = ListField(StringField())
    evidence_count = IntField(required=True)
    points = IntField(required=True)
    generation = IntField(required=True)
    revision = IntField(required=True)
    state = StringField(required=True, choices=("active", "revoked"))
    flagged = BooleanField(required=True)
    reason = StringField()
    meta = _meta("awards", ("person", "-earned_at"), ("badge", "person"))


class Evidence(Document):
    """Further pieces of an award's evidence, a thousand a row, `award|0001` and so on."""

    id = StringField(primary_key=True)
    award = StringField(required=True)
    pieces = ListField(StringField())
    meta = _meta("evidence", "award")


class Holder(Document):
    """One person who holds a badge, `badge|person`, by the award of the highest tier."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    person = StringField(required=True)
    tier = StringField()
    award = StringField(required=True)
    earned_at = DateTimeField(required=True)
    meta = _meta("holders", ("badge", "-earned_at", "id"), ("badge", "tier", "-earned_at", "id"))


class Total(Document):
    """A number over many people, a row a lane (`what|period|lane`), summed on read: no two workers write the same."""

    id = StringField(primary_key=True)
    what = StringField(required=True)
    period = StringField(required=True)
    lane = IntField(required=True)
    n = IntField(required=True)
    meta = _meta("totals", "what")


DOCUMENTS: tuple[type[Document], ...] = (
    Badge, Version, Fact, Retraction, Person, Unit, Entry, Award, Evidence, Holder, Total,
)  # fmt: skip
