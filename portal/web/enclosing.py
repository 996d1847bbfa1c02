"""Files that came with a form: looked into, kept, and put to the draft, or refused with a word.

Looking and keeping take time and happen before anything is written to the database.
"""

from collections.abc import Sequence
from typing import NamedTuple

from portal.settings import Uploads
from portal.store.files import Files
from portal.tenancy.drafts import DraftFile
from portal.tenancy.files import Taken
from portal.uploads import checking
from portal.web.uploading import MEGABYTE, Arrived


class Result(NamedTuple):
    """What was taken, and what the sender is told of the others."""

    taken: list[Taken]
    refused: list[str]


def enclose(
    arrived: Sequence[Arrived], present: Sequence[DraftFile], uploads: Uploads, files: Files
) -> Result:
    """Take the files of a form, as far as there is room beside those that are there already."""
    result = Result([], [])
    room = uploads.letter_megabytes * MEGABYTE - sum(file.size for file in present)
    places = uploads.files - len(present)
    if len(arrived) > places:
        result.refused.append(
            f"Pismo może mieć najwyżej {uploads.files} plików. Wyślij resztę w kolejnym piśmie."
        )
    for file in arrived[: max(0, places)]:
        if file.place is None:
            reason = "too-large" if file.too_large else "empty"
            result.refused.append(checking.refusal(reason, file.name, uploads))
            continue
        if file.size > room:
            shown = checking.shown_name(file.name)
            result.refused.append(
                f"Plik „{shown}” już się nie zmieści. Pliki mogą mieć razem najwyżej"
                f" {uploads.letter_megabytes} MB."
            )
            continue
        try:
            taken = _take(file, uploads, files)
        except checking.Unfit as unfit:
            result.refused.append(str(unfit))
            continue
        result.taken.append(taken)
        room -= taken.kept.size
    return result


def _take(file: Arrived, uploads: Uploads, files: Files) -> Taken:
    """Raises: checking.Unfit, OSError."""
    if file.place is None:
        raise AssertionError("enclose() has asked")
    checked = checking.check(file.place, file.name, uploads)
    kept = files.keep(checked.place)
    return Taken(kept, checked.name, checked.media_type, checked.safety)
