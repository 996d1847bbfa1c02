"""The scanner of viruses: asked in its own words, and not believed to be there."""

import shutil
import socket
import struct
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest

from portal.uploads.scanner import scan
from tests.uploads.conftest import a_pdf

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def a_scanner(answer: bytes):
    """Something that speaks as ClamAV does; gives its address and what it was sent."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            conversation, _ = server.accept()
            with conversation, conversation.makefile("rb") as incoming:
                assert incoming.read(10) == b"zINSTREAM\0"
                while length := struct.unpack("!I", incoming.read(4))[0]:
                    received.append(incoming.read(length))
                conversation.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}", received
        thread.join()


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        (b"stream: OK\0", "clean"),
        (b"stream: Eicar-Signature FOUND\0", "infected"),
        (b"INSTREAM size limit exceeded. ERROR\0", "waiting"),
        (b"", "waiting"),
    ],
)
def test_the_answer_is_understood(tmp_path, answer, finding):
    place = tmp_path / "file"
    place.write_bytes(b"a" * 150_000)
    with a_scanner(answer) as (address, received):
        assert scan(place, address) == finding
    assert b"".join(received) == b"a" * 150_000


def test_a_scanner_that_is_not_there_lets_nothing_pass(tmp_path):
    place = tmp_path / "file"
    place.write_bytes(a_pdf())
    assert scan(place, str(tmp_path / "no.socket")) == "waiting"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert scan(place, f"tcp://127.0.0.1:{port}") == "waiting"


def test_an_infected_file_is_refused_and_gone(look):
    with a_scanner(b"stream: Eicar-Signature FOUND\0") as (address, _):
        assert "jest wirus" in look(a_pdf(), "umowa.pdf", scanner=address)


def test_a_file_waits_where_the_scanner_is_silent(look, tmp_path):
    checked = look(a_pdf(), "umowa.pdf", scanner=str(tmp_path / "no.socket"))
    assert checked.safety == "waiting"


@pytest.mark.skipif(shutil.which("clamd") is None, reason="ClamAV is not installed here")
def test_the_real_scanner_finds_what_it_is_to_find(tmp_path):
    place = tmp_path / "file"
    with clamd(tmp_path) as address:
        place.write_bytes(a_pdf())
        assert scan(place, address) == "clean"
        place.write_bytes(EICAR)
        assert scan(place, address) == "infected"


@contextmanager
def clamd(folder):
    """ClamAV's own server, which knows the one signature that harms nobody."""
    import hashlib

    signatures = folder / "signatures"
    signatures.mkdir()
    name = hashlib.md5(EICAR, usedforsecurity=False).hexdigest()
    (signatures / "test.hdb").write_text(f"{name}:{len(EICAR)}:Eicar-Test\n")
    address = folder / "clamd.socket"
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {address}\nDatabaseDirectory {signatures}\nForeground yes\n"
        f"LogFile {folder / 'clamd.log'}\nConcurrentDatabaseReload no\n"
    )
    with subprocess.Popen(["clamd", "-c", str(settings)], stdout=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 60
            while not address.exists():
                assert process.poll() is None, (folder / "clamd.log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield str(address)
        finally:
            process.terminate()
            process.wait(30)
