"""What a credential says, and the other shapes that it takes."""

import base64
import gzip
import io
import json
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import OKPKey
from PIL import Image

from services.badges.credentials import building, did, openbadges2, statuslist
from services.badges.credentials.baking import NAMESPACE, bake_png, bake_svg, from_png, from_svg
from services.badges.credentials.issuer import Issuer
from services.badges.credentials.jwt import as_jwt
from services.badges.credentials.proofs import canonical
from services.badges.drawing import default_design, draw
from services.badges.drawing.raster import png_of
from tests.unit.credentials.made import AT, CONTENT, ISSUER, KEY, SALT, signed, unsigned


def drawing() -> str:
    """A badge's drawing."""
    design = default_design("incident-lead", "Incident lead")
    return draw(design, tier_metal="silver", state="earned", title='Led > ten & "more"')


def statements(node: Any) -> int:
    """How many statements a document in JSON makes, counted by hand: one for each value of each field."""
    if not isinstance(node, dict):
        return 0
    said = {name: value for name, value in node.items() if name not in {"@context", "id"}}
    values = [value for found in said.values() for value in (found if isinstance(found, list) else [found])]
    return len(values) + sum(statements(value) for value in values)


def test_a_credential_says_all_of_it() -> None:
    """Everything that is said is known to the contexts: a statement for each, none left out of what is signed."""
    told = canonical(unsigned())
    for text in (
        "Ada Lövelace",
        "Incident lead, Silver",
        "Takes charge.",
        "Lead ten drills",
        "Drill one",
        SALT,
        "94567",
    ):
        assert f'"{text}"' in told
    for instant in ("awardedDate", "validFrom", "validUntil"):
        assert instant in told
    assert told.count("\n") == statements(unsigned())


def test_a_credential_without_an_address_has_none() -> None:
    """No e-mail address: no identity but the name; no evidence and no end: no such fields."""
    quiet = building.Recipient(CONTENT.recipient.subject, "Ada", SALT, None)
    told = unsigned(recipient=quiet, evidence=(), expires_at=None)
    assert [one["identityType"] for one in told["credentialSubject"]["identifier"]] == ["name"]
    assert {"evidence", "validUntil"} & set(told) == set()


def test_an_address_is_recognised_however_it_is_written() -> None:
    """The hash is that of the address in lower case and the salt, as Open Badges write it."""
    assert building.identity_of(" Ada@Example.ORG ", "5a17") == building.identity_of("ada@example.org", "5a17")
    assert building.identity_of("ada@example.org", "5a17") == (
        "sha256$e47c31f3cd287a1404fba01525ca6431751451935aa21926ab9349e937fa5a3a"
    )


def test_the_issuers_did_escapes_its_port() -> None:
    """did:web writes a colon of the host as %3A."""
    assert ISSUER.did == "did:web:laurel.example%3A8443"
    assert Issuer("", "", "", "https://laurel.example").did == "did:web:laurel.example"


def test_the_did_document_lists_each_key_twice() -> None:
    """As a Multikey for proofs, as a JWK for tokens; both may assert, neither holds a secret."""
    document = did.document(ISSUER, [KEY.public])
    ids = [method["id"] for method in document["verificationMethod"]]
    assert ids == document["assertionMethod"] == [f"{ISSUER.did}#key-1", f"{ISSUER.did}#key-1-jwk"]
    assert {method["controller"] for method in document["verificationMethod"]} == {document["id"]}
    assert '"d"' not in json.dumps(document)


