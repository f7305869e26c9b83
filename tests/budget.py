"""How long tests look at random examples: in each run at a few, the same ones; `make properties` at many others."""

import os
from collections.abc import Collection

from hypothesis import HealthCheck, Phase, settings

BUDGET = int(os.environ.get("LAUREL_PROPERTIES", "1"))
"""How many times as long to look as every test run does."""
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Where making an example smaller would take longer than a test may."""


def often(examples: int, phases: Collection[Phase] = tuple(Phase)) -> settings:
    """So many examples, times the budget; none is too slow or too large, and fixtures are theirs together."""
    return settings(
        max_examples=examples * BUDGET, deadline=None, suppress_health_check=list(HealthCheck), phases=phases
    )
