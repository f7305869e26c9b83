"""GraphQL over HTTP, judged by the protocol's own audits, and where they are silent."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from tests.gateway.support import Platform, codes

WEB = Path(__file__).parents[2] / "gateway" / "web"
AUDIT = """
import { createRequire } from 'node:module';
const { auditServer } = createRequire(process.argv[1])('graphql-http');
const results = await auditServer({ url: process.argv[2] });
console.log(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))));
"""


def audit(url: str) -> list[dict[str, Any]]:
    """The verdicts of npm's `graphql-http` on the server at ``url``."""
    node = shutil.which("node") or "node"
    script = [node, "--input-type=module", "--eval", AUDIT, str(WEB / "package.json"), url]
    run = subprocess.run(script, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    verdicts: list[dict[str, Any]] = orjson.loads(run.stdout)
    return verdicts


def test_all_audits_of_graphql_over_http_pass(platform: Platform) -> None:
    """61 of 61: nothing that must, should or may be is missing."""
    verdicts = audit(f"{platform.web}/graphql")
    assert len(verdicts) >= 61
    assert [verdict for verdict in verdicts if verdict["status"] != "ok"] == []


@pytest.mark.parametrize(
    ("body", "content_type", "status", "says"),
    [
        (b"[]", "application/json", 400, "batches"),
        (b'[{"query":"{__typename}"}]', "application/json", 400, "batches"),
        (b'"{__typename}"', "application/json", 400, "JSON object"),
        (b'{"query":"{__typename}"', "application/json", 400, "not JSON"),
        (b'{"query":"\xff"}', "application/json", 400, "not JSON"),
        (b'{"query":"{__typename}","variables":NaN}', "application/json", 400, "not JSON"),
        (b"[" * 5000, "application/json", 400, "not JSON"),
        (b"", "application/json", 400, "not JSON"),
        (b"{}", "application/json", 400, "query or a documentId"),
        (b'{"query":"{__typename}","variables":[]}', "application/json", 400, "variables must be an object"),
        (b"query=%7B__typename%7D", "application/x-www-form-urlencoded", 415, "application/json"),
        (b'{"query":"{__typename}"}', "text/plain", 415, "application/json"),
        (b'{"query":"{__typename}"}', "application/json; charset=utf-16", 415, "UTF-8"),
    ],
)
def test_what_is_no_request_is_refused_with_the_reason(
    platform: Platform, body: bytes, content_type: str, status: int, says: str
) -> None:
    """Bodies that break the protocol get a 4xx that says what would be right, never a fault."""
    answer = httpx2.post(f"{platform.web}/graphql", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status
    assert says in answer.json()["errors"][0]["message"]
    assert codes(answer.json()) == ["BAD_INPUT"]


def test_a_mutation_is_never_carried_out_by_get(platform: Platform) -> None:
    """An address that is opened, linked or fetched ahead changes nothing."""
    headers = {"Authorization": f"Bearer {platform.tokens['employee']}"}
    query = {"query": "mutation { setPrivacy(input: {hideFromFeed: true}) { id } }"}
    answer = httpx2.get(f"{platform.web}/graphql", params=query, headers=headers)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert platform.data("employee", "{ viewer { privacy { hideFromFeed } } }")["viewer"]["privacy"] == {
        "hideFromFeed": False
    }


def test_other_methods_and_media_types_are_refused(platform: Platform) -> None:
    """Only GET and POST, only JSON out."""
    assert httpx2.put(f"{platform.web}/graphql", json={}).status_code == 405
    wants_html = httpx2.post(f"{platform.web}/graphql", json={"query": "{__typename}"}, headers={"Accept": "text/html"})
    assert wants_html.status_code == 406


def test_a_body_beyond_the_limit_is_refused(platform: Platform) -> None:
    """Ten megabytes are enough for everyone."""
    answer = httpx2.post(f"{platform.web}/graphql", json={"query": "x" * 11_000_000}, timeout=30)
    assert answer.status_code == 413


def test_persisted_documents_are_found_by_their_hash_only(platform: Platform) -> None:
    """An id that is not kept is told apart from a broken request, so that a client can send the text instead."""
    answer = httpx2.post(f"{platform.web}/graphql", json={"documentId": "sha256:0"}).json()
    assert codes(answer) == ["PERSISTED_QUERY_NOT_FOUND"]


def test_every_page_address_has_the_strict_headers(platform: Platform) -> None:
    """Scripts from this site only, in no frame, no sniffing; also on errors."""
    for path in ("/", "/challenges/c-1", "/graphql", "/nothing.png", "/auth/options"):
        headers = httpx2.get(platform.web + path).headers
        assert "script-src 'self';" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert httpx2.get(f"{platform.web}/persisted.json").status_code == 404
    assert httpx2.get(f"{platform.web}/../pyproject.toml").status_code == 404


def test_readiness_names_every_service(platform: Platform) -> None:
    """Whoever looks at /readyz sees which part is missing."""
    answer = httpx2.get(f"{platform.web}/readyz").json()
    assert answer["missing"] == {}
    assert set(answer["services"].values()) == {"ready"}
    assert len(answer["services"]) == 6
