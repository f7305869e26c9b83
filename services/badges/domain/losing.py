"""What becomes of an award that its holder is no longer entitled to: a late fact takes nothing away, it only flags;
what rests on something that was taken back goes with it, or stays, as was chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.badges.domain.awards import Award
from services.badges.domain.editions import Edition
from services.badges.domain.recalled import Records
from services.badges.domain.settling import Verdict

OF_DEPENDENTS: dict[str, Verdict] = {"cascade": "revoke", "flag": "flag", "keep": "keep"}
WORST: tuple[Verdict, ...] = ("revoke", "flag", "keep")


@dataclass(frozen=True)
class Losing:
    """Judges the awards of one edition; ``awards`` are all of the holder's, and of a unit's members."""

    edition: Edition
    awards: Iterable[Award]
    records: Records

    def verdict(self, award: Award) -> Verdict:
        """By the worst of what was taken back from under it."""
        found = set(self._verdicts(award))
        return next((one for one in WORST if one in found), "flag")

    def _verdicts(self, award: Award) -> Iterator[Verdict]:
        ids = {one.id for one in self.awards}
        if self.records.gone(piece for piece in award.evidence if piece not in ids):
            yield self.edition.version.revokes
        if "points" in self.edition.reads and self.records.compensated(award.earned_at):
            yield self.edition.version.revokes
        for revoked in self._revoked_under(award):
            yield OF_DEPENDENTS[revoked.dependents]

    def _revoked_under(self, award: Award) -> Iterator[Award]:
        """Revoked awards that it may have rested on, and that were not earned again."""
        kept = {(one.person, one.badge, one.key) for one in self.awards if one.counts}
        for one in self.awards:
            gone = not one.counts and (one.person, one.badge, one.key) not in kept
            if gone and (one.id in award.evidence or self._asked_for(one, award)):
                yield one

    def _asked_for(self, revoked: Award, award: Award) -> bool:
        return self.edition.asks_for([revoked.badge]) and revoked.earned_at <= award.earned_at
