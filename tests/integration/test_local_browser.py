"""The browser that tests drive, on this machine and on a bare one."""

import os
import shutil

import pytest

from deploy.local import browser
from deploy.local.errors import LocalError


def test_a_browser_starts(chromium: str) -> None:
    """The path that tests get is of a Chromium that can be driven."""
    assert browser.starts(chromium)


def test_a_program_that_is_no_browser_is_found_out() -> None:
    """What does not come up, or is not there, is not taken for a browser."""
    assert not browser.starts(shutil.which("true") or "true")
    assert not browser.starts("/nowhere/chromium")


@pytest.mark.skipif(os.uname()[:5:4] != ("Linux", "x86_64"), reason="the package carries a Chromium for Linux x86-64")
def test_a_bare_machine_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any browser on PATH the npm package's is unpacked with its libraries, and starts."""
    monkeypatch.setattr(browser, "SHELLS", ())
    monkeypatch.setattr(browser, "BROWSERS", ())
    browser.executable.cache_clear()
    path = browser.executable()
    browser.executable.cache_clear()
    assert path.endswith("/start")
    assert browser.starts(path)


def test_where_none_can_be_fetched_the_machines_is_taken(monkeypatch: pytest.MonkeyPatch, chromium: str) -> None:
    """The package is out of reach: a browser on PATH that starts is taken; where none does, the way out is said."""
    monkeypatch.setattr(browser, "packed", refuse)
    monkeypatch.setattr(browser, "SHELLS", ())
    monkeypatch.setattr(browser, "BROWSERS", (shutil.which("true"), chromium))
    assert browser.executable.__wrapped__() == chromium
    monkeypatch.setattr(browser, "BROWSERS", ())
    monkeypatch.setattr(browser, "MAC", "/nowhere/chrome")
    with pytest.raises(LocalError, match="put one on PATH"):
        browser.executable.__wrapped__()


def refuse() -> str:
    """No registry can be reached."""
    raise LocalError("The browser's package can't be fetched.")
