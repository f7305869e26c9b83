"""A disk that is small enough to be filled: memory, mounted in a namespace of its own, which needs no root."""

import shutil
import subprocess

from deploy.local.home import Home
from deploy.local.process import Program

MEGABYTES = 900
PREPARE = """\
set -e
mkdir -p "$1/disk" && mount -t tmpfs -o size={size}m tmpfs "$1/disk"
for folder in mongodb kafka/data; do
  mkdir -p "$1/disk/$folder" && cp -a "$1/$folder/." "$1/disk/$folder/" && mount --bind "$1/disk/$folder" "$1/$folder"
done
touch "$1/disk/ready"; echo ready; exec sleep infinity
"""
IMPOSSIBLE = (
    "this machine lets no user mount memory as a disk (unshare, nsenter and user namespaces are needed; "
    "see kernel.unprivileged_userns_clone and kernel.apparmor_restrict_unprivileged_userns): {error}"
)


class SmallDisk:
    """Holds the files of mongod and Kafka of one home. Fails where the kernel does not let one be made."""

    holds = ("mongod", "kafka")

    def __init__(self, home: Home) -> None:
        self._folder = home.path
        command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", PREPARE.format(size=MEGABYTES), "sh"]
        assert shutil.which("unshare"), IMPOSSIBLE.format(error="unshare is missing")
        self._holder = subprocess.Popen(
            [*command, str(self._folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self._holder.stdout
        said = self._holder.stdout.readline()
        assert said == "ready\n", IMPOSSIBLE.format(error=said or "it ended")

    def within(self, program: Program) -> Program:
        """The same program, seeing the disk."""
        return Program(program.name, [*self._enter(), *program.argv], program.missing, program.env, 120)

    def fill(self) -> None:
        """Leave not a byte free."""
        self._run(f"cat /dev/zero > {self._folder}/disk/ballast", check=False)

    def free(self) -> None:
        """Make room again."""
        self._run(f"rm {self._folder}/disk/ballast", check=True)

    def free_bytes(self) -> int:
        """How much room there is."""
        return int(self._run(f"df --output=avail -B1 {self._folder}/disk | tail -1", check=True))

    def close(self) -> None:
        """Let go of the disk; it goes once nobody uses it."""
        self._holder.kill()
        self._holder.wait()
        if self._holder.stdout:
            self._holder.stdout.close()

    def _enter(self) -> list[str]:
        return ["nsenter", "--target", str(self._holder.pid), "--user", "--mount", "--preserve-credentials", "--"]

    def _run(self, command: str, *, check: bool) -> str:
        done = subprocess.run([*self._enter(), "sh", "-c", command], check=check, capture_output=True, text=True)
        return done.stdout
