"""Commands about one person's awards: judged and written as everything else about them is, with the decision itself."""

import uuid
from collections.abc import Callable

from services.badges import catalog, rows
from services.badges.batch import Batch
from services.badges.correcting import requests
from services.badges.domain import by_hand
from services.badges.domain.awards import UNIT, Award, Change
from services.badges.domain.editions import Edition
from services.badges.domain.policy import GrantPolicy
from services.badges.evaluating import evaluate
from services.badges.granting import grant
from services.badges.units.telling import Touch, tell
from shared.auth import Principal
from shared.delivery.transaction import Transaction
from shared.events.envelope import is_person
from shared.http import Problem, require
from shared.store import Row


def revoke(tx: Transaction, who: Principal, said: requests.RevokeAward) -> Row:
    """Take an award back; what rests on it goes, is flagged, or is kept."""
    award = _award(tx, said.award)
    if not award.counts:
        raise Problem(409, "the award was revoked already", [("award", "is revoked")])
    return _act(tx, who, "revoked", by_hand.revoked(award, said.dependents, tx.now), said.reason, award.id)


def give(tx: Transaction, who: Principal, said: requests.GiveBadge) -> Row:
    """Give a badge to somebody, as far as its policy lets one."""
    edition = catalog.book(tx.db).live.get(said.badge)
    if edition is None:
        raise Problem(404, f"there is no live badge {said.badge}", [("badge", "unknown, or not live")])
    _check_tier(edition, said.tier)
    _check_policy(tx, who, said, edition.version.grant_policy)
    tx.touch(said.person)
    held = _held(tx, said.person, said.badge)
    if any(award.stands and award.key == (said.tier, "null") for award in held):
        raise Problem(409, "they hold it already", [("person", f"holds {said.badge}")])
    earned_at = said.earned_at or tx.now
    change = by_hand.given(edition, said.person, said.tier, who.employee, held, tx.now, earned_at)
    return _act(tx, who, "given", change, said.reason, change.award.id)


def appeal(tx: Transaction, who: Principal, said: requests.Appeal) -> Row:
    """Object to a revocation of one's own award, once."""
    award = _award(tx, said.award)
    require(award.person == who.employee, "appeal for somebody else")
    if award.counts:
        raise Problem(409, "the award stands", [("award", "only what was revoked can be appealed")])
    if tx.db.appeals.find_one({"_id": award.id}):
        raise Problem(409, "there is an appeal already", [("award", "was appealed")])
    row = {"badge": award.badge, "person": award.person, "text": said.text, "state": "open", "at": tx.now}
    tx.db.appeals.insert_one({"_id": award.id, **row})
    _note(tx, who, "appealed", award, said.text)
    return {"award": award.id}


def decide(tx: Transaction, who: Principal, said: requests.DecideAppeal) -> Row:
    """Answer an appeal; reinstating gives the award back as its next generation."""
    found = tx.db.appeals.find_one_and_update({"_id": said.appeal, "state": "open"}, {"$set": {"state": said.decision}})
    if found is None:
        raise Problem(404, "there is no open appeal of this award", [("appeal", "unknown, or decided")])
    award = _award(tx, said.appeal)
    require(award.person != who.employee, "decide about yourself")
    if said.decision == "upheld":
        _note(tx, who, "upheld", award, said.text)
        return {"award": award.id}
    held = _held(tx, award.person, award.badge)
    if any(one.stands and one.key == award.key for one in held):
        raise Problem(409, "they hold it already", [("appeal", "was earned again meanwhile: uphold it")])
    change = by_hand.reinstated(award, who.employee, held, tx.now)
    return _act(tx, who, "reinstated", change, said.text, award.id)


def _act(tx: Transaction, who: Principal, kind: str, change: Change, text: str, about: str) -> Row:
    """Judge the person with the change, and keep what was decided; ``about`` is the award that it is told of. A unit
    may be too large to be judged here: its lane is told to."""
    batch, holder = Batch(tx), change.award.person
    if is_person(holder):
        batch.dirt[holder].by_hand.append(change)
        evaluate(batch)
    else:
        grant(batch, rows.awards_of(tx.db, [holder]), {holder: [change]})
        tell(batch, holder.removeprefix(UNIT), Touch(awards=True))
    _note(tx, who, kind, change.award, text, about)
    return {"award": change.award.id}


def _note(tx: Transaction, who: Principal, kind: str, award: Award, text: str, about: str | None = None) -> None:
    row = {"kind": kind, "award": about or award.id, "badge": award.badge, "person": award.person}
    tx.db.decisions.insert_one({"_id": str(uuid.uuid4()), **row, "by": who.employee, "text": text, "at": tx.now})


def _award(tx: Transaction, name: str) -> Award:
    """The award, with its holder's row taken: nobody else judges them until the end."""
    row = tx.db.awards.find_one({"_id": name}, {"person": 1})
    if row is None:
        raise Problem(404, "there is no such award", [("award", "unknown")])
    tx.touch(row["person"])
    return rows.whole_awards(tx.db, tx.db.awards.find({"_id": name}))[0]


def _held(tx: Transaction, person: str, badge: str) -> list[Award]:
    return rows.whole_awards(tx.db, tx.db.awards.find({"person": person, "badge": badge}))


def _check_tier(edition: Edition, tier: str | None) -> None:
    if tier not in edition.tiers:
        known = ", ".join(str(one) for one in edition.tiers if one) or "none: leave it out"
        raise Problem(422, f"{edition.badge} has no such tier", [("tier", f"known are {known}")])
    if edition.version.rule.repeat != "once":
        raise Problem(422, f"{edition.badge} is earned again and again", [("badge", "can't be given by hand")])


MAY: dict[str, Callable[[Principal], bool]] = {
    "nobody": lambda _: False,
    "admins": lambda who: who.admin,
    "managers": lambda who: who.admin or bool(who.units),
    "everyone": lambda _: True,
}


def _check_policy(tx: Transaction, who: Principal, said: requests.GiveBadge, policy: GrantPolicy) -> None:
    require(MAY[policy.who](who), "give this badge")
    if said.person == who.employee:
        raise Problem(422, "nobody gives a badge to themselves", [("person", "is you")])
    if said.earned_at and (said.earned_at > tx.now or not who.admin):
        raise Problem(422, "this is no moment to give it as of", [("earned_at", "the past, and for administrators")])
    if tx.db.people.find_one({"_id": said.person, "active": True}, {"_id": 1}) is None:
        raise Problem(404, "there is no such person", [("person", "unknown, or not here any more")])
    tx.touch(f"giver:{who.employee}")  # two grants of one giver follow one another: neither overlooks the other
    since = policy.since(tx.now)
    before = {"badge": said.badge, "by": who.employee, "kind": "given", "at": {"$gt": since}}
    if policy.exhausted(tx.db.decisions.count_documents(before)):
        most = f"you may give it {policy.most} times in {policy.days} days"
        raise Problem(409, "you have given this badge as often as you may", [("badge", most)])
