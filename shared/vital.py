"""Threads that a process can't do without: a fault in one ends it loudly, and its supervisor starts another."""

import os
import threading
from collections.abc import Callable

import structlog

SOFTWARE = 70
"""The exit code, EX_SOFTWARE of sysexits.h."""
log = structlog.get_logger()


def vital(name: str, work: Callable[[], object]) -> threading.Thread:
    """A thread of that name to do this work, not started. Nothing is lost with it: what is not committed is read
    again."""

    def run() -> None:
        try:
            work()
        except BaseException as fault:
            log.critical("thread_stopped", thread=name, error=repr(fault), exc_info=fault)
            os._exit(SOFTWARE)

    return threading.Thread(target=run, name=name, daemon=True)
