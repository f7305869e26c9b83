"""Badges of units, over what all of a unit's members do and those of the units below it; teams.sql says them in SQL."""

from tests.proof.saying import TMA, badge, count, distinct, of

UNIT = {"recipient": "unit"}
BADGES = (
    badge("together", count(20), more=UNIT, bronze=20, silver=150, gold=5000),
    badge("many-hands", distinct("employee", 10, of()), more=UNIT),
    badge("good-month", count(8, calendar="month"), more=UNIT),
    badge("of-each-module", count(6, TMA), more=UNIT | {"repeat": {"per": "data.module"}}),
)
