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


def meta_of(collection: str, *indexes: Any) -> dict[str, Any]:
    """How a collection of this service is kept, with its indexes."""
    return {"db_alias": ALIAS, "collection": collection, "indexes": list(indexes), "auto_create_index": False}


class Badge(Document):
    """One badge: which version is in force (the last that was, once retired) and which is being drafted."""

    id = StringField(primary_key=True)
    state = StringField(required=True, choices=("draft", "live", "retired"))
    version = IntField()
    draft = IntField()
    latest = IntField(required=True)
    meta = meta_of("badges")


class Version(Document):
    """One version of a badge, `badge|number`; immutable once published. ``rule`` is JSON text."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    number = IntField(required=True)
    recipient = StringField(required=True, choices=("person", "unit"))
    name = StringField(required=True)
    description = StringField(required=True)
    rule = StringField(required=True)
    tiers = ListField(DictField())
    points = IntField(required=True)
    noun = DictField(null=True)
    design = DictField(required=True)
    published_at = DateTimeField()
    expiry = StringField()
    edits = StringField(required=True, choices=("keep", "add_only", "strict"))
    revokes = StringField(required=True, choices=("revoke", "flag"))
    grant_policy = DictField(required=True)
    meta = meta_of("versions", ("badge", "-number"), "recipient")


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
    meta = meta_of("facts", ("employee", "type"), ("employee", "completion"))


class Retraction(Document):
    """A completion that was taken back for one person, `completion|employee`; it may come before the completion."""

    id = StringField(primary_key=True)
    at = DateTimeField(required=True)
    meta = meta_of("retractions")


class Person(Document):
    """The newest known state of an employee; ``body`` is the JSON of `laurel.employee.changed`, ``units`` are those the
    person ever was in; ``hidden``: what they hold is not for others to see."""

    id = StringField(primary_key=True)
    sequence = IntField(required=True)
    active = BooleanField(required=True)
    hidden = BooleanField(required=True)
    units = ListField(StringField())
    body = BinaryField(required=True)
    meta = meta_of("people", "units", "hidden")


class Unit(Document):
    """The newest state of a unit that one lane knows, `unit|lane`: lanes never write each other's rows."""

    id = StringField(primary_key=True)
    unit = StringField(required=True)
    lane = IntField(required=True)
    sequence = IntField(required=True)
    parent = StringField()
    timezone = StringField()
    meta = meta_of("units", "lane")


class Entry(Document):
    """One entry of the points ledger."""

    id = StringField(primary_key=True)
    employee = StringField(required=True)
    pool = StringField()
    amount = FloatField(required=True)
    at = DateTimeField(required=True)
    by_award = BooleanField(required=True)
    meta = meta_of("entries", "employee")


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
    state = StringField(required=True, choices=("active", "expired", "revoked"))
    flagged = BooleanField(required=True)
    reason = StringField()
    grantor = StringField()
    ended_at = DateTimeField()
    expires_at = DateTimeField()
    dependents = StringField(required=True, choices=("cascade", "flag", "keep"))
    meta = meta_of(
        "awards",
        ("person", "-earned_at"),
        ("badge", "person"),
        {"fields": ("badge", "-earned_at", "id"), "partialFilterExpression": {"flagged": True}},
    )


class Evidence(Document):
    """Further pieces of an award's evidence, a thousand a row, `award|0001` and so on."""

    id = StringField(primary_key=True)
    award = StringField(required=True)
    pieces = ListField(StringField())
    meta = meta_of("evidence", "award")


class Holder(Document):
    """One person who holds a badge, `badge|person`, by the award of the highest tier."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    person = StringField(required=True)
    tier = StringField()
    award = StringField(required=True)
    earned_at = DateTimeField(required=True)
    meta = meta_of("holders", ("badge", "-earned_at", "id"), ("badge", "tier", "-earned_at", "id"))


class Total(Document):
    """A number over many people, a row a lane (`what|period|lane`), summed on read: no two workers write the same."""

    id = StringField(primary_key=True)
    what = StringField(required=True)
    period = StringField(required=True)
    lane = IntField(required=True)
    n = IntField(required=True)
    meta = meta_of("totals", "what")


DOCUMENTS: tuple[type[Document], ...] = (
    Badge, Version, Fact, Retraction, Person, Unit, Entry, Award, Evidence, Holder, Total,
)  # fmt: skip
