"""Pictures on their way in: who may send them, how large they may be, and what is answered."""

import io
import socket
from urllib.parse import urlsplit

import httpx2
import pytest
from PIL import Image

from tests.gateway.support import Platform

DESIGN = {"shape": "disc", "field": "teal", "icon": "flame", "band": None}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
SCRIPT = SVG.replace(b"<path", b"<script>1</script>\n<path onclick='x'")
KEPT = 262_144
DESIGN_IT = "mutation ($id: ID!, $design: DesignInput!) { designBadge(id: $id, design: $design) { version image } }"
SAVE = "mutation ($input: BadgeInput!) { saveBadge(input: $input) { version } }"


def send(platform: Platform, who: str | None, content: bytes, **headers: str) -> httpx2.Response:
    """The answer to a picture."""
    bearer = {"Authorization": f"Bearer {platform.tokens[who]}"} if who else {}
    address = f"{platform.web}/badges/images"
    return httpx2.post(address, content=content, headers={"Content-Type": "image/svg+xml", **bearer, **headers})


def test_an_administrator_sends_a_picture_and_a_badge_bears_it(platform: Platform) -> None:
    """Its name serves in a design; the drawing and the PNG show it, sandboxed and unsniffed."""
    out = io.BytesIO()
    Image.new("RGB", (80, 80), "red").save(out, "PNG")
    kept = send(platform, "admin", out.getvalue()).json()
    assert (kept["kind"], kept["fills"]) == ("png", True)
    criteria = {"count": {"of": {"types": ["knot.tied"]}, "at_least": 3}}
    badge = {"id": "pictured", "name": "Pictured", "description": "Has a picture.", "criteria": criteria}
    platform.data("admin", SAVE, {"input": {**badge, **DESIGN}})
    design = {**DESIGN, "picture": kept["id"]}
    drawn = platform.data("admin", DESIGN_IT, {"id": "pictured", "design": design})["designBadge"]
    headers = {"Authorization": f"Bearer {platform.tokens['admin']}"}
    svg = httpx2.get(platform.web + drawn["image"], headers=headers)
    assert "data:image/png" in svg.text
    assert svg.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert svg.headers["X-Content-Type-Options"] == "nosniff"
    png = httpx2.get(platform.web + drawn["image"].replace(".svg", ".png?width=64"), headers=headers)
    assert Image.open(io.BytesIO(png.content)).size == (64, 64)
    preview = httpx2.get(f"{platform.web}/badges/preview.svg", params={**DESIGN, "band": "A"}, headers=headers)
    assert preview.headers["Content-Type"].startswith("image/svg+xml")


@pytest.mark.parametrize(("who", "status"), [("employee", 403), ("manager", 403), (None, 401)])
def test_others_send_nothing(platform: Platform, who: str | None, status: int) -> None:
    """Neither employees nor managers, nor anybody else."""
    assert send(platform, who, SVG).status_code == status


def test_another_sites_form_sends_nothing(platform: Platform) -> None:
    """With a session's cookie the guard's header is needed."""
    with platform.signed_in("e-ada") as browser:
        assert browser.post("/badges/images", content=SVG).status_code == 200
        assert browser.post("/badges/images", content=SVG, headers={"X-Laurel": ""}).status_code == 403


def test_what_is_wrong_with_a_drawing_is_told_with_its_places(platform: Platform) -> None:
    """Every fault with its line, in the language of who sends it."""
    refused = send(platform, "admin", SCRIPT)
    assert refused.status_code == 422
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    assert refused.json()["errors"] == [
        {"path": "line 1, script", "message": "runs a program: remove it"},
        {"path": "line 2, path onclick", "message": "runs a program: remove it"},
    ]


@pytest.mark.parametrize("length", [KEPT + 1, 50 * 1024 * 1024])
def test_too_large_a_picture_is_refused_before_it_is_read(platform: Platform, length: int) -> None:
    """The answer comes although not a byte of the file was sent."""
    place = urlsplit(platform.web)
    head = (
        f"POST /badges/images HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: image/png\r\n"
        f"Authorization: Bearer {platform.tokens['admin']}\r\nContent-Length: {length}\r\n\r\n"
    )
    with socket.create_connection((place.hostname or "", place.port or 80), timeout=20) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(65_536).decode()
    assert answer.startswith("HTTP/1.1 413")


def test_a_stream_without_a_length_is_read_no_further_than_a_picture(platform: Platform) -> None:
    """Chunks that never end are refused once they are too many."""
    address, token = f"{platform.web}/badges/images", platform.tokens["admin"]
    chunks = (b"x" * 65_536 for _ in range(64))
    refused = httpx2.post(address, content=chunks, headers={"Authorization": f"Bearer {token}"}, timeout=30)
    assert refused.status_code == 413
