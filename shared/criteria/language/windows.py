"""Windows: which facts a leaf looks at. All are half-open; without one a leaf looks at a lifetime."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, field_validator

from shared.criteria.language.problems import TAG
from shared.criteria.language.values import Instant, Lasting, Strict, one_key

if TYPE_CHECKING:
    from shared.criteria.language.tree import Node

CalendarPeriod = Literal["day", "week", "month", "quarter", "year"]


class Between(Strict):
    """From the first instant on, up to but without the second."""

    between: Annotated[list[Instant], Field(min_length=2, max_length=2)]

    @field_validator("between")
    @classmethod
    def _can_hold(cls, ends: list[Any]) -> list[Any]:
        if ends[0] >= ends[1]:
            raise ValueError("must end after it starts: this window can never hold anything")
        return ends


class InCalendar(Strict):
    """Within some local day, week, month, quarter or year."""

    calendar: CalendarPeriod


class Rolling(Strict):
    """Within some stretch of this length that ends at a counted fact."""

    rolling: Lasting


class Since(Strict):
    """From joining the organization, from enrolling in the challenge, or after this badge's last award."""

    since: Literal["joined", "enrolled", "award"]


class After(Strict):
    """From the fact that made another node true, that one included."""

    after: "Node"


def _window_kind(value: Any) -> str | None:
    kind = one_key(value, ("between", "calendar", "rolling", "since", "after"))
    return kind and TAG + kind


Window = Annotated[
    Annotated[Between, Tag(TAG + "between")]
    | Annotated[InCalendar, Tag(TAG + "calendar")]
    | Annotated[Rolling, Tag(TAG + "rolling")]
    | Annotated[Since, Tag(TAG + "since")]
    | Annotated[After, Tag(TAG + "after")],
    Discriminator(
        _window_kind,
        custom_error_type="window",
        custom_error_message="must be an object with one of between, calendar, rolling, since and after",
    ),
]
