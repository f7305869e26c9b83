"""A Chromium for tests: a headless shell, on this machine or from an npm package; else whichever browser there is.

A whole browser draws its own windows around each page, unseen: the same journeys cost it a third more."""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from deploy.local.errors import LocalError
from deploy.local.jars import cache
from deploy.local.process import kill_group

SHELLS = ("chrome-headless-shell", "chromium-headless-shell", "headless_shell")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
PACKAGE = Path(__file__).with_name("browser")
# A browser that looks nowhere but at the page asked for; root may run it.
PROBE = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
NULL = subprocess.DEVNULL
START = """\
#!/bin/sh
LD_LIBRARY_PATH="{folder}/al2023/lib" FONTCONFIG_FILE="{folder}/fonts.conf" exec "{folder}/chromium" "$@"
"""
# The package's own looks for fonts in the folders of a cloud, and text in a font that is not found is not drawn.
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}/fonts</dir>
  <cachedir>{folder}/fonts-cache</cachedir>
</fontconfig>
"""


@functools.cache
def executable() -> str:
    """The path of a Chromium that was seen to start; LocalError where there is none."""
    for candidate in _candidates():
        if starts(candidate):
            return candidate
    raise LocalError("No Chromium starts on this machine, and none could be fetched: put one on PATH.")


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, SHELLS))
    with suppress(LocalError):
        yield packed()
    yield from filter(None, map(shutil.which, BROWSERS))
    yield MAC


def starts(path: str, patience: float = 30.0) -> bool:
    """Whether this browser comes up and can be driven: it then names the port of its developer tools."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, *PROBE, f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"]
        try:
            browser = subprocess.Popen(command, stdin=NULL, stdout=NULL, stderr=NULL, start_new_session=True)
        except OSError:
            return False
        deadline = time.monotonic() + patience
        up = Path(profile) / "DevToolsActivePort"
        while not up.exists() and browser.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        kill_group(browser.pid)
        browser.wait()
        return up.exists()


def packed() -> str:
    """The npm package's Chromium (Linux x86-64), kept in the cache by version, complete or not there at all; LocalError
    where it can't be fetched."""
    version = json.loads((PACKAGE / "package.json").read_text())["dependencies"]["@sparticuz/chromium"]
    folder = cache() / f"headless-shell-{version}"
    if not folder.exists():
        draft = Path(tempfile.mkdtemp(dir=_made(cache())))
        _node("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        _node("node", "unpack.mjs", TMPDIR=str(draft), AWS_EXECUTION_ENV="AWS_Lambda_nodejs24.x")
        (draft / "fonts.conf").write_text(FONTS.format(folder=folder))
        start = draft / "start"
        start.write_text(START.format(folder=folder))
        start.chmod(0o755)
        draft.rename(folder)
    return str(folder / "start")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _node(program: str, *arguments: str, **env: str) -> None:
    """Runs `node` or `npm`, the wheel's where it is installed beside this Python, in the folder of the package."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = shutil.which(program, path=path)
    if command is None:
        raise LocalError(f"No {program} to fetch a browser with: put Chromium on PATH.")
    environment = {**os.environ, "PATH": path, **env}
    done = subprocess.run(
        [command, *arguments], cwd=PACKAGE, env=environment, stdin=NULL, capture_output=True, check=False
    )
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()
        raise LocalError(f"The browser's package can't be fetched or unpacked; put Chromium on PATH.\n{reason}")
