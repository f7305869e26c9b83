"""What a language needs to tell rules and traces: one table of messages, chosen by code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

Plural = Mapping[str, str]
"""A message for each plural form that the language has: `{"one": …, "other": …}`."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted thing in one language."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A language. `messages` are by code, with named places, written as in the middle of a sentence.

    `noun_of` makes a noun of a word found in a type, `values_of` of a label whose different values are counted.
    """

    locale: str
    messages: Mapping[str, str | Plural]
    noun_of: Callable[[str], Noun]
    values_of: Callable[[str], Noun]

    def say(self, code: str, /, n: float | None = None, **places: object) -> str:
        """A message with its places filled in; `n` also chooses the plural form."""
        message = self.messages[code]
        if not isinstance(message, str):
            message = message[self.plural(n)] if self.plural(n) in message else message["other"]
        return message.format(n="" if n is None else self.number(n), **places)

    def knows(self, code: str) -> bool:
        """Whether there is a message for a code."""
        return code in self.messages

    def named(self, kind: str, name: str) -> str:
        """What something with a name of its own is called: by its own message, else as its author called it."""
        code = f"{kind}.{name}"
        return self.say(code) if self.knows(code) else self.say(f"{kind}.other", name=name)

    def plural(self, n: float | None) -> str:
        """The plural form that goes with a number."""
        return Locale.parse(self.locale).plural_form(1 if n is None else n)

    def number(self, n: float) -> str:
        """A number as people write it."""
        return format_decimal(n, locale=self.locale)

    def date(self, moment: datetime, zone: str, now: datetime | None = None) -> str:
        """The local date of a moment; its year only where it is not this year."""
        local = moment.astimezone(ZoneInfo(zone))
        is_this_year = now is not None and local.year == now.astimezone(ZoneInfo(zone)).year
        pattern = self.messages["format.day" if is_this_year else "format.date"]
        return format_date(local.date(), format=str(pattern), locale=self.locale)

    def last_day(self, end: datetime, zone: str, now: datetime | None = None) -> str:
        """The local date of the last moment before an end, which belongs to what it ends no more."""
        return self.date(end - timedelta(microseconds=1), zone, now)

    def either(self, parts: list[str]) -> str:
        """A list of alternatives."""
        return format_list(parts, style="or", locale=self.locale)

    def both(self, parts: list[str]) -> str:
        """A list of what belongs together."""
        return format_list(parts, style="standard", locale=self.locale)

    def value(self, value: Any) -> str:
        """A value from a fact or a rule, as people read it."""
        if value is None:
            return self.say("value.missing")
        if isinstance(value, bool):
            return self.say("value.true" if value else "value.false")
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, list):
            return ", ".join(self.value(part) for part in value) or self.say("value.empty")
        return self.say("value.text", text=value) if isinstance(value, str) else self.say("value.object")
