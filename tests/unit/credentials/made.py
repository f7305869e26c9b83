"""A credential to try things on."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from services.badges.credentials.building import Achievement, Content, Piece, Recipient, credential, identity_of
from services.badges.credentials.issuer import Issuer
from services.badges.credentials.keys import generate
from services.badges.credentials.proofs import with_proof

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
ISSUER = Issuer("Harbour", "https://harbour.example", "badges@harbour.example", "https://laurel.example:8443")
KEY = generate("key-1")
SALT = "5a17"
CONTENT = Content(
    id="x1",
    achievement=Achievement("incident-lead", 3, "silver", "Incident lead, Silver", "Takes charge.", "Lead ten drills"),
    recipient=Recipient(
        "urn:uuid:58172aac-d8ba-41ed-83dd-0b3aef56cc33", "Ada Lövelace", SALT, identity_of("ada@example.org", SALT)
    ),
    earned_at=AT,
    granted_at=AT,
    expires_at=datetime(2036, 5, 4, 9, tzinfo=UTC),
    evidence=(Piece("Drill one", AT), Piece("Drill “two” \\ \t 'quoted'\nnext", AT)),
    place=(1, 94_567),
)


def unsigned(**changes: Any) -> dict[str, Any]:
    """The credential before it is signed; ``changes`` are of its content."""
    return credential(replace(CONTENT, **changes), ISSUER)


def signed(**changes: Any) -> dict[str, Any]:
    """The same with its proof."""
    return with_proof(unsigned(**changes), KEY.secret, ISSUER.method(KEY.name), AT)


def public(method: str) -> bytes:
    """The issuer's key by its verification method; LookupError for another."""
    return {ISSUER.method(KEY.name): KEY.public.raw}[method]
