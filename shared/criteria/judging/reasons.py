"""Why a fact did not count: a code, and what it takes to say it in words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Codes and their arguments:

    `role` {role, wanted[]} · `condition` {path, op, found, wanted} · `condition_path` {path, op, found, other, wanted}
    · `any` {} · `not` {} (a combination failed or held) · `outside` {} (of the window) · `before_start` {} · `scope` {}
    · `same_completion` {earlier} · `credited` {earlier, object} · `cap` {n, per} · `star` {} (an award not looked at)
    · `day_off` {} · `step` {} (of no step's turn). `earlier` is the Fact that was taken before.
    """

    code: str
    args: dict[str, Any] = field(default_factory=dict)
