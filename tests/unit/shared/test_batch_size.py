"""How large the next batch of a lane may be."""

from shared.delivery.lanes import BATCH, SLOWEST, size_after


def test_batches_that_take_too_long_become_smaller() -> None:
    """Half of them, and never none."""
    assert size_after(BATCH, SLOWEST + 0.1) == BATCH // 2
    assert size_after(1, SLOWEST + 0.1) == 1


def test_a_batch_becomes_large_again_although_small_ones_are_slow_for_their_size() -> None:
    """A batch that takes 0.9 s whatever is in it, and 3 ms for each event more, is back at its full size after a
    disturbance."""
    size = 60
    for _ in range(10):
        size = size_after(size, 0.9 + 0.003 * size)
    assert size == BATCH


def test_no_batch_is_made_to_take_too_long() -> None:
    """Where twice as many would take too long, it stays."""
    assert size_after(100, SLOWEST * 0.6) == 100
