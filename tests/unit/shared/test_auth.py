"""Tokens are for one service and one minute; outside identities are told apart without being told."""

import time

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from shared import auth
from shared.auth import NotAuthentic, Principal, derived_key, identity_hash, mint, verify
from shared.config import settings

ADA = Principal("e-ada", frozenset({"employee", "manager"}), frozenset({"u-1"}))


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of this installation."""
    monkeypatch.setenv("LAUREL_KEY", "k" * 64)
    settings.cache_clear()


def test_a_token_says_who_asks() -> None:
    """The principal comes out as it went in, and manages what it manages."""
    who = verify("badges", mint("badges", ADA))
    assert who == ADA
    assert (who.manages("u-1"), who.manages("u-2"), who.admin) == (True, False, False)


def test_a_token_is_for_one_service() -> None:
    """Another service does not accept it: it has another key and another audience."""
    with pytest.raises(NotAuthentic):
        verify("profiles", mint("badges", ADA))


def test_a_token_ends_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """61 seconds later it is refused."""
    monkeypatch.setattr(time, "time", lambda real=time.time: real() - 61)
    token = mint("badges", ADA)
    monkeypatch.undo()
    monkeypatch.setenv("LAUREL_KEY", "k" * 64)
    settings.cache_clear()
    with pytest.raises(NotAuthentic, match="expired"):
        verify("badges", token)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é"])
def test_what_is_no_token_is_refused(token: str) -> None:
    """Nonsense is not authentic, and no error of another kind."""
    with pytest.raises(NotAuthentic):
        verify("badges", token)


def test_the_algorithm_is_pinned() -> None:
    """A token that is signed otherwise, or not at all, is refused although its claims are right."""
    claims = {"iss": auth.ISSUER, "aud": "badges", "sub": "e", "exp": int(time.time()) + 60, "roles": [], "units": []}
    key = OctKey.import_key(derived_key("services/badges"))
    with pytest.raises(NotAuthentic):
        verify("badges", jwt.encode({"alg": "HS512"}, claims, key, algorithms=["HS512"]))


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "exp"])
def test_every_claim_is_needed(claim: str) -> None:
    """A token that leaves one out is refused."""
    claims = {"iss": auth.ISSUER, "aud": "badges", "sub": "e", "exp": int(time.time()) + 60, "roles": [], "units": []}
    del claims[claim]
    key = OctKey.import_key(derived_key("services/badges"))
    with pytest.raises(NotAuthentic):
        verify("badges", jwt.encode({"alg": "HS256"}, claims, key))


def test_an_identity_is_the_same_however_it_is_written() -> None:
    """Case and outer spaces do not matter; the source does; the identity can't be read out of it."""
    assert identity_hash("lms", " Ada@X.org ") == identity_hash("lms", "ada@x.org")
    assert identity_hash("lms", "ada@x.org") != identity_hash("wiki", "ada@x.org")
    assert "ada" not in identity_hash("lms", "ada@x.org")


def test_purposes_have_keys_of_their_own() -> None:
    """What leaks of one use opens no other."""
    assert len({derived_key(purpose) for purpose in ("services/badges", "services/profiles", "identities")}) == 3
