"""What a resolver has at hand."""

from dataclasses import dataclass
from functools import cached_property

from gateway.clients import Services
from gateway.errors import FORBIDDEN, Refusal, signed_out
from gateway.loaders import Loaders
from shared.auth import Principal


@dataclass
class Context:
    """One request: who asks (None: nobody is signed in), whether they may state when it happened, their language."""

    principal: Principal | None
    request_id: str
    backdate: bool = False
    locale: str = "en"

    @property
    def me(self) -> Principal:
        """Who is signed in; UNAUTHENTICATED otherwise."""
        if self.principal is None:
            raise signed_out()
        return self.principal

    @cached_property
    def services(self) -> Services:
        """The services as this person sees them."""
        return Services(self.me, self.request_id)

    @cached_property
    def loaders(self) -> Loaders:
        """This request's batched reads; made inside the running loop."""
        return Loaders(self.services, self.locale)

    def require(self, allowed: bool, what: str) -> None:
        """Refuse unless allowed; ``what`` completes "You may not …"."""
        if not allowed:
            raise Refusal(FORBIDDEN, f"You may not {what}.")
