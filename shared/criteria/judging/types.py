"""Which types of facts are meant: exact names and prefixes."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.criteria.language.matches import AWARDED


@dataclass(frozen=True, slots=True)
class Types:
    """`exact` names, and `prefixes` up to and with their last dot: `wiki.` for `wiki.*`."""

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    @classmethod
    def of(cls, types: Iterable[str]) -> "Types":
        """From the words of matches: exact types, and prefixes that end in `.*`."""
        said = set(types)
        prefixes = {name.removesuffix("*") for name in said if name.endswith(".*")}
        return cls(frozenset(name for name in said if not name.endswith(".*")), tuple(sorted(prefixes)))

    def touches(self, name: str) -> bool:
        """Whether a fact of this type is meant. An award is meant only by its full name."""
        if name in self.exact:
            return True
        return bool(self.prefixes) and name != AWARDED and name.startswith(self.prefixes)

    def __or__(self, other: "Types") -> "Types":
        return Types(self.exact | other.exact, tuple(sorted({*self.prefixes, *other.prefixes})))
