"""How often a rule may be fulfilled, and in which tiers."""

from typing import Annotated

from pydantic import Field

from shared.criteria.language.values import Name, Path, Positive, Strict
from shared.criteria.language.windows import CalendarPeriod


class PerPeriod(Strict):
    """Once in each local calendar period."""

    per_period: CalendarPeriod


class Every(Strict):
    """At each multiple of this threshold."""

    every: Positive


class PerPath(Strict):
    """Once for each value of this path."""

    per: Path


class Tier(Strict):
    """One step of a badge: bronze, silver, gold…"""

    id: Name
    at_least: Annotated[Positive, Field()]
