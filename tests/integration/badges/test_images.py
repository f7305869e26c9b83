"""Pictures of one's own through the service: kept, drawn in badges, as SVG and as PNG."""

import base64
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from services.badges import api
from services.badges.images.refusing import MOST_BYTES
from shared import clock
from shared.auth import Principal, mint
from tests.integration.badges.support import DESIGN, Badges, draft
from tests.unit.images.hostile import HOSTILE, svg

ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))
EMPLOYEE = Principal("e-1")
STAR = svg('<path id="star" fill="#fff" d="M1 1h6v6z"/>').encode()
Ask = Callable[..., TestResponse]


@pytest.fixture
def ask(service: Badges) -> Ask:
    """Asks as somebody, or as nobody."""
    client = api.make_app({}).test_client()

    def send(path: str, body: Any = None, who: Principal | None = ADMIN) -> TestResponse:
        headers = {"Authorization": f"Bearer {mint('badges', who)}"} if who else {}
        return client.get(path, headers=headers) if body is None else client.post(path, json=body, headers=headers)

    return send


def sent(ask: Ask, content: bytes, who: Principal = ADMIN) -> TestResponse:
    """The answer to a picture."""
    return ask("/commands/save-image", {"content": base64.b64encode(content).decode()}, who)


def red_png() -> bytes:
    """A PNG that fills."""
    out = io.BytesIO()
    Image.new("RGB", (100, 100), "red").save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_kept_once_under_its_content(ask: Ask, service: Badges) -> None:
    """The same picture, sent again with other notes in it, is the same picture."""
    first = sent(ask, STAR).get_json()["image"]
    again = sent(ask, STAR.replace(b"<path", b"<!-- noted --><path")).get_json()["image"]
    assert first == again
    assert (first["kind"], first["fills"]) == ("svg", False)
    assert service.db.images.count_documents({}) == 1
    assert sent(ask, red_png()).get_json()["image"]["fills"] is True


def test_pictures_that_no_badge_bears_are_let_go(ask: Ask, service: Badges) -> None:
    """A day later, when the next is sent; those in any version, drafts too, and those just sent again are kept."""
    answers = [sent(ask, svg(f'<path d="M1 1h{n}v6z"/>').encode()).get_json() for n in "678"]
    borne, again, unused = (answer["image"]["id"] for answer in answers)
    ask("/commands/save-badge", draft(design={**DESIGN, "picture": borne}))
    service.db.images.update_many({}, {"$set": {"added_at": clock.now() - timedelta(days=2)}})
    sent(ask, svg('<path d="M1 1h7v6z"/>').encode())
    assert {row["_id"] for row in service.db.images.find()} == {borne, again}
    refused = ask("/commands/save-badge", draft("other", design={**DESIGN, "picture": unused}))
    assert [one["path"] for one in refused.get_json()["errors"]] == ["design.picture"]


def test_only_administrators_send_pictures(ask: Ask, service: Badges) -> None:
    """Others are refused, and nothing is kept."""
    assert sent(ask, STAR, EMPLOYEE).status_code == 403
    assert service.db.images.count_documents({}) == 0


@pytest.mark.parametrize("name", ["script", "onload", "billion laughs", "use from elsewhere", "uses of uses"])
def test_a_hostile_picture_is_refused_with_its_places(ask: Ask, service: Badges, name: str) -> None:
    """The answer names what is wrong and where; nothing is kept."""
    text, reason = HOSTILE[name]
    refused = sent(ask, text.encode())
    assert refused.status_code == 422
    assert any(reason in one["message"] and one["path"] for one in refused.get_json()["errors"])
    assert service.db.images.count_documents({}) == 0


@pytest.mark.parametrize("content", ["x" * (2 * MOST_BYTES), "not base64!"])
def test_what_is_no_file_or_too_large_is_refused(ask: Ask, content: str) -> None:
    """Before it is decoded."""
    refused = ask("/commands/save-image", {"content": content})
    assert (refused.status_code, refused.get_json()["errors"][0]["path"]) == (422, "content")


def test_a_badge_bears_its_picture(ask: Ask, service: Badges) -> None:
    """The drawing holds it, in a sandbox that lets it refer to nothing; the PNG is of the width asked for."""
    picture = sent(ask, red_png()).get_json()["image"]["id"]
    saved = ask("/commands/save-badge", draft(design={**DESIGN, "picture": picture}))
    assert saved.get_json()["badge"]["design"]["picture"] == picture
    drawn = ask("/badges/incident-lead/1.svg")
    assert "data:image/png;base64," in drawn.text
    assert drawn.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert drawn.headers["X-Content-Type-Options"] == "nosniff"
    raster = ask("/badges/incident-lead/1.png?width=120&scheme=dark")
    image = Image.open(io.BytesIO(raster.data)).convert("RGBA")
    assert (raster.mimetype, image.size, image.getpixel((60, 50))) == ("image/png", (120, 120), (255, 0, 0, 255))
    assert ask("/badges/incident-lead/1.png", who=None).status_code == 404


