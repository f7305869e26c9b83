"""The tree of units, and names as they are searched."""

import pytest

from services.profiles.domain.people import Unit
from services.profiles.domain.tree import Tree
from services.profiles.domain.words import folded, words

TREE = Tree(
    [
        Unit(id="u-org", name="Org"),
        Unit(id="u-eng", name="Engineering", parent="u-org", managers=("e-ada",)),
        Unit(id="u-web", name="Web", parent="u-eng"),
        Unit(id="u-ops", name="Ops", parent="u-org"),
    ]
)


def test_one_manages_what_lists_one_and_what_lies_below() -> None:
    """The unit above and the one beside are not managed."""
    assert TREE.managed_by("e-ada") == {"u-eng", "u-web"}
    assert TREE.managed_by("e-ben") == set()


def test_a_lineage_goes_up_to_the_root() -> None:
    """The unit itself comes first."""
    assert TREE.lineage("u-web") == ["u-web", "u-eng", "u-org"]


def test_members_count_in_every_unit_above_once() -> None:
    """Somebody in two units below one is one member of it; a unit nobody knows counts nowhere."""
    counts = TREE.members({("u-web",): 3, ("u-web", "u-ops"): 1, (): 5, ("u-gone",): 2})
    assert counts == {"u-org": 4, "u-eng": 4, "u-web": 4, "u-ops": 1}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Zoë Müller-Łukasz", ["zoe", "muller", "lukasz"]),
        ("Bjørn STRASSE Straße", ["bjorn", "strasse"]),
        ("(Ada) $ne .* O'Neil", ["ada", "ne", "o", "neil"]),
    ],
)
def test_names_are_folded_into_words(name: str, found: list[str]) -> None:
    """Case, accents and punctuation make no difference."""
    assert words(name) == found


def test_folding_keeps_the_order_of_names() -> None:
    """Sorting does not put accents last."""
    assert sorted(["Öz", "Ozz", "Oa"], key=folded) == ["Oa", "Öz", "Ozz"]
