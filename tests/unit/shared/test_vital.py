"""A process doesn't outlive a thread that it can't do without."""

import subprocess
import sys

import pytest

from shared.vital import SOFTWARE

PROGRAM = """
import time
from shared.vital import vital
vital("relay", lambda: {works}).start()
time.sleep(30 * {fails})
"""


@pytest.mark.parametrize(("works", "code"), [("{}['row']", SOFTWARE), ("None", 0)], ids=["fault", "end"])
def test_a_fault_ends_the_process_and_an_end_does_not(works: str, code: int) -> None:
    """The log says which thread it was, and why."""
    program = PROGRAM.format(works=works, fails=int(code != 0))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == code
    assert ("KeyError" in done.stdout, "relay" in done.stdout) == (code != 0, code != 0)
