"""What is due for whom, when identities are known, unknown, or become known."""

from services.intake.domain.people import Part, link, parts_of, shares, unlinked

WHO = {"h-ada": "e-ada", "h-ada-2": "e-ada"}


def test_known_people_have_shares_and_unknown_ones_wait() -> None:
    """Each employee in each role once, though two of their identities take part."""
    parts = parts_of([("h-ada", "actor"), ("h-ada-2", "actor"), ("h-ada", "mentor"), ("h-new", "actor")], WHO)
    assert shares(parts) == [("e-ada", "actor"), ("e-ada", "mentor")]
    assert unlinked(parts) == ["h-new"]


def test_linking_tells_only_what_is_new() -> None:
    """Who was known before is not told again, not even by another identity."""
    before = parts_of([("h-ada", "actor"), ("h-new", "actor"), ("h-other", "peer")], WHO)
    after, new = link(before, {"h-new": "e-ada", "h-other": "e-ben"})
    assert new == [("e-ben", "peer")]
    assert unlinked(after) == []
    assert link(after, {"h-ada": "e-cem"}) == (after, [])


def test_a_part_is_stored_with_its_names() -> None:
    """The row that MongoDB keeps."""
    assert Part("h", "actor").row() == {"identity": "h", "role": "actor", "employee": None}
