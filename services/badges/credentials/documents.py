"""What is stored of credentials: what holders chose, where they stand among the statuses, and the issuer's keys."""

from mongoengine import BinaryField, BooleanField, DateTimeField, DictField, Document, IntField, StringField

from services.badges.documents import meta_of


class Credential(Document):
    """One award as its holder published it, by an id that says nothing. One that was withdrawn stays, for its place
    among the statuses. ``version`` is what it refers to as it was handed out last, ``revoked`` is written with the
    award: what anybody may ask for looks at no awards. ``issued`` is what was signed last: the hash of what it says,
    the JSON, the token."""

    id = StringField(primary_key=True)
    award = StringField(required=True)
    badge = StringField(required=True)
    version = IntField(required=True)
    tier = StringField()
    person = StringField(required=True)
    name = StringField(required=True)
    evidence = BooleanField(required=True)
    subject = StringField(required=True)
    salt = StringField(required=True)
    identity = StringField()
    status_list = IntField(required=True)
    status_index = IntField(required=True)
    revoked = BooleanField(required=True)
    published_at = DateTimeField(required=True)
    withdrawn_at = DateTimeField()
    issued = DictField(null=True)
    meta = meta_of(
        "credentials",
        {"fields": ["award"], "unique": True},
        {"fields": ["status_list", "status_index"], "unique": True},
        ["status_list", "revoked", "status_index"],
        ["badge", "version", "tier", "withdrawn_at"],
        "person",
    )


class IssuerKey(Document):
    """One key of the issuer's, `key-1` and so on; the secret is encrypted (`keys.seal`). The highest number signs."""

    id = StringField(primary_key=True)
    number = IntField(required=True)
    public = BinaryField(required=True)
    sealed = BinaryField(required=True)
    created_at = DateTimeField(required=True)
    meta = meta_of("issuer_keys", {"fields": ["number"], "unique": True})


DOCUMENTS: tuple[type[Document], ...] = (Credential, IssuerKey)
