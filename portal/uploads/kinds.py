"""The kinds of files that are taken, and why others are not."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of file: its type, and the ending that its names get."""

    media_type: str
    ending: str


PDF = Kind("application/pdf", "pdf")
DOC = Kind("application/msword", "doc")
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
ODT = Kind("application/vnd.oasis.opendocument.text", "odt")
JPEG = Kind("image/jpeg", "jpg")
PNG = Kind("image/png", "png")
WEBP = Kind("image/webp", "webp")
HEIC = Kind("image/heic", "heic")
HEIF = Kind("image/heif", "heif")

PICTURES = (JPEG, PNG, WEBP, HEIC, HEIF)
DOCUMENTS = (PDF, DOC, DOCX, ODT)

# What browsers are told that they may offer. HEIC is not among it: a phone that takes such photos
# turns them into JPEG by itself then.
ACCEPT = ".pdf,.doc,.docx,.odt,.jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp"
IN_WORDS = "PDF, DOC, DOCX, ODT, JPG, PNG, WEBP"


class Refused(Exception):
    """The file is not taken; the message is one of the words of `checking.REASONS`."""
