"""Reading a file of events in batches, and remembering how far it was sent."""

from pathlib import Path

import pytest

from deploy.replay import lines, place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Seven lines: five events, one blank, one that is no JSON; the last without an end."""
    made = tmp_path / "events.ndjson"
    made.write_bytes(b'{"id": "1"}\n\n{"id": "2"}\r\nnot json\n{"id": "3"}\n[4]\n{"id": "\xc3\xa9"}')
    return made


def test_every_line_is_in_one_batch_with_its_number(file: Path) -> None:
    """Blank lines count as lines only; what is no JSON is set apart with its reason."""
    found = list(lines.batches(file, 2))
    assert [batch.numbers for batch in found] == [[1, 3], [5], [6, 7]]
    assert [[number for number, _ in batch.unreadable] for batch in found] == [[], [4], []]
    assert found[-1].body == b'[[4],{"id": "\xc3\xa9"}]'
    assert (found[-1].offset, found[-1].line) == (file.stat().st_size, 7)
    assert lines.count(file) == sum(batch.lines for batch in found) == 6


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_reading_goes_on_behind_any_batch(file: Path, size: int) -> None:
    """The place after a batch is enough to find the next line."""
    whole = [number for batch in lines.batches(file, 1) for number in batch.numbers]
    first, *_ = lines.batches(file, size)
    rest = [number for batch in lines.batches(file, 1, first.offset, first.line) for number in batch.numbers]
    assert first.numbers + rest == whole


def test_a_batch_is_bounded_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large events come in smaller batches, one that is larger than the bound by itself."""
    monkeypatch.setattr(lines, "MOST_BYTES", 100)
    made = tmp_path / "large.ndjson"
    made.write_bytes(b"".join(b'"' + b"x" * length + b'"\n' for length in (40, 40, 40, 300, 10)))
    assert [batch.numbers for batch in lines.batches(made, 100)] == [[1, 2], [3], [4], [5]]


def test_a_place_is_that_of_a_content_and_a_server(file: Path) -> None:
    """A changed file, or another server, starts at its beginning; a moved or touched one does not."""
    one = place.file_for(file, "http://a/")
    assert one == place.file_for(file, "http://a")
    assert one != place.file_for(file, "http://b")
    file.write_bytes(file.read_bytes() + b"\n{}")
    assert one != place.file_for(file, "http://a")


def test_a_place_is_stored_whole(tmp_path: Path) -> None:
    """With counts and reasons; where nothing is stored, it is the beginning."""
    file = tmp_path / "x.position"
    assert place.load(file) == place.Place()
    reached = place.Place(offset=10, line=2, done=2)
    reached.states["accepted"] += 1
    for line in range(5):
        reached.refuse(line, 422, "time", "must be …")
    place.store(file, reached)
    assert place.load(file) == reached
    assert (reached.refused, reached.reasons["422|time|must be …"].lines) == (5, [0, 1, 2])
    assert [found.name for found in tmp_path.iterdir()] == ["x.position"]
