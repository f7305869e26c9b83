"""Every collection of the service, of all its parts."""

from mongoengine import Document

from services.badges.correcting.documents import DOCUMENTS as CORRECTING
from services.badges.credentials.documents import DOCUMENTS as CREDENTIALS
from services.badges.documents import DOCUMENTS
from services.badges.images.documents import DOCUMENTS as IMAGES
from services.badges.lifecycle.documents import DOCUMENTS as LIFECYCLE

ALL: tuple[type[Document], ...] = DOCUMENTS + CORRECTING + CREDENTIALS + IMAGES + LIFECYCLE
