"""People and kudos in MongoDB."""

from collections.abc import Iterable

from pymongo.database import Database

from services.recognition.domain import Kudos, Person
from shared.store import Row


def load_people(db: Database[Row], ids: Iterable[str]) -> dict[str, Person]:
    """The people with these ids; unknown ones are absent."""
    found = db.people.find({"_id": {"$in": list(ids)}})
    return {row["_id"]: Person.model_validate(row | {"id": row["_id"]}) for row in found}


def load_kudos(db: Database[Row], ids: Iterable[str]) -> list[Kudos]:
    """The kudos with these ids; unknown ones are absent."""
    return [kudos_of(row) for row in db.kudos.find({"_id": {"$in": list(ids)}})]


def kudos_of(row: Row) -> Kudos:
    """The kudos that a row is."""
    return Kudos.model_validate(row | {"id": row["_id"]})


def hidden_among(db: Database[Row], people: Iterable[str]) -> set[str]:
    """Which of these people hide from the feed, or are gone for good."""
    hides = {"_id": {"$in": list(people)}, "$or": [{"hidden": True}, {"state": "erased"}]}
    return {row["_id"] for row in db.people.find(hides, {"_id": 1})}