def test_a_new_look_is_a_draft_and_changes_nothing_else(ask: Ask, service: Badges) -> None:
    """What is live keeps its look; the draft beside it has the new one, and everything else as it was."""
    service.publish(draft(points=7))
    design = {"shape": "disc", "field": "lake", "icon": "book", "band": None, "picture": None}
    drawn = ask("/commands/design-badge", {"id": "incident-lead", "design": design}).get_json()["badge"]
    assert (drawn["version"], drawn["state"], drawn["points"], drawn["design"]) == (2, "draft", 7, design)
    again = ask("/commands/design-badge", {"id": "incident-lead", "design": {**design, "icon": "flame"}}).get_json()
    assert (again["badge"]["version"], again["badge"]["design"]["icon"]) == (2, "flame")
    live = ask("/read/badges", {"ids": ["incident-lead"]}).get_json()["items"]["incident-lead"]
    assert (live["version"], live["design"]["shape"], live["draft"]) == (1, "shield", 2)


def test_only_administrators_design(ask: Ask, service: Badges) -> None:
    """Others are refused and nothing changes; an unknown badge is none."""
    service.publish(draft())
    body = {"id": "incident-lead", "design": {**DESIGN, "icon": "book"}}
    assert ask("/commands/design-badge", body, EMPLOYEE).status_code == 403
    assert service.db.badges.find_one({"_id": "incident-lead"})["draft"] is None  # type: ignore[index]
    assert ask("/commands/design-badge", {**body, "id": "no-such"}).status_code == 404


def test_a_badge_that_nobody_designed_gets_a_look(ask: Ask) -> None:
    """The same each time, and one that can be drawn."""
    asked = {"id": "night-owl", "name": "Night owl"}
    first = ask("/read/suggest-design", asked).get_json()["design"]
    assert first == ask("/read/suggest-design", asked).get_json()["design"]
    assert ask("/commands/save-badge", draft("night-owl", design=first)).status_code == 200


def test_a_badge_cannot_name_a_picture_that_is_not_there(ask: Ask, service: Badges) -> None:
    """It is refused, and no draft is made."""
    refused = ask("/commands/save-badge", draft(design={**DESIGN, "picture": "p-" + "0" * 32}))
    assert [one["path"] for one in refused.get_json()["errors"]] == ["design.picture"]
    assert service.db.badges.count_documents({}) == 0


@pytest.mark.parametrize("query", ["width=15", "width=1025", "width=x", "height=5", "tier=none"])
def test_a_png_that_cannot_be_drawn_is_refused(ask: Ask, service: Badges, query: str) -> None:
    """With the parameter that is wrong."""
    service.save(draft())
    refused = ask(f"/badges/incident-lead/1.png?{query}")
    assert (refused.status_code, refused.get_json()["errors"][0]["path"]) == (422, query.partition("=")[0])


def test_a_design_is_seen_before_it_is_saved(ask: Ask) -> None:
    """For administrators, and never kept on the way; what can't be drawn names its field."""
    look = {"shape": "disc", "field": "lake", "icon": "book", "band": "Reading", "metal": "silver", "state": "held"}
    seen = ask(f"/badges/preview.svg?{urlencode(look)}")
    assert (seen.status_code, seen.mimetype, seen.headers["Cache-Control"]) == (
        200, "image/svg+xml", "private, no-cache",
    )  # fmt: skip
    assert ask(f"/badges/preview.svg?{urlencode(look)}", who=EMPLOYEE).status_code == 403
    assert ask(f"/badges/preview.svg?{urlencode(look)}", who=None).status_code == 403
    for field, value in {"icon": "dragon", "shape": "star", "band": "A name that is far too long to read"}.items():
        refused = ask(f"/badges/preview.svg?{urlencode({**look, field: value})}")
        assert (refused.status_code, refused.get_json()["errors"][0]["path"]) == (422, field)


def test_choices_and_contrasts(ask: Ask) -> None:
    """What there is to choose from, and how well a choice can be read."""
    choices = ask("/read/design-choices", {}).get_json()
    assert choices["shapes"] == ["disc", "hexagon", "shield", "rosette"]
    assert len(choices["icons"]) > 100
    assert all(icon["path"].startswith(("M", "m")) for icon in choices["icons"])
    found = ask("/read/check-design", {"design": DESIGN}).get_json()["contrasts"]
    assert {one["part"] for one in found} == {"icon", "band", "unearned"}
    assert all(one["holds"] and one["ratio"] >= one["asked"] for one in found)
    unknown = {"design": {**DESIGN, "picture": "p-" + "0" * 32}}
    assert ask("/read/check-design", unknown).status_code == 422
