"""What holders decide: to publish an award, under which name, with or without what counted; and to withdraw it."""

import secrets
from typing import Any
from uuid import uuid4

from services.badges.credentials.building import identity_of
from services.badges.credentials.multibase import base58
from services.badges.credentials.requests import PublishCredential
from services.badges.credentials.statuses import free_place, status_of
from shared.auth import Principal
from shared.delivery.transaction import Transaction
from shared.http import Problem, require
from shared.store import Row

Json = dict[str, Any]


def publish(tx: Transaction, who: Principal, said: PublishCredential) -> Json:
    """Publish an award of one's own. Published again it keeps its address, under what is said now."""
    award = own_award(tx, who, said.award)
    if status_of(award, tx.now) == "revoked":
        raise Problem(409, "an award that was taken back can't be published", [("award", "it was revoked")])
    chosen = {"name": said.name, "evidence": said.evidence, "withdrawn_at": None}
    known = tx.db.credentials.find_one({"award": said.award})
    if known is None:
        tx.db.credentials.insert_one(_fresh(tx, award) | chosen | _recognisable(said.email, secrets.token_hex(16)))
    else:
        again = {} if known["withdrawn_at"] is None else {"published_at": tx.now}
        told = chosen | again | _recognisable(said.email, known["salt"])
        tx.db.credentials.update_one({"_id": known["_id"]}, {"$set": told})
    return {"award": said.award}


def withdraw(tx: Transaction, who: Principal, award: str) -> Json:
    """Take a published award back out of the public; one that is not published stays so."""
    own_award(tx, who, award)
    gone = {"withdrawn_at": tx.now, "issued": None}
    tx.db.credentials.update_one({"award": award, "withdrawn_at": None}, {"$set": gone})
    return {"award": award}


def own_award(tx: Transaction, who: Principal, award: str) -> Row:
    """The award, whose holder's row is taken; 404 where there is none, 403 where it is another's."""
    found = tx.db.awards.find_one({"_id": award})
    if found is None:
        raise Problem(404, f"there is no award {award}", [("award", "unknown")])
    require(found["person"] == who.employee, "publish or withdraw what somebody else has earned")
    tx.touch(who.employee)
    return found


def forget(tx: Transaction, person: str) -> None:
    """Erase what was published of a person; places among the statuses stay taken, and say that nothing stands."""
    awards = [row["_id"] for row in tx.db.awards.find({"person": person}, {"_id": 1})]
    nobody: Row = {"person": "", "name": "", "identity": None, "salt": ""}
    erased = nobody | {"issued": None, "withdrawn_at": tx.now, "revoked": True}
    tx.db.credentials.update_many({"$or": [{"person": person}, {"award": {"$in": awards}}]}, {"$set": erased})


def _fresh(tx: Transaction, award: Row) -> Row:
    number, index = free_place(tx.db)
    names = {"_id": base58(secrets.token_bytes(16))[1:], "subject": f"urn:uuid:{uuid4()}"}
    place = {"status_list": number, "status_index": index, "revoked": False}
    of = {"award": award["_id"]} | {name: award[name] for name in ("badge", "version", "tier", "person")}
    return names | place | of | {"published_at": tx.now, "issued": None}


def _recognisable(email: str | None, salt: str) -> Row:
    return {"salt": salt, "identity": identity_of(email, salt) if email else None}
