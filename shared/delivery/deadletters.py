"""Dead letters: list them, and send them again once their cause is mended.

python -m shared.delivery.deadletters badges                       what lies there, by reason
python -m shared.delivery.deadletters badges --replay [--dry-run] [--reason TEXT] [--type TYPE] [--topic TOPIC]

A letter goes back to its topic and lane with its own bytes, so with the same event id: whoever has handled it passes
over it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from shared.bus import Message, Producer, Record, read_topic
from shared.events.envelope import ContractError, decode


def letters(service: str, *, reason: str = "", type_: str = "", topic: str = "") -> Iterator[Message]:
    """The dead letters of a service whose reason contains, and whose type and topic are, what is asked for."""
    for message in read_topic(f"{service}.dead"):
        fits_topic = not topic or message.headers.get("topic") == topic
        if fits_topic and reason in message.headers.get("reason", "") and type_ in ("", _type(message)):
            yield message


def resend(found: Iterable[Message]) -> int:
    """Publish these letters on the topics and lanes that they came from; how many."""
    producer = Producer("laurel-deadletters")
    try:
        records = [_record(message) for message in found]
        producer.publish(records)
        return len(records)
    finally:
        producer.close()


def main(
    service: str,
    replay: Annotated[bool, typer.Option(help="send them again")] = False,
    dry_run: Annotated[bool, typer.Option(help="only say what would be sent")] = False,
    reason: Annotated[str, typer.Option(help="only those whose reason contains this")] = "",
    kind: Annotated[str, typer.Option("--type", help="only events of this type")] = "",
    topic: Annotated[str, typer.Option(help="only those read from this topic")] = "",
) -> None:
    """List the dead letters of SERVICE by reason, or send them again."""
    found = list(letters(service, reason=reason, type_=kind, topic=topic))
    table = Table("count", "topic", "type", "reason")
    kinds = Counter((m.headers.get("topic", ""), _type(m), m.headers.get("reason", "")) for m in found)
    for (from_topic, event_type, why), count in kinds.most_common():
        table.add_row(str(count), from_topic, event_type, why)
    console = Console()
    console.print(table if found else f"No dead letters of {service} fit.")
    if replay and not dry_run:
        console.print(f"{resend(found)} sent again.")
    elif replay:
        console.print(f"{len(found)} would be sent again.")


def _type(message: Message) -> str:
    try:
        return decode(message.value).type
    except ContractError:
        return "unreadable"


def _record(message: Message) -> Record:
    return Record(message.headers["topic"], message.key or "", message.value, lane=int(message.headers["lane"]))


if __name__ == "__main__":
    typer.run(main)