def test_a_token_repeats_the_credential() -> None:
    """The payload is the credential; issuer, subject, id and dates are repeated as claims; the key can be found."""
    token = as_jwt(unsigned(), KEY.secret, ISSUER.method("key-1-jwk"))
    found = jws.extract_compact(token.encode())
    header, claims = found.headers(), json.loads(found.payload)
    assert (header["alg"], header["typ"], header["kid"]) == ("EdDSA", "JWT", ISSUER.method("key-1-jwk"))
    assert "d" not in header["jwk"]
    assert (claims.pop("iss"), claims.pop("jti")) == (ISSUER.did, ISSUER.page("x1"))
    assert claims.pop("sub") == CONTENT.recipient.subject
    assert datetime.fromtimestamp(claims.pop("nbf"), UTC) == AT
    assert datetime.fromtimestamp(claims.pop("exp"), UTC) == CONTENT.expires_at
    assert claims == unsigned()


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
def test_a_changed_token_does_not_verify() -> None:
    """The signature holds for these very bytes."""
    token, key = as_jwt(unsigned(), KEY.secret, "did:x#k"), OKPKey.import_key(KEY.public.key)
    jws.deserialize_compact(token, key, algorithms=["EdDSA"])
    head, body, tail = token.split(".")
    with pytest.raises(BadSignatureError):
        jws.deserialize_compact(f"{head}.{body[:-2]}AA.{tail}", key, algorithms=["EdDSA"])


@given(st.sets(st.integers(0, statuslist.LENGTH - 1), max_size=20), st.integers(0, statuslist.LENGTH - 1))
def test_a_list_tells_each_index(revoked: set[int], index: int) -> None:
    """An index is set exactly if it was revoked."""
    assert statuslist.is_set(statuslist.encoded(revoked), index) == (index in revoked)


def test_the_first_index_is_the_highest_bit() -> None:
    """As the standard numbers them, from the left; compressed by gzip."""
    text = statuslist.encoded({0, 9})
    bits = gzip.decompress(base64.urlsafe_b64decode(text[1:] + "=="))
    assert (text[0], len(bits), bits[:2]) == ("u", 16_384, b"\x80\x40")


def test_a_baked_png_is_a_picture_that_holds_the_credential() -> None:
    """One uncompressed iTXt chunk; baked again, it holds the new one alone."""
    first = bake_png(png_of(drawing(), 128), json.dumps(signed()))
    again = bake_png(first, '{"name": "ö"}')
    assert json.loads(str(from_png(first))) == signed()
    assert from_png(again) == '{"name": "ö"}'
    assert again.count(b"openbadgecredential\0\0\0\0\0") == 1
    assert Image.open(io.BytesIO(again)).size == (128, 128)
    assert from_png(png_of(drawing(), 128)) is None


def test_a_baked_svg_is_a_picture_that_holds_the_credential() -> None:
    """The first element, its JSON as it is; a text that would end it too early is written otherwise."""
    text = json.dumps({**signed(), "name": "a ]]> b"})
    baked = bake_svg(drawing(), text)
    assert json.loads(str(from_svg(baked))) == json.loads(text)
    assert fromstring(baked)[0].tag == f"{{{NAMESPACE}}}credential"
    assert "<![CDATA[{" in baked
    assert png_of(baked, 64) == png_of(drawing(), 64)
    with pytest.raises(ValueError, match="not baked yet"):
        bake_svg(baked, text)


@pytest.mark.parametrize("width", [0, -1, 2049])
def test_a_picture_has_a_width_within_reason(width: int) -> None:
    """Nobody has a wall painted."""
    with pytest.raises(ValueError, match="1 to 2048"):
        png_of(drawing(), width)


def test_what_is_no_svg_is_refused() -> None:
    """ValueError, whatever it is."""
    with pytest.raises(ValueError, match=r"."):
        png_of("<html/>", 10)


def test_open_badges_2_say_the_same() -> None:
    """A hosted assertion that points to its class, which points to its issuer; the address is hashed."""
    said: dict[str, Any] = openbadges2.assertion(CONTENT, ISSUER)
    klass = openbadges2.badge_class(CONTENT.achievement, ISSUER)
    assert said["badge"] == klass["id"]
    assert klass["issuer"] == openbadges2.profile(ISSUER)["id"]
    assert said["recipient"] == {
        "type": "email",
        "hashed": True,
        "salt": SALT,
        "identity": building.identity_of("ada@example.org", SALT),
    }
    assert said["verification"] == {"type": "hosted"}
    assert openbadges2.revoked("x1", "why", ISSUER)["revocationReason"] == "why"
