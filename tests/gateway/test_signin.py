"""Sessions, tokens, and requests forged by other sites."""

import httpx2
import pytest

from gateway import sessions, tokens
from tests.gateway.support import Platform, codes

WHO = {"query": "{ viewer { id roles } }"}


def test_signing_in_as_one_of_the_demo_begins_a_session(platform: Platform) -> None:
    """One click makes one of the people on offer; the cookie is out of scripts' reach."""
    options = httpx2.get(f"{platform.web}/auth/options").json()
    assert options["mode"] == "demo"
    assert {"id": "e-max", "name": "Max Manager", "unit": "Seafaring", "roles": ["employee", "manager"]} in options[
        "people"
    ]
    answer = httpx2.post(f"{platform.web}/auth/demo", json={"employee": "e-max"}, headers={"X-Laurel": "1"})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    with platform.signed_in("e-max") as browser:
        viewer = browser.post("/graphql", json=WHO).json()["data"]["viewer"]
    assert viewer == {"id": "e-max", "roles": ["EMPLOYEE", "MANAGER"]}


def test_signing_in_again_makes_a_new_session_and_ends_the_old(platform: Platform) -> None:
    """A session that somebody else has planted is not the one that is used afterwards."""
    with platform.signed_in("e-eva") as browser:
        before = browser.cookies["laurel"]
        browser.post("/auth/demo", json={"employee": "e-eva"})
        assert browser.cookies["laurel"] != before
        assert sessions.employee_of(before) is None


def test_signing_out_ends_the_session_itself(platform: Platform) -> None:
    """A copied cookie is worth nothing after signing out."""
    with platform.signed_in("e-eva") as browser:
        kept = browser.cookies["laurel"]
        assert browser.post("/auth/sign-out", json={}).status_code == 204
        answer = browser.post("/graphql", json=WHO, headers={"Cookie": f"laurel={kept}"}).json()
    assert codes(answer) == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("headers", [{}, {"X-Laurel": "0"}, {"X-Laurel": "1", "Content-Type": "text/plain"}])
def test_another_site_cant_use_the_session(platform: Platform, headers: dict[str, str]) -> None:
    """With a cookie, a POST needs JSON and a header that no form can send; nothing has happened afterwards."""
    mutation = b'{"query": "mutation { setPrivacy(input: {hideFromBoards: true}) { id } }"}'
    with platform.signed_in("e-max") as browser:
        cookie = {"Cookie": f"laurel={browser.cookies['laurel']}", "Content-Type": "application/json"}
        for path in ("/graphql", "/graphql/stream"):
            answer = httpx2.post(platform.web + path, content=mutation, headers={**cookie, **headers})
            assert answer.status_code in (403, 415)
        privacy = browser.post("/graphql", json={"query": "{ viewer { privacy { hideFromBoards } } }"}).json()
    assert privacy["data"]["viewer"]["privacy"] == {"hideFromBoards": False}


def test_another_site_cant_sign_anyone_in_or_out(platform: Platform) -> None:
    """The doors are guarded as the house is."""
    assert httpx2.post(f"{platform.web}/auth/demo", json={"employee": "e-eva"}).status_code == 403
    form = httpx2.post(f"{platform.web}/auth/demo", data={"employee": "e-eva"}, headers={"X-Laurel": "1"})
    assert form.status_code == 415
    assert httpx2.post(f"{platform.web}/auth/sign-out", json={}).status_code == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [({"employee": "e-nobody"}, 404), ({"employee": "system"}, 404), ({"employee": {"$ne": 1}}, 422), ({}, 422)],
)
def test_nobody_signs_in_as_who_is_not_there(platform: Platform, body: dict[str, object], status: int) -> None:
    """Unknown people and the system itself can't be chosen; the answer names the field."""
    answer = httpx2.post(f"{platform.web}/auth/demo", json=body, headers={"X-Laurel": "1"})
    assert answer.status_code == status
    assert answer.json()["errors"][0]["path"] == "employee"


def test_a_token_lets_in_until_it_is_revoked(platform: Platform) -> None:
    """Tokens need no other header; only their hash is kept."""
    secret = tokens.create("e-eva", "short-lived")
    headers = {"Authorization": f"Bearer {secret}"}
    first = httpx2.post(f"{platform.web}/graphql", json=WHO, headers=headers)
    assert first.json()["data"]["viewer"]["id"] == "e-eva"
    found = tokens.find(secret)
    assert found
    assert tokens.revoke(found.id)
    second = httpx2.post(f"{platform.web}/graphql", json=WHO, headers=headers)
    assert (second.status_code, codes(second.json())) == (401, ["UNAUTHENTICATED"])


@pytest.mark.parametrize("value", ["Bearer lrl_wrong", "Bearer", "Basic abc", "lrl_x", "Bearer lrl_" + "x" * 5000])
def test_a_wrong_token_is_refused_and_not_passed_over(platform: Platform, value: str) -> None:
    """Whoever shows something that is no token is told, even beside a good session."""
    with platform.signed_in("e-eva") as browser:
        answer = browser.post("/graphql", json=WHO, headers={"Authorization": value})
    assert (answer.status_code, codes(answer.json())) == (401, ["UNAUTHENTICATED"])
