"""What the lifecycle stores."""

from mongoengine import BooleanField, DateTimeField, DictField, Document, IntField, StringField

from services.badges.documents import meta_of


class DryRun(Document):
    """One dry run, its choices, how far it is and what it found; ``fingerprint``: of what (see `dry_runs`)."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    version = IntField(required=True)
    state = StringField(required=True, choices=("running", "done", "cancelled", "failed"))
    by = StringField(required=True)
    backfill = StringField(required=True)
    start = DateTimeField()
    edits = StringField(required=True)
    fingerprint = StringField(required=True)
    started_at = DateTimeField(required=True)
    beat_at = DateTimeField(required=True)
    ended_at = DateTimeField()
    scanned = IntField(required=True)
    total = IntField(required=True)
    found = DictField(null=True)
    problem = StringField()
    meta = meta_of("dry_runs", ("badge", "version", "-started_at"))


class Backfill(Document):
    """How far one lane is with judging everyone by a version, `badge|version|lane`."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    version = IntField(required=True)
    lane = IntField(required=True)
    done = IntField(required=True)
    total = IntField(required=True)
    ended = BooleanField(required=True)
    meta = meta_of("backfills", ("badge", "version"))


DOCUMENTS: tuple[type[Document], ...] = (DryRun, Backfill)
