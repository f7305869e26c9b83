"""What is stored of corrections."""

from mongoengine import DateTimeField, Document, StringField

from services.badges.documents import meta_of


class Decision(Document):
    """One act of somebody about an award, never changed: the audit trail. ``text`` is what they said."""

    id = StringField(primary_key=True)
    kind = StringField(required=True, choices=("given", "revoked", "appealed", "upheld", "reinstated"))
    award = StringField(required=True)
    badge = StringField(required=True)
    person = StringField(required=True)
    by = StringField(required=True)
    text = StringField(required=True)
    at = DateTimeField(required=True)
    meta = meta_of("decisions", ("award", "at"), ("badge", "-at", "id"), ("badge", "by", "kind", "at"))


class Appeal(Document):
    """One appeal against a revocation, by the award's id: there is one to each."""

    id = StringField(primary_key=True)
    badge = StringField(required=True)
    person = StringField(required=True)
    text = StringField(required=True)
    state = StringField(required=True, choices=("open", "upheld", "reinstated"))
    at = DateTimeField(required=True)
    meta = meta_of("appeals", ("state", "at", "id"))


DOCUMENTS: tuple[type[Document], ...] = (Decision, Appeal)
