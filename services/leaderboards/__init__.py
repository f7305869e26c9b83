"""Leaderboards: what everyone's learning is worth in points, and who stands where.

Owns the points ledger (insert-only, MongoDB) with the totals of each person and period, the scoring rules in their
versions, and the boards (Redis, rebuilt from the totals at any time). Consumes completions, profiles, badges,
challenges and recognition. Emits `laurel.points.posted.v1` on `points`, one for each entry.

The ledger always equals what the facts and the rules in force say; whatever changes that (a late or retracted fact, an
amended award, another rule, a membership corrected in the past) posts the difference: the opposite of what was posted,
at its own moment, and what is due instead. Facts of somebody whose profile is not known yet wait for it."""
