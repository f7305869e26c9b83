"""What intake keeps in MongoDB. Every collection is declared here; hot paths write with pymongo."""

from typing import Any

import mongoengine as me
from pymongo.database import Database

from shared.store import Row, ensure_indexes

RECEIVED_BYTES = 128 * 1024 * 1024
KEEP_RATES = 3600
KEEP_QUARANTINE = 30 * 86_400
"""As long as the bus keeps events: time enough to look into a conflict. What its (source, id) stands for stays, and a
source that sends other bodies under old ids every night would fill the disk."""


def _meta(collection: str, *indexes: Any) -> dict[str, Any]:
    return {"db_alias": "intake", "collection": collection, "indexes": list(indexes), "auto_create_index": False}


class Source(me.Document):
    """A system that may report. ``refused`` counts what it sent and was turned away."""

    id = me.StringField(primary_key=True)
    name = me.StringField(required=True)
    description = me.StringField()
    rate_per_minute = me.IntField()
    refused = me.IntField()
    created_at = me.DateTimeField()
    meta = _meta("sources")


class Key(me.Document):
    """A source's key: the SHA-256 of its secret, the ids of the sources that it may write."""

    id = me.StringField(primary_key=True)
    hash = me.StringField(required=True)
    prefix = me.StringField()
    name = me.StringField()
    source = me.StringField()
    sources = me.ListField(me.StringField())
    created_at = me.DateTimeField()
    created_by = me.StringField()
    last_used_at = me.DateTimeField()
    expires_at = me.DateTimeField()
    revoked_at = me.DateTimeField()
    meta = _meta("keys", {"fields": ["hash"], "unique": True}, {"fields": ["source", "created_at"]})


class Completion(me.Document):
    """A completion, a retraction, or the tombstone of a completion that was retracted before it came (``kind``).

    It is its own outbox row: ``due`` ([employee, role]) is what is still to be published, in the order of ``seq``,
    which the server assigns. ``unlinked`` are identities that nobody is known to have; ``people`` {identity, role,
    employee}."""

    id = me.StringField(primary_key=True)
    kind = me.StringField()
    source = me.StringField()
    event_id = me.StringField()
    type = me.StringField()
    subject = me.StringField()
    occurred_at = me.DateTimeField()
    received_at = me.DateTimeField()
    object = me.DictField()
    result = me.DictField()
    data = me.DictField()
    evidence_url = me.StringField()
    flags = me.ListField(me.StringField())
    fingerprint = me.BinaryField()
    people = me.ListField(me.DictField())
    unlinked = me.ListField(me.StringField())
    due = me.ListField(me.ListField(me.StringField()))
    seq = me.DynamicField()
    retracts = me.StringField()
    retracted_by = me.StringField()
    published_at = me.DateTimeField()
    meta = _meta(
        "completions",
        {"fields": ["seq"], "name": "outbox", "partialFilterExpression": {"due": {"$exists": True}}},
        {"fields": ["unlinked", "seq"], "name": "parked", "partialFilterExpression": {"unlinked": {"$exists": True}}},
        {"fields": ["source"], "name": "parked_by_source", "partialFilterExpression": {"unlinked": {"$exists": True}}},
        {"fields": ["source", "-seq"], "name": "recent"},
    )


class Identity(me.Document):
    """Who an outside identity (its HMAC) is. ``parked`` counts the completions that were parked for it; ``next`` is
    who it becomes as soon as they are linked."""

    id = me.StringField(primary_key=True)
    employee = me.StringField()
    next = me.StringField()
    parked = me.IntField()
    meta = _meta("identities")


class Person(me.Document):
    """The identities that an employee has, as of ``sequence``."""

    id = me.StringField(primary_key=True)
    sequence = me.IntField()
    identities = me.ListField(me.StringField())
    meta = _meta("people")


class Quarantined(me.Document):
    """A body that conflicts with what its (source, id) stands for already, once however often it comes; it is kept for
    a while, to be looked into."""

    id = me.StringField(primary_key=True)
    completion = me.StringField()
    source = me.StringField()
    event_id = me.StringField()
    reason = me.StringField()
    body = me.BinaryField()
    received_at = me.DateTimeField()
    meta = _meta(
        "quarantine",
        {"fields": ["source", "received_at"]},
        {"fields": ["received_at"], "expireAfterSeconds": KEEP_QUARANTINE},
    )


class Received(me.Document):
    """What was turned away or known already, for the admin's screen; the oldest make room (a capped collection)."""

    source = me.StringField()
    status = me.StringField()
    seq = me.DynamicField()
    meta = _meta("received", {"fields": ["source", "-seq"]}, {"fields": ["source", "status", "-seq"]})


class CompletionType(me.Document):
    """What a source has reported of one type: how often, when last, and names of some objects."""

    id = me.StringField(primary_key=True)
    type = me.StringField()
    source = me.StringField()
    count = me.IntField()
    last_seen = me.DateTimeField()
    samples = me.ListField(me.StringField())
    meta = _meta("types", {"fields": ["-count", "id"]}, {"fields": ["source"]})


class Rate(me.Document):
    """How many events of one source one minute has let in, over all processes."""

    id = me.StringField(primary_key=True)
    taken = me.IntField()
    at = me.DateTimeField()
    meta = _meta("rates", {"fields": ["at"], "expireAfterSeconds": KEEP_RATES})


DOCUMENTS = (Source, Key, Completion, Identity, Person, Quarantined, Received, CompletionType, Rate)


def prepare(db: Database[Row]) -> None:
    """Make what is missing of the collections and indexes."""
    if "received" not in db.list_collection_names():
        db.create_collection("received", capped=True, size=RECEIVED_BYTES)
    ensure_indexes(db, DOCUMENTS)
