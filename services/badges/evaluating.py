"""Judging a batch's people: bulk reads, the pure rules, bulk writes; the round trips do not grow with the batch."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from services.badges import catalog, rows
from services.badges.batch import Batch
from services.badges.domain.awards import Award, Change
from services.badges.domain.editions import Book, Edition
from services.badges.domain.judging import Case, due, judge
from services.badges.granting import grant
from services.badges.loading import facts_of, load_cases, types_of
from services.badges.remembering import Known, offer, recall
from shared.criteria import Fact, Types

Superseded = Mapping[tuple[str, int], Edition]


def evaluate(batch: Batch) -> None:
    """Judge everyone of whom something has changed by every badge that it may concern, and write what follows."""
    if not batch.dirt:
        offer(batch, recall(batch))
        return
    db = batch.tx.db
    book = catalog.book(db)
    known = recall(batch)
    awards = _awards(batch, known)
    granted_under = {(one.badge, one.version) for held in awards.values() for one in held if one.stands}
    superseded = catalog.superseded(db, book, granted_under)
    pending = {
        person: editions
        for person, dirt in batch.dirt.items()
        if (editions := due(dirt, book, awards.get(person, ()), superseded))
    }
    if pending:
        editions = _looked_at(pending, book, superseded)
        facts = _facts(batch, pending, known, types_of(editions))
        of = {person: known_facts for person, (_, known_facts) in facts.items()}
        cases = load_cases(db, batch.tx.lane, pending, awards, editions, of)
        changes = {person: judge(cases[person], pending[person], book, superseded, batch.tx.now) for person in pending}
        grant(batch, awards, changes)
        _set_alarms(batch, pending, cases, changes, book)
        known |= {person: _known(batch, facts[person][0], cases[person], changes[person]) for person in pending}
    offer(batch, known)


def _awards(batch: Batch, known: Mapping[str, Known]) -> dict[str, Sequence[Award]]:
    """The awards of everyone of whom something has changed."""
    unknown = [person for person in batch.dirt if person not in known]
    read = rows.awards_of(batch.tx.db, unknown) if unknown else {}
    return {person: known[person].awards if person in known else read.get(person, ()) for person in batch.dirt}


def _facts(
    batch: Batch, people: Iterable[str], known: Mapping[str, Known], types: Types
) -> dict[str, tuple[Types, Sequence[Fact]]]:
    """The facts of these people, of at least these types. Whose are not all known are read anew, all that were known
    included, so that two kinds of events in turns do not push each other out."""
    enough = {person: one for person in people if (one := known.get(person)) and one.covers(types)}
    unread = [person for person in people if person not in enough]
    wide = reduce(or_, (known[person].types for person in unread if person in known), types)
    read = facts_of(batch.tx.db, unread, wide)
    return {person: (wide, read.get(person, ())) for person in unread} | {
        person: (one.types, one.facts) for person, one in enough.items()
    }


def _known(batch: Batch, types: Types, case: Case, changes: Iterable[Change]) -> Known:
    """What is known of a person after this batch."""
    awards = {award.id: award for award in case.awards} | {change.award.id: change.award for change in changes}
    return Known(batch.tx.revs[case.person.id], types, case.facts, tuple(awards.values()))


def _looked_at(pending: Mapping[str, set[Edition]], book: Book, superseded: Superseded) -> set[Edition]:
    """Every edition that may be judged in this batch: the due ones, and those that look at awards or at the clock."""
    found = {edition for editions in pending.values() for edition in editions}
    if any("clock" in edition.reads for edition in found):
        found.update(book.timed)
    looking = [*book.looking, *(one for one in superseded.values() if "awards" in one.reads)]
    while more := {one for one in looking if one not in found and one.asks_for(other.badge for other in found)}:
        found |= more
    again = {book.live[one.badge] for one in found if not one.live and one.badge in book.live}
    return found | again


def _set_alarms(
    batch: Batch,
    pending: Mapping[str, set[Edition]],
    cases: Mapping[str, Case],
    changes: Mapping[str, list[Change]],
    book: Book,
) -> None:
    """For whom time alone may bring something about: one timer a person, at the first such instant."""
    people = [person for person, editions in pending.items() if any("clock" in one.reads for one in editions)]
    if not people:
        return
    set_for = {
        row["_id"]: row["due_at"] for row in batch.tx.db.timers.find({"_id": {"$in": [alarm(one) for one in people]}})
    }
    for person in people:
        at = _next_instant(cases[person], changes[person], book, batch.tx.now)
        if at and set_for.get(alarm(person)) != at:
            batch.tx.schedule(alarm(person), "wake", at, {"person": person}, lane=batch.tx.lane)


def _next_instant(case: Case, changes: list[Change], book: Book, now: datetime) -> datetime | None:
    awards = {award.id: award for award in case.awards} | {change.award.id: change.award for change in changes}
    history = case.history(awards.values(), now)
    instants = (edition.compiled.wakes(history) for edition in book.timed)
    at = min((instant for instant in instants if instant), default=None)
    return at and _whole_millisecond(at)


def _whole_millisecond(at: datetime) -> datetime:
    """The first moment that the store can keep at which the instant has come."""
    whole = at.replace(microsecond=at.microsecond // 1000 * 1000)
    return whole if whole == at else datetime.fromtimestamp(whole.timestamp() + 0.001, tz=at.tzinfo)


def alarm(person: str) -> str:
    """The key of a person's timer."""
    return f"wake|{person}"
