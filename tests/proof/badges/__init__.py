"""The badges of the proof, a module for each file of SQL."""

from tests.proof.badges import conditions, counting, first, metas, points, repeats, standing, streaks, teams

BADGES = (
    *first.BADGES,
    *conditions.BADGES,
    *counting.BADGES,
    *streaks.BADGES,
    *standing.BADGES,
    *repeats.BADGES,
    *points.BADGES,
    *metas.BADGES,
    *teams.BADGES,
)
"""Published in this order: what asks for other badges comes after them."""
FEW = (*first.BADGES, *points.BADGES, *teams.BADGES)
"""Some that ask for no other badge: what is counted, summed and told apart, in tiers and windows, points, and teams."""
