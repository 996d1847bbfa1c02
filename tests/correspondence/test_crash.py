"""A letter that was acknowledged with a receipt survives; one that was not leaves nothing behind.

Two real servers on one database and one folder of files take letters from several people, are
killed at random instants (SIGKILL) and started again; the mail server is down all the while; in
another test the disk is full. While both are dead, and in the end, what the senders hold receipts
for is compared with what is kept.
"""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal import clock
from portal.store.database import connect, writing
from portal.store.files import Files
from portal.tenancy import case_type_seed
from portal.web import sessions
from tests.correspondence.senders import Letter, Paper, Senders
from tests.factories import a_lease, a_person, an_account, an_approved_address
from tests.online_payments.storm import Portal


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "round_number" in metafunc.fixturenames:
        rounds = metafunc.config.getoption("--crash-rounds")
        metafunc.parametrize("round_number", range(rounds))


@pytest.fixture(autouse=True)
def _the_real_calendar(today):
    """The servers have their own clock."""
    clock.pin(None)


def environment(database: Path) -> dict[str, str]:
    organisation = {
        "NAME": "Nasze Domy Sp. z o.o.", "SHORT_NAME": "Nasze Domy", "STREET": "ul. Kwiatowa 2",
        "CITY": "00-001 Miasto", "TELEPHONE": "22 000 00 00", "EMAIL": "biuro@nasze-domy.example",
    }  # fmt: skip
    return {
        "PORTAL_DATABASE": str(database),
        "PORTAL_SECRET_KEY": "a secret of thirty-two characters",
        "PORTAL_BASE_URL": "https://iok.example",
        # Nobody listens there.
        "PORTAL_SMTP_URL": "smtp://127.0.0.1:9",
        **{f"PORTAL_ORGANISATION_{name}": value for name, value in organisation.items()},
    }


@contextmanager
def portals_on(database: Path, number: int):
    """Servers on one database; nothing of them is left."""
    log = database.with_name("portal.log")
    found = [Portal(environment(database), Path(f"{log}.{n}")) for n in range(number)]
    try:
        yield found
    finally:
        for portal in found:
            portal.kill()


def letters_for(database: Path, chance: random.Random, *, people: int, each: int, size: int):
    """People with sessions, each with letters to send. Every letter and file is another."""
    db = connect(database)
    case_type_seed.plant(db)
    letters: dict[str, list[Letter]] = {}
    for person in range(people):
        tenant = a_person(db, f"Osoba {person}")
        a_lease(db, tenant)
        account = an_account(db, tenant)
        an_approved_address(db, account, f"osoba{person}@example.pl")
        with writing(db):
            token = sessions.open_session(db, account, "Test", hours=12)
        letters[token] = [
            Letter(
                f"Pismo {person}-{number}",
                f"Treść {chance.getrandbits(64):x}",
                tuple(
                    Paper(f"plik-{person}-{number}-{place}.pdf", a_pdf(chance, size))
                    for place in range(chance.randint(0, 2))
                ),
            )
            for number in range(each)
        ]
    db.close()
    return letters


