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
