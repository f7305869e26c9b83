"""Apache Kafka's jars: fetched once with jgo, kept in the cache, checked against `kafka.lock.toml` at every start."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jgo.env import LockFile
from jgo.maven import Artifact, MavenContext

from deploy.local.errors import LocalError

LOCK = Path(__file__).with_name("kafka.lock.toml")
UNREACHABLE = (
    "Kafka's jars can't be fetched ({reason}). Set KAFKA_BOOTSTRAP_SERVERS to a broker of yours, "
    "or M2_REPO to a Maven repository folder that has them."
)


def cache() -> Path:
    """The folder of what is fetched once for all clones: XDG_CACHE_HOME/laurel."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "laurel"


def repository() -> Path:
    """The Maven repository folder in use: M2_REPO, else one in the cache."""
    return Path(os.environ.get("M2_REPO") or cache() / "m2")


def classpath() -> str:
    """All jars of the lock as a Java class path, each present and unchanged."""
    context = MavenContext(repo_cache=repository(), timeout=60)
    locked = LockFile.load(LOCK).dependencies
    artifacts = [context.project(jar.groupId, jar.artifactId).at_version(jar.version).artifact() for jar in locked]
    with ThreadPoolExecutor(8) as pool:
        paths = pool.map(_fetch, artifacts, [jar.sha256 for jar in locked])
        return os.pathsep.join(map(str, paths))


def _fetch(artifact: Artifact, sha256: str) -> Path:
    kept = artifact.cached_path
    if kept and kept.exists() and _sha256(kept) != sha256:
        kept.unlink()  # half a download, or a changed file: fetch it again
    try:
        path = artifact.resolve()
    except (OSError, RuntimeError) as error:
        raise LocalError(UNREACHABLE.format(reason=error)) from error
    if _sha256(path) != sha256:
        path.unlink()
        raise LocalError(f"{path.name} is not the file that {LOCK.name} names (its sha256 differs); it was deleted.")
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
