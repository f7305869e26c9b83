"""Whether a version was tried on real history, as it is now."""

import hashlib

from pymongo.database import Database

from services.badges import catalog
from services.badges.domain.editions import Version
from shared.store import Row


def fingerprint(version: Version) -> str:
    """What a dry run is of: all that decides who earns the badge, and for how long."""
    said = "\0".join([catalog.rule_text(version.rule), str(version.expiry), version.revokes])
    return hashlib.sha256(said.encode()).hexdigest()


def is_proven(db: Database[Row], version: Version) -> bool:
    """Whether a dry run of this very version has been done."""
    wanted = {"badge": version.badge, "version": version.number, "state": "done", "fingerprint": fingerprint(version)}
    return db.dry_runs.find_one(wanted, {"_id": 1}) is not None
