"""How notes become hints: few, for the right people, however slow the listener."""

import asyncio

from gateway.hints import EVERYTHING, LATER, SOON, Audience, Note, notes
from gateway.hub import MOST_AWARDS, Hub, Told
from shared.auth import Principal
from shared.clock import now
from shared.events import badges, points, profiles
from shared.events.envelope import Event

EVA = Principal("e-eva")
ADA = Principal("e-ada", frozenset({"employee", "admin"}))


def run(body: object) -> None:
    """Runs one asynchronous test on a loop of its own."""
    asyncio.run(body)  # type: ignore[arg-type]


def test_notes_within_a_moment_become_one_hint() -> None:
    """Ten changes in 250 ms are one hint with all their topics."""

    async def body() -> None:
        hub = Hub()
        listener = hub.join(EVA)
        hub.tell([Note("e-eva", frozenset({topic})) for topic in ("badges", "points") for _ in range(5)])
        assert await listener.next(SOON * 4) == [Told(frozenset({"badges", "points"}))]
        assert await listener.next(SOON * 2) == []

    run(body())


def test_every_award_is_told_by_itself() -> None:
    """Two badges at once are two hints, so that each can be shown."""

    async def body() -> None:
        hub = Hub()
        listener = hub.join(EVA)
        hub.tell([Note("e-eva", frozenset({"badges"}), award=award) for award in ("a-1", "a-2")])
        told = await listener.next(SOON * 4)
        assert told
        assert [hint.award for hint in told] == ["a-1", "a-2"]

    run(body())


def test_a_slow_listener_is_told_to_look_at_everything() -> None:
    """What waits for one stream is bounded: beyond it one hint stands for all."""

    async def body() -> None:
        hub = Hub()
        listener = hub.join(EVA)
        hub.tell([Note("e-eva", frozenset({"badges"}), award=f"a-{n}") for n in range(MOST_AWARDS + 1)])
        assert await listener.next(SOON * 4) == [Told(EVERYTHING)]

    run(body())


def test_what_concerns_all_is_told_once_a_second() -> None:
    """Points move all the time; audiences hear of it at most once a second."""

    async def body() -> None:
        hub = Hub()
        listener = hub.join(EVA)
        began = asyncio.get_running_loop().time()
        for _ in range(5):
            hub.tell([Note(Audience.ALL, frozenset({"points"}), after=LATER)])
            await asyncio.sleep(LATER / 10)
        assert await listener.next(LATER * 2) == [Told(frozenset({"points"}))]
        assert asyncio.get_running_loop().time() - began >= LATER * 0.9
        assert await listener.next(LATER * 1.2) == []

    run(body())


def test_only_those_concerned_are_told() -> None:
    """One person's notes go to that person, admins' to admins; who has left is told nothing."""

    async def body() -> None:
        hub = Hub()
        eva, ada = hub.join(EVA), hub.join(ADA)
        hub.tell([Note("e-eva", frozenset({"badges"})), Note(Audience.ADMINS, frozenset({"sources"}))])
        assert await eva.next(SOON * 4) == [Told(frozenset({"badges"}))]
        assert await ada.next(SOON * 4) == [Told(frozenset({"sources"}))]
        hub.leave(eva)
        assert len(hub) == 1

    run(body())


def test_what_a_unit_gets_is_told_to_its_people() -> None:
    """To those within it and below it, once each; who is elsewhere hears that badges and the feed may differ."""

    async def body() -> None:
        hub = Hub()
        eva, ada = hub.join(EVA, frozenset({"u-web", "u-eng"})), hub.join(ADA, frozenset({"u-ops"}))
        event = Event("1", badges.AWARDED, "badges", "unit:u-eng", now(), {"award": "a-1", "recipient": "unit:u-eng"})
        hub.tell(notes(event))
        assert await eva.next(SOON * 4) == [Told(frozenset({"badges"}), "a-1")]
        everywhere = [Told(frozenset({"badges", "feed"}))]
        assert (await eva.next(LATER * 2), await ada.next(LATER * 2)) == (everywhere, everywhere)
        assert len(hub) == 2
        hub.leave(eva)
        assert len(hub) == 1

    run(body())


def test_draining_ends_every_stream() -> None:
    """A process that is to end lets all listeners go."""

    async def body() -> None:
        hub = Hub()
        listener = hub.join(EVA)
        hub.drain()
        assert await listener.next(1) is None
        assert hub.draining

    run(body())


def test_an_award_is_told_to_its_holder_and_the_feed_to_all() -> None:
    """The holder hears of the award itself, everyone else that the feed has grown."""
    award = {"award": "a-1", "recipient": "e-eva"}
    event = Event("1", badges.AWARDED, "badges", "e-eva", now(), award)
    own, everyone = notes(event)
    assert own == Note("e-eva", frozenset({"badges"}), award="a-1")
    assert everyone == Note(Audience.ALL, frozenset({"feed"}), after=LATER)
    assert {note.to for note in notes(Event("2", points.POSTED, "points", "e-eva", now(), {}))} == {
        "e-eva",
        Audience.ALL,
    }
    assert notes(Event("3", "laurel.unheard.of.v1", "x", "e-eva", now(), {})) == ()


def test_whoever_hides_disappears_from_what_others_have_open() -> None:
    """A changed person is told to themselves as such, and to all as boards and feed that may look different."""
    event = Event("4", profiles.EMPLOYEE_CHANGED, "profiles", "e-eva", now(), {})
    assert {(note.to, note.topics) for note in notes(event)} == {
        ("e-eva", frozenset({"profile"})),
        (Audience.ALL, frozenset({"points", "feed"})),
    }
