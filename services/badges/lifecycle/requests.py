"""What the lifecycle's API takes."""

from typing import Annotated

from pydantic import Field

from services.badges.requests import Choices, Command, Locale, Number
from shared.requests import Body, First, Id, Ids


class StartDryRun(Command, Choices):
    """A version, draft or published, and how it would go live."""

    badge: Id
    version: Number
    locale: Locale = "en"


class CancelDryRun(Command):
    """The dry run to stop."""

    id: Id
    locale: Locale = "en"


class ReadDryRuns(Body):
    """Dry runs by their ids."""

    ids: Ids
    locale: Locale = "en"


class OfVersion(Body):
    """One version of a badge."""

    badge: Id
    version: Number


class ReadNewest(Body):
    """The newest dry run of each of these versions."""

    versions: Annotated[list[OfVersion], Field(max_length=100)]
    locale: Locale = "en"


class ReadBackfills(Body):
    """How far the backfills of these badges are."""

    ids: Ids


class ReadVersions(Body):
    """A page of a badge's versions, newest first."""

    badge: Id
    first: First = 20
    after: Number | None = None
    locale: Locale = "en"
