"""What is stored of pictures."""

from mongoengine import BinaryField, BooleanField, DateTimeField, Document, StringField

from services.badges.documents import meta_of


class Image(Document):
    """One picture, named by a hash of what is kept of it, so that the same one is kept once; it never changes.

    ``added_at``: when it was sent last."""

    id = StringField(primary_key=True)
    kind = StringField(required=True, choices=("svg", "png"))
    content = BinaryField(required=True)
    small = BinaryField(required=True)
    fills = BooleanField(required=True)
    added_by = StringField(required=True)
    added_at = DateTimeField(required=True)
    meta = meta_of("images")


DOCUMENTS: tuple[type[Document], ...] = (Image,)
"""What `ensure_indexes` is told."""
