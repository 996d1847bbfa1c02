"""Forms with files come piece by piece: a slow one holds up nobody, and none of it stays."""

import asyncio

import pytest

from portal.app import create_app
from portal.tenancy import case_type_seed
from portal.web import uploading
from portal.web.incoming import Refused
from tests.correspondence.conftest import GENERAL
from tests.factories import a_lease, a_person, an_account
from tests.pages import Browser
from tests.uploads.conftest import a_pdf

HEADERS = {b"content-type": b"multipart/form-data; boundary=b", b"content-length": b"1000"}
BEGIN = b'--b\r\ncontent-disposition: form-data; name="pliki"; filename="a.pdf"\r\n\r\n'
END = b"\r\n--b--\r\n"


@pytest.fixture
def anna(browser: Browser, db):
    case_type_seed.plant(db)
    tenant = a_person(db)
    a_lease(db, tenant)
    browser.sign_in(an_account(db, tenant))
    return browser


class Slow:
    """A connection that brings the first pieces and then waits until it is told to go on."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)
        self.go_on = asyncio.Event()

    async def __call__(self):
        if len(self.pieces) == 1:
            await self.go_on.wait()
        body = self.pieces.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(self.pieces)}


def scope_of(browser: Browser, method: str, path: str, content_type: bytes):
    cookie = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [
            (b"cookie", cookie.encode()),
            (b"content-type", content_type),
            (b"content-length", b"500"),
            (b"sec-fetch-site", b"same-origin"),
        ],
        "client": ("127.0.0.1", 1),
    }


async def answer(app, scope, receive) -> int:
    sent = []

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"]


def test_a_slow_upload_holds_up_neither_reads_nor_writes(anna, settings):
    app = create_app(settings)
    workers = app.app.services.workers

    async def both() -> tuple[list[int], int]:
        slow = Slow(BEGIN, a_pdf() + END)
        boundary = HEADERS[b"content-type"]
        uploading = asyncio.create_task(
            answer(app, scope_of(anna, "POST", GENERAL, boundary), slow)
        )
        await asyncio.sleep(0.05)
        others = []
        for method, path, body in (
            ("GET", "/korespondencja", b""),
            ("POST", GENERAL, b"temat=Inny&tresc=Tekst&co=zapisz"),
            ("POST", "/wyglad", b"font=125&next=/"),
        ):
            quick = Slow(body)
            quick.go_on.set()
            plain = b"application/x-www-form-urlencoded"
            others.append(await answer(app, scope_of(anna, method, path, plain), quick))
        assert not uploading.done()
        slow.go_on.set()
        return others, await uploading

    try:
        others, uploaded = asyncio.run(both())
    finally:
        workers.close()
    assert others == [200, 303, 303]
    assert uploaded == 303


def read(receive, settings, files):
    return asyncio.run(uploading.read_with_files(receive, dict(HEADERS), settings.uploads, files))


@pytest.fixture
def files(browser):
    return browser.client.app.app.services.files


def left_behind(files) -> list[object]:
    return list(files.arrivals.iterdir()) if files.arrivals.exists() else []


def test_one_that_stops_in_the_middle_is_dropped(settings, files, monkeypatch):
    monkeypatch.setattr(uploading, "SECONDS_FOR_A_PIECE", 0.05)
    with pytest.raises(Refused) as refused:
        read(Slow(BEGIN + b"%PDF", END), settings, files)
    assert refused.value.status == 400
    assert left_behind(files) == []


def test_one_whose_sender_goes_away_is_dropped(settings, files):
    async def receive():
        if receive.times:
            return {"type": "http.disconnect"}
        receive.times += 1
        return {"type": "http.request", "body": BEGIN + b"%PDF", "more_body": True}

    receive.times = 0
    with pytest.raises(Refused) as refused:
        read(receive, settings, files)
    assert refused.value.status == 400
    assert left_behind(files) == []


def test_not_everybody_sends_at_once(settings, files, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_AT_ONCE", 0)
    with pytest.raises(Refused) as refused:
        read(Slow(BEGIN + END), settings, files)
    assert refused.value.status == 503


def test_a_file_is_on_the_disk_byte_for_byte(settings, files):
    content = bytes(range(256)) * 4000
    pieces = [BEGIN, *(content[at : at + 7777] for at in range(0, len(content), 7777)), END]
    slow = Slow(*pieces)
    slow.go_on.set()
    headers = {**HEADERS, b"content-length": str(sum(map(len, pieces))).encode()}
    (arrived,) = asyncio.run(
        uploading.read_with_files(slow, headers, settings.uploads, files)
    ).files
    assert (arrived.name, arrived.size, arrived.too_large) == ("a.pdf", len(content), False)
    assert arrived.place.read_bytes() == content
    uploading.drop([arrived])
    assert left_behind(files) == []
