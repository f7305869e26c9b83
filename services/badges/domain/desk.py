"""One person on the desk: their states and awards while a batch is judged, and every change that follows, badges that
ask for badges included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from services.badges.domain.awards import Award, Change, scope_key
from services.badges.domain.editions import Edition
from services.badges.domain.judging import INPUTS, Dirt
from services.badges.domain.losing import Losing
from services.badges.domain.recalled import Known, Recipient, RecipientUnit, Records
from services.badges.domain.renewing import entitled_anew
from services.badges.domain.ruling import Ruling
from services.badges.domain.settling import ended, settle
from shared.criteria import Award as Seen
from shared.criteria import Change as Told
from shared.criteria import Entitlement, Folded, History, News, Wanted

MOST_TURNS = 10
"""Times as many turns as there are editions before badges that keep changing each other are given up."""
EVERY_SCOPE = "*"


class Endless(Exception):
    """Badges keep changing each other: superseded versions that ask for each other in a circle."""


def unknown(ruling: Ruling, awards: Iterable[Award], mark: int = 0) -> Known:
    """What is known of one of whom nothing but their awards is."""
    folded = Folded(ruling.plan, fresh=True)
    return Known(folded, {award.id: award for award in awards}, len(ruling.added), mark=mark)


@dataclass
class Desk:
    """Judges one recipient; ``changes`` are those of their awards, in order. ``_pending``: what editions now entitle
    to, by edition and scope, not yet squared with awards."""

    ruling: Ruling
    recipient: Recipient | RecipientUnit
    known: Known
    records: Records
    now: datetime
    changes: list[Change] = field(default_factory=list)
    _pending: dict[str, dict[str, list[Entitlement]]] = field(default_factory=dict)

    def judge(self, dirt: Dirt) -> list[Change]:
        """Take in what changed, and settle awards until they agree with every edition."""
        self._expire(dirt.expired)
        for change in dirt.by_hand:
            self._take(change)
        published = self.ruling.added[self.known.judged_up_to :]
        self.known.judged_up_to = len(self.ruling.added)
        for edition in map(self.ruling.edition, published):
            self._expect_holders(edition)
        for edition in self._apart():
            if edition.name in published or dirt.concerns(edition):
                self._pending[edition.name] = {}
        self._hear(dirt.news(name for name in published if name in self.ruling.plan.rulings))
        for _ in range(MOST_TURNS * (len(self.ruling.added) + 1)):
            if not self._pending:
                return self.changes
            self._settle_next()
        raise Endless(f"the badges of {self.recipient.id} come to no rest: {sorted(self._pending)}")

    def judge_anew(self, dirt: Dirt) -> list[Change]:
        """The same for one of whom nothing was known: ``dirt`` is all there is of them. What they hold and are no
        longer entitled to is settled too: an edition that has nothing to tell was not silent before."""
        for award in self.known.awards.values():
            if award.edition in self.ruling.plan.rulings:
                self._expect(self.ruling.edition(award.edition), award)
        dirt.inputs |= INPUTS
        return self.judge(dirt)

    def next_alarm(self) -> datetime | None:
        """The next instant at which time alone may bring something about."""
        instants = [self.known.folded.wakes(self._history())]
        instants += [one.compiled.wakes(self._past(one, [])) for one in self._apart() if "clock" in one.reads]
        return min((at for at in instants if at), default=None)

    def _expire(self, names: Iterable[str]) -> None:
        """End these awards at their time, if they stand and it has not been moved on; as facts they count still."""
        for award in [self.known.awards[name] for name in sorted(names) if name in self.known.awards]:
            if award.stands and award.expires_at and award.expires_at <= self.now:
                self._take(Change("expired", ended(award, "expired", "time", award.expires_at)))

    def _take(self, change: Change) -> None:
        """Something befell an award that no rule has a say in; rules look at what it is now."""
        self.known.awards[change.award.id] = change.award
        self.changes.append(change)
        if change.kind != "expired":
            self._follow(self.ruling.edition(change.award.edition), [change])

    def _expect_holders(self, edition: Edition) -> None:
        """What is held under an earlier version is squared with this one, where it judges holders."""
        for award in self._held(edition.badge):
            if edition.judges_holders_of(award.version):
                self._expect(edition, award)

    def _expect(self, edition: Edition, award: Award) -> None:
        scope = EVERY_SCOPE if edition.by_ordinal else scope_key(award.scope)
        self._pending.setdefault(edition.name, {}).setdefault(scope, [])

    def _settle_next(self) -> None:
        """Settle the edition that no other pending one can change, and hear what follows from it."""
        edition = min(map(self.ruling.edition, self._pending), key=lambda one: one.place)
        made = list(self._settled(edition, self._pending.pop(edition.name)))
        for change in made:
            self.known.awards[change.award.id] = change.award
        if made:
            self.changes += made
            self._follow(edition, made)

    def _settled(self, edition: Edition, wanted: dict[str, list[Entitlement]]) -> Iterator[Change]:
        everyone = [*self.known.awards.values(), *self.recipient.members_awards]
        held, losing = self._held(edition.badge), Losing(edition, everyone, self.records)
        if edition in self._apart():
            entitled = entitled_anew(edition, held, self._judged_plainly)
            yield from settle(edition, entitled, held, lost=losing.verdict, now=self.now)
            return
        for scope, entitlements in wanted.items():
            there = [award for award in held if scope in {EVERY_SCOPE, scope_key(award.scope)}]
            yield from settle(edition, entitlements, there, lost=losing.verdict, now=self.now)

    def _follow(self, edition: Edition, made: list[Change]) -> None:
        """Awards are facts to others; and where a superseded edition has taken one back, the live one may grant."""
        live = self.ruling.book.live.get(edition.badge)
        if live and any(change.kind == "revoked" for change in made):
            self._ask(live)
        asking = self.ruling.asking_for(edition.badge)
        if any(not one.renews for one in asking):
            self._hear(News(changed=frozenset({"awards"})))
        for one in self._apart():
            if one in asking and one is not edition:
                self._pending.setdefault(one.name, {})

    def _hear(self, news: News) -> None:
        for told in self.known.folded.take(news, self._history(), self.records.fetch):
            self._note(told)

    def _note(self, told: Told) -> None:
        edition = self.ruling.edition(told.name)
        scope = EVERY_SCOPE if edition.by_ordinal else scope_key(told.scope)
        self._pending.setdefault(told.name, {})[scope] = list(told.entitlements)

    def _ask(self, edition: Edition) -> None:
        """Look at all that an edition entitles to, whether or not it was told before."""
        found: dict[str, list[Entitlement]] = {}
        for one in edition.compiled.judge(self._past(edition, [])):
            found.setdefault(EVERY_SCOPE if edition.by_ordinal else scope_key(one.scope), []).append(one)
        self._pending.setdefault(edition.name, {}).update(found)

    def _apart(self) -> list[Edition]:
        """The editions that are judged plainly for this recipient: that renew themselves, or whose award someone
        revoked by hand."""
        barred = {award.badge for award in self.known.awards.values() if award.barred_at}
        live = [self.ruling.book.live[badge] for badge in sorted(barred) if badge in self.ruling.book.live]
        held = {award.edition for award in self.known.awards.values()}
        renewing = [one for one in self.ruling.renewing.values() if one.live or one.name in held]
        return [*renewing, *(one for one in live if one not in renewing)]

    def _held(self, badge: str) -> list[Award]:
        return [award for award in self.known.awards.values() if award.badge == badge]

    def _seen(self) -> list[Seen]:
        return [award.seen() for award in self.known.awards.values() if award.entitled]

    def _history(self) -> History:
        return self.recipient.history((), (), self._seen(), self.now)

    def _judged_plainly(self, edition: Edition, own: list[Seen], since: datetime | None) -> list[Entitlement]:
        compiled = edition.compiled if since is None else edition.since(since)
        return compiled.judge(self._past(edition, own))

    def _past(self, edition: Edition, own: Iterable[Seen]) -> History:
        """All that an edition looks at, with these awards of its own badge."""
        past = self.records.fetch(Wanted(types=edition.compiled.types, entries="points" in edition.reads))
        others = [award for award in self._seen() if award.badge != edition.badge]
        return self.recipient.history(past.facts, past.entries, [*others, *own], self.now)
