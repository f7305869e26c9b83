"""How many leaves progress lights."""

from decimal import Decimal
from fractions import Fraction

from .cuts import CutName, leaf_count


def lit_leaves(have: float | Decimal, need: float | Decimal, cut: CutName) -> int:
    """Leaves to light for `have` of `need` (> 0): at least one once anything is done, all only when all is."""
    most = leaf_count(cut)
    if have <= 0:
        return 0
    if have >= need:
        return most
    return max(1, min(most - 1, round(most * Fraction(have) / Fraction(need))))