def a_pdf(chance: random.Random, size: int) -> bytes:
    return b"%PDF-1.7\n" + chance.randbytes(chance.randint(size // 2, size)) + b"\n%%EOF\n"


def check_what_is_kept(database: Path, letters: dict[str, list[Letter]]) -> dict[str, str]:
    """Every case is whole, whether its sender knows of it or not; gives them by subject."""
    sent = {letter.subject: letter for each in letters.values() for letter in each}
    files = Files(database.with_name(f"{database.stem}-files"))
    db = sqlite3.connect(database)
    rows = db.execute("SELECT case_id, case_number, subject FROM cases").fetchall()
    found = {subject: number for _, number, subject in rows}
    assert len(found) == len(rows), "a letter was received twice"
    for case_id, number, subject in rows:
        letter = sent[subject]
        bodies = db.execute(
            "SELECT letter_id, body FROM case_letters WHERE case_id = ?", (case_id,)
        ).fetchall()
        assert [body for _, body in bodies] == [letter.body]
        attached = db.execute(
            "SELECT name, sha256 FROM attachments JOIN files USING (file_id)"
            " WHERE letter_id = ? ORDER BY position",
            (bodies[0][0],),
        ).fetchall()
        assert attached == [(paper.name, paper.sha256) for paper in letter.papers]
        for (_, sha256), paper in zip(attached, letter.papers, strict=True):
            assert files.path_of(sha256).read_bytes() == paper.content
        assert (
            len(db.execute("SELECT 1 FROM case_words WHERE rowid = ?", (case_id,)).fetchall()) == 1
        )
        receipts = db.execute(
            "SELECT count(*) FROM outbox WHERE contents LIKE ?", (f"%{number}%",)
        ).fetchone()
        assert receipts == (1,), "one receipt by e-mail waits for the mail server"
        opened = db.execute(
            "SELECT count(*) FROM events WHERE event = 'case.opened' AND details LIKE ?",
            (f"%{number}%",),
        ).fetchone()
        assert opened == (1,)
    for (sha256,) in db.execute("SELECT sha256 FROM files").fetchall():
        content = files.path_of(sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256, "a row names what is not there"
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()
    return found


def test_acknowledged_letters_survive_whenever_the_servers_die(database, round_number, request):
    chance = random.Random(round_number)  # noqa: S311 - no secret
    many = request.config.getoption("--crash-rounds") > 1
    letters = letters_for(database, chance, people=4, each=12 if many else 6, size=40_000)
    looks: list[tuple[int, int]] = []
    with portals_on(database, 2) as portals:
        for portal in portals:
            portal.start()
        for portal in portals:
            portal.wait()
        senders = Senders(portals, letters)
        with senders.at_work():
            for _ in range(6 if many else 3):
                kill_in_the_middle(senders, chance, lambda: look(senders, database, looks))
            senders.finish()
        for portal in portals:
            portal.kill()
        kept = check_what_is_kept(database, letters)
        assert senders.held() == kept
        assert senders.answers["broken off"], "nothing was under way when a server died"
    teller = request.config.pluginmanager.get_plugin("terminalreporter")
    if many and teller is not None:
        teller.write_line(
            f" round {round_number}: {len(kept)} letters, {dict(senders.answers)};"
            f" acknowledged, and kept but not acknowledged, when both were dead: {looks}"
        )


def look(senders: Senders, database: Path, looks: list[tuple[int, int]]) -> None:
    """Both are dead: what has a receipt is there, whole, and so is everything else that is."""
    held = senders.held()
    kept = check_what_is_kept(database, senders.letters)
    assert held.items() <= kept.items()
    looks.append((len(held), len(kept) - len(held)))


def kill_in_the_middle(senders: Senders, chance: random.Random, look) -> None:
    """Let some letters be acknowledged, kill both servers at that instant, start them again."""
    enough = senders.left - max(1, int(senders.left * chance.uniform(0.1, 0.5)))
    until = time.monotonic() + 60
    while senders.left > enough and not senders.wrong and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.05))
    for portal in senders.portals:
        portal.kill()
    look()
    for portal in senders.portals:
        portal.start()
    for portal in senders.portals:
        portal.wait()


@contextmanager
def a_small_disk(folder: Path, kilobytes: int):
    """A file system with little room."""
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a small disk")
    if subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_acknowledges_nothing_that_it_cannot_keep(database, tmp_path):
    chance = random.Random(1)  # noqa: S311 - no secret
    with a_small_disk(tmp_path / "disk", 6_000) as disk:
        moved = Path(shutil.copy(database, disk / "portal.db"))
        letters = letters_for(moved, chance, people=3, each=8, size=300_000)
        with portals_on(moved, 1) as (portal,):
            portal.start()
            portal.wait()
            senders = Senders([portal], letters)
            with senders.at_work():
                until = time.monotonic() + 60
                while senders.answers["503"] < 6 and time.monotonic() < until:
                    assert not senders.wrong, senders.wrong
                    time.sleep(0.02)
                assert senders.answers["503"] >= 6, senders.answers
                portal.kill()
                held = senders.held()
                assert 0 < len(held) < 24
                assert held.items() <= check_what_is_kept(moved, letters).items()
                subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
                portal.start()
                portal.wait()
                senders.finish()
            portal.kill()
            assert senders.held() == check_what_is_kept(moved, letters)
