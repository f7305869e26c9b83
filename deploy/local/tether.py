"""Becomes the command given, and asks the kernel to stop it should the parent die.

Run as `python -I -S tether.py PARENT_PID COMMAND…`. A program of its own, because asking between fork and exec
is unsafe once the parent has threads. Only Linux can tie a child so; elsewhere the next start finds the leftovers
by their pid files.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    """Replaces this process by `command`, tied to the life of `parent`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the tie was made
            sys.exit(1)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
