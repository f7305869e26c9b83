"""Who issues credentials, and the address of everything that is published about them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from shared.config import settings

Json = dict[str, Any]


@dataclass(frozen=True)
class Issuer:
    """The organization as issuer; ``base`` is the public address of its Laurel, without a trailing slash."""

    name: str
    url: str
    email: str
    base: str

    @property
    def did(self) -> str:
        """The issuer's identifier: did:web of the public host, which `/.well-known/did.json` describes."""
        return "did:web:" + quote(self.base.partition("://")[2], safe="")

    def method(self, key: str) -> str:
        """The verification method of a key."""
        return f"{self.did}#{key}"

    def page(self, credential: str) -> str:
        """The public page of a credential, which is the credential's id as well."""
        return f"{self.base}/b/{credential}"

    def status_list(self, number: int) -> str:
        """A status list credential."""
        return f"{self.base}/status/{number}"

    @property
    def profile(self) -> str:
        """The issuer as Open Badges 2.0 has it."""
        return f"{self.base}/credentials/issuer"

    def achievement(self, badge: str, version: int, tier: str | None) -> str:
        """What was achieved: one tier of one version."""
        return self._of_badge("achievements", badge, str(version), tier)

    def badge_class(self, badge: str, version: int, tier: str | None) -> str:
        """The same as Open Badges 2.0 has it."""
        return self._of_badge("classes", badge, str(version), tier)

    def picture(self, badge: str, version: int, tier: str | None) -> str:
        """The drawing as PNG."""
        return self._of_badge("classes", badge, f"{version}.png", tier)

    def _of_badge(self, kind: str, badge: str, version: str, tier: str | None) -> str:
        asked = "" if tier is None else "?" + urlencode({"tier": tier})
        return f"{self.base}/credentials/{kind}/{quote(badge, safe='')}/{version}{asked}"


def issuer() -> Issuer:
    """The issuer that the settings name: the organization at its public address, unless they say otherwise."""
    said = settings()
    base = said.public_address
    return Issuer(said.issuer_name or said.organization_name, said.issuer_url or base, said.issuer_email, base)
