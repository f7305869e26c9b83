"""What recognition keeps in MongoDB; reads and writes use pymongo."""

from typing import Any

from mongoengine import BooleanField, DateTimeField, DictField, Document, IntField, ListField, StringField


def _meta(collection: str, *indexes: Any) -> dict[str, Any]:
    return {"db_alias": "recognition", "collection": collection, "indexes": list(indexes), "auto_create_index": False}


class PersonDocument(Document):
    """An employee as last heard of, as `domain.Person`."""

    id = StringField(primary_key=True)
    sequence = IntField(required=True)
    state = StringField(required=True)
    timezone = ListField(DictField())
    hidden = BooleanField(required=True)

    meta = _meta("people")


class KudosDocument(Document):
    """Kudos, as `domain.Kudos`."""

    id = StringField(primary_key=True)
    giver = StringField(required=True)
    receiver = StringField(required=True)
    reason = StringField(required=True)
    value = StringField()
    occurred_at = DateTimeField(required=True)
    day = StringField(required=True)

    meta = _meta("kudos", ["giver", "day"], ["giver", "-occurred_at", "-id"], ["receiver", "-occurred_at", "-id"])


DOCUMENTS = (PersonDocument, KudosDocument)
