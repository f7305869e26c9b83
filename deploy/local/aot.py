"""What Java works out of a program's classes at its start, kept as a file that the next start maps (JEP 514, Java 25):
Kafka is ready after 0.8 instead of 2.5 s, with a tenth less memory. An older Java starts as it always did."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from deploy.local.home import Home
from deploy.local.process import Process, Program, stop_all

OLDER_JAVA = "-XX:+IgnoreUnrecognizedVMOptions"
# Of what else is kept, code that adapts calls, Java 25 says at some starts that it is not what it should be.
CLASSES_ALONE = ["-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching", "-XX:-AOTStubCaching"]


def using(java: Sequence[str], kept: Path) -> list[str]:
    """The command ``java`` (its path, its options) that uses what is kept, if something is. What another Java has
    written, or one with other jars, is passed over by Java itself."""
    if not kept.exists():
        return list(java)
    return [java[0], OLDER_JAVA, *CLASSES_ALONE, f"-XX:AOTCache={kept}", *java[1:]]


def learn(program: Program, home: Home, kept: Path) -> None:
    """Runs a program until it is ready, and keeps what Java worked out; LocalError where it does not get ready."""
    draft = kept.with_suffix(f".{os.getpid()}")
    argv = [program.argv[0], OLDER_JAVA, *CLASSES_ALONE, f"-XX:AOTCacheOutput={draft}", *program.argv[1:]]
    process = Process(home, replace(program, argv=argv))
    try:
        process.wait_ready()
    finally:
        stop_all([process])
    if draft.exists():
        draft.replace(kept)


def name(java: Sequence[str]) -> str:
    """A name for what belongs to this Java, wherever it is, with these options and jars."""
    release = Path(java[0]).resolve().parents[1] / "release"
    this = release.read_text() if release.exists() else java[0]
    return hashlib.sha256("\n".join([this, *java[1:]]).encode()).hexdigest()[:16] + ".aot"
