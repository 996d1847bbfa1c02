"""Forms with files: read piece by piece, files to the disk and never into memory.

Everything is bounded: the body, the time, the fields, each file and their number. What is too large
or too many is read to its end and dropped, so that the page can still say what was wrong and keep
what was typed; only a body beyond every reason ends at once.
"""

import asyncio
import contextlib
import unicodedata
from pathlib import Path
from typing import BinaryIO, NamedTuple

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.datastructures import FormData
from starlette.types import Receive

from portal.settings import Uploads
from portal.store.files import Files
from portal.web.incoming import MOST_FIELDS, Refused

SECONDS_FOR_A_PIECE = 30
SECONDS_FOR_ALL = 20 * 60
MOST_AT_ONCE = 24
# How much more than a letter may hold is read, to be able to say so.
PATIENCE = 4
LONGEST_TEXT = 64 * 1024
MEGABYTE = 1024 * 1024
MULTIPART = b"multipart/form-data"

_under_way = 0


class Arrived(NamedTuple):
    """A file as it came. `place` is None for one that was too large or one too many."""

    field: str
    name: str
    place: Path | None
    size: int
    too_large: bool


class Incoming(NamedTuple):
    """What a form brought."""

    form: FormData
    files: list[Arrived]


async def read_with_files(
    receive: Receive, headers: dict[bytes, bytes], uploads: Uploads, files: Files | None
) -> Incoming:
    """The fields and files of a form.

    Takes:   files: where files go; None where they are not wanted, as from strangers.
    Raises:  Refused 413 beyond every limit, 400 for what is no form, 503 where many send at once.
    """
    global _under_way
    limit = uploads.letter_megabytes * PATIENCE * MEGABYTE
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or len(length) > 12 or int(length) > limit:
        raise Refused(413)
    if _under_way >= MOST_AT_ONCE:
        raise Refused(503)
    _under_way += 1
    try:
        return await _read(receive, _Parts(headers, uploads, files), limit)
    finally:
        _under_way -= 1


async def _read(receive: Receive, parts: "_Parts", limit: int) -> Incoming:
    done, more = 0, True
    try:
        async with asyncio.timeout(SECONDS_FOR_ALL):
            while more:
                async with asyncio.timeout(SECONDS_FOR_A_PIECE):
                    message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refused(400)
                piece = message.get("body", b"")
                done += len(piece)
                if done > limit:
                    raise Refused(413)
                # A slow disk holds up this form, not everybody's.
                await asyncio.to_thread(parts.take, piece)
                more = message.get("more_body", False)
        return parts.all_of_them()
    except BaseException as error:
        parts.drop()
        if isinstance(error, (TimeoutError, MultipartParseError)):
            raise Refused(400) from error
        raise


class _Parts:
    """The parts of a form as they come."""

    def __init__(self, headers: dict[bytes, bytes], uploads: Uploads, files: Files | None) -> None:
        kind, options = parse_options_header(headers.get(b"content-type", b""))
        boundary = options.get(b"boundary", b"")
        if kind != MULTIPART or not 1 <= len(boundary) <= 200:
            raise Refused(400)
        self.largest = uploads.file_megabytes * MEGABYTE
        self.most_files = uploads.files
        self.kept_in = files
        self.fields: list[tuple[str, str]] = []
        self.files: list[Arrived] = []
        self.ended = False
        self._texts = 0
        self._file: BinaryIO | None = None
        self._begin()
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header,
                "on_headers_finished": self._headers,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._all,
            },
        )

    def take(self, piece: bytes) -> None:
        """The next bytes of the form."""
        self._parser.write(piece)

    def all_of_them(self) -> Incoming:
        """What has come, once it has ended.

        Raises: Refused (400) for a form that breaks off.
        """
        if not self.ended:
            raise Refused(400)
        return Incoming(FormData([(name, value) for name, value in self.fields]), self.files)

    def drop(self) -> None:
        """Leave nothing behind."""
        if self._file is not None:
            self._file.close()
        for place in (self._place, *(file.place for file in self.files)):
            if place is not None:
                place.unlink(missing_ok=True)

    def _begin(self) -> None:
        self._name, self._value = b"", b""
        self._disposition = b""
        self._text: bytearray | None = None
        self._file = None
        self._place: Path | None = None
        self._size = 0
        self._field, self._file_name = "", ""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value
        self._name, self._value = b"", b""

    def _headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._field = _words(options.get(b"name", b""))
        if b"filename" not in options:
            self._text = bytearray()
            return
        name = options[b"filename"].decode("utf-8", "replace")
        self._file_name = name.replace("%22", '"').replace("%0D%0A", " ")
        if self.kept_in is not None and len(self.files) < self.most_files:
            self._place = self.kept_in.arriving()
            self._file = self._place.open("xb")

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if self._text is not None:
            self._texts += end - start
            if self._texts > LONGEST_TEXT:
                raise Refused(413)
            self._text += data[start:end]
        elif self._file is not None and self._size <= self.largest:
            self._file.write(data[start:end])

    def _end(self) -> None:
        if self._text is not None:
            if len(self.fields) >= MOST_FIELDS:
                raise Refused(413)
            self.fields.append((self._field, _words(bytes(self._text))))
            return
        if self._file is not None:
            self._file.close()
            self._file = None
        # A field in which no file was chosen is sent all the same, without a name.
        if self._file_name or self._size:
            self._note_file()
        elif self._place is not None:
            self._place.unlink(missing_ok=True)
        self._place = None

    def _note_file(self) -> None:
        too_large = self._size > self.largest
        place = self._place
        if place is not None and too_large:
            place.unlink(missing_ok=True)
            place = None
        # How many there are is told; what they are called, only of those that may be kept.
        if len(self.files) <= self.most_files:
            arrived = Arrived(self._field, self._file_name, place, self._size, too_large)
            self.files.append(arrived)

    def _all(self) -> None:
        self.ended = True


def drop(files: list[Arrived]) -> None:
    """Remove what came and was not kept."""
    for file in files:
        if file.place is not None:
            with contextlib.suppress(OSError):
                file.place.unlink(missing_ok=True)


def _words(text: bytes) -> str:
    """Text in one normal form of Unicode.

    Raises: Refused (400) for bytes that are no text, and for NUL.
    """
    try:
        words = text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400) from error
    if "\0" in words:
        raise Refused(400)
    return unicodedata.normalize("NFC", words)
