"""What the API of credentials takes."""

from typing import Annotated

from pydantic import AfterValidator, Field

from services.badges.credentials.proofs import clean
from services.badges.requests import Locale, Words
from shared.requests import Body, Id, IdempotencyKey, Ids

EMAIL = r"^[^@\s]+@[^@\s]+$"


def _one_line(name: str) -> str:
    if clean(name) != name or "\n" in name or "\t" in name:
        raise ValueError("one line of letters is needed, without control characters")
    return name


Name = Annotated[Words, Field(max_length=120), AfterValidator(_one_line)]


class ReadPublished(Body):
    """Of these awards, those that are published."""

    ids: Ids


class ReadPreview(Body):
    """What of an award of one's own would be public."""

    award: Id
    locale: Locale = "en"


class ReadPage(Body):
    """A public page by the credential's id; ``verify`` has its proof looked at."""

    id: Id
    verify: bool = False
    locale: Locale = "en"


class OfBadge(Body):
    """Which tier of a version is meant; none for a badge without."""

    tier: Id | None = None


class PublishCredential(Body):
    """Publish an award of one's own: ``name`` is what to be called, ``email`` is stored as a salted hash alone,
    ``evidence`` says whether what counted is told."""

    award: Id
    name: Name
    email: Annotated[str, Field(pattern=EMAIL, max_length=254)] | None = None
    evidence: bool = True
    idempotency_key: IdempotencyKey | None = None


class WithdrawCredential(Body):
    """Take a published award back out of the public."""

    award: Id
    idempotency_key: IdempotencyKey | None = None


class RotateKey(Body):
    """Sign with a fresh key from now on."""
