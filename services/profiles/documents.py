"""What profiles keeps in MongoDB. Handlers and reads use pymongo; these documents say shapes and indexes."""

from typing import Any

from mongoengine import BooleanField, DateTimeField, DictField, Document, IntField, ListField, StringField


def _meta(collection: str, *indexes: Any) -> dict[str, Any]:
    return {"db_alias": "profiles", "collection": collection, "indexes": list(indexes), "auto_create_index": False}


def _unique(path: str, where: str) -> dict[str, Any]:
    """A value may be one document's only; documents without any are left out."""
    return {"fields": [path], "unique": True, "partialFilterExpression": {where: {"$exists": True}}}


class EmployeeDocument(Document):
    """One employee, as `domain.people.Employee`; ``words`` and ``sort_name`` are the name as searched and sorted."""

    id = StringField(primary_key=True)
    display_name = StringField(required=True)
    sort_name = StringField(required=True)
    words = ListField(StringField())
    emails = ListField(StringField())
    state = StringField(required=True, choices=("active", "left", "erased"))
    joined_at = DateTimeField(required=True)
    left_at = DateTimeField()
    timezone = ListField(DictField())
    locale = ListField(DictField())
    roles = ListField(DictField())
    attributes = DictField()
    memberships = ListField(DictField())
    manager = StringField()
    calendar = DictField()
    privacy = DictField()
    identities = ListField(DictField())

    meta = _meta(
        "employees",
        _unique("emails", "emails.0"),
        _unique("identities.hash", "identities.0.hash"),
        ["sort_name", "id"],
        ["words", "state"],
        "state",
        ["memberships.unit"],
    )


class UnitDocument(Document):
    """One unit, as `domain.people.Unit`."""

    id = StringField(primary_key=True)
    name = StringField(required=True)
    parent = StringField()
    managers = ListField(StringField())
    timezone = StringField()

    meta = _meta("units", "managers")


class FeedDocument(Document):
    """One item of the feed, as `domain.feed.Item`, by its natural key."""

    id = StringField(primary_key=True)
    kind = StringField(required=True)
    at = DateTimeField(required=True)
    granted_at = DateTimeField()
    people = ListField(StringField())
    unit = StringField()
    revision = IntField(required=True)
    gone = BooleanField(required=True)
    award = StringField()
    badge = StringField()
    tier = StringField()
    kudos = StringField()
    challenge = StringField()

    meta = _meta("feed", ["gone", "-at", "-id"], ["people", "-at"])


class ChallengeDocument(Document):
    """What each lane knows of a challenge (`lane|challenge`): for which unit it is."""

    id = StringField(primary_key=True)
    unit = StringField(required=True)
    version = IntField(required=True)

    meta = _meta("challenges")


DOCUMENTS = (EmployeeDocument, UnitDocument, FeedDocument, ChallengeDocument)
