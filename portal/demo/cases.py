"""The letters of the demonstration: every state, an answer that nobody has read, long words."""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import NamedTuple

from portal import clock
from portal.demo.papers import PAPERS, STATEMENT
from portal.store.database import Database, writing
from portal.store.files import Files
from portal.tenancy import (
    accounts,
    case_reads,
    case_type_writing,
    case_types,
    cases,
    drafts,
    files,
    text_blocks,
)
from portal.tenancy.accounts import Account
from portal.tenancy.case import Case, case_of
from portal.tenancy.case_letters import Enclosed, NewLetter
from portal.tenancy.case_terms import promised_day
from portal.tenancy.case_types import Document
from portal.tenancy.drafts import Begun
from portal.tenancy.text_blocks import TextBlock

MEDIA_TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf"} | {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
}
OFFICE = "Ewa Biurowa"
TECHNICAL, CUSTOMERS, MONEY = (
    f"{OFFICE}, Dział Techniczny", f"{OFFICE}, Biuro Obsługi Klienta", f"{OFFICE}, Księgowość",
)  # fmt: skip


class Sent(NamedTuple):
    """A letter that a tenant sent so many days ago."""

    login: str
    slug: str
    days: int
    subject: str
    body: str
    answers: tuple[tuple[str, str], ...] = ()
    papers: tuple[str, ...] = ()


_WINDOW = Sent(
    "10001", "usterka-w-mieszkaniu", 4, "Nieszczelne okno w kuchni",
    "W kuchni wieje spod okna, kiedy jest zamknięte. Uszczelka na dole odchodzi.\n\n"
    "Dołączam dwa zdjęcia.",
    (("Gdzie to jest?", "Kuchnia"), ("Kiedy możemy przyjść?", "Dni robocze, 8.00–12.00"),
     ("Telefon do umówienia wizyty", "+48\u00a0600\u00a0000\u00a0001")),
    ("okno-1.jpg", "okno-2.jpg"),
)  # fmt: skip
_PERSONS = Sent(
    "10001", "liczba-osob", 5, "Zmiana liczby osób w mieszkaniu", "",
    (("Ile osób mieszka teraz?", "2"), ("Ile osób będzie mieszkać po zmianie?", "3"),
     ("Od kiedy?", "1\u00a0grudnia 2026"), ("Co się zmienia?", "Ktoś się wprowadza"),
     ("Kto się wprowadza albo wyprowadza?", "Zofia Nowak, wnuczka")),
    (f"{STATEMENT}.pdf",),
)  # fmt: skip
_NOISE = Sent(
    "10001", "usterka-w-budynku", 19, "Hałas z wentylatorni, klatka B",
    "Od tygodnia w nocy słychać buczenie zza ściany wentylatorni.",
    (("Gdzie to jest?", "Klatka schodowa"), ("Dokładne miejsce", "klatka B, piętro 4")),
)  # fmt: skip
_MIXER = Sent(
    "10001", "pismo-ogolne", 85, "Wymiana baterii w łazience",
    "Czy mogę na własny koszt wymienić baterię przy wannie?",
)  # fmt: skip
_INSTALMENTS = Sent(
    "10002", "raty", 6, "Rozłożenie zaległości na raty",
    "Przez trzy miesiące nie było pracy. Od grudnia pracuję i mogę spłacać.",
    (("Na ile rat?", "6"), ("Kiedy zapłacisz pierwszą ratę?", "10\u00a0grudnia 2026")),
)  # fmt: skip
_CERTIFICATE = Sent(
    "10004", "zaswiadczenie", 1, "Zaświadczenie", "",
    (("Jakie zaświadczenie?", "O wysokości opłat"), ("Do czego jest potrzebne?", "do banku")),
)  # fmt: skip
_SETTLEMENT = Sent(
    "10005", "pytanie-o-oplaty", 30, "Pytanie o saldo lub rozliczenie",
    "Skąd wzięła się dopłata w rozliczeniu mediów?",
    (("Czego dotyczy pytanie?", "Rozliczenie mediów"),),
)  # fmt: skip
_DEPOSIT = Sent(
    "10007", "pismo-ogolne", 200, "Oddanie kluczy", "Kiedy mogę oddać klucze?",
)  # fmt: skip
_LONG = Sent(
    "10008", "skarga", 12,
    "Długotrwałe, powtarzające się i niewyjaśnione niedogrzewanie pomieszczeń w lokalu oraz na"
    " klatce schodowej",
    "Konstantynopolitańczykowianeczkowszczyzna. " * 12,
    (("Kiedy to się stało?", "9\u00a0listopada 2026"),),
)  # fmt: skip


def write_letters(db: Database, kept: Files) -> None:
    """Fill the correspondence of the demonstration; the accounts come first."""
    clerk = _account(db, "biuro").account_id
    _add_documents(db, kept)
    _add_text_blocks(db, clerk)
    _mixer(db, kept, clerk)
    _settle(db, kept, _DEPOSIT, clerk, "Klucze można oddać w biurze.", "Odpowiedź wysłana.")
    _settle(db, kept, _SETTLEMENT, clerk, "Rozliczenie wysyłamy w załączniku.", "Wyjaśnione.")
    _noise(db, kept, clerk)
    _office_letter(db, clerk)
    _open(db, kept, _LONG)
    _instalments(db, kept, clerk)
    persons = _open(db, kept, _PERSONS)
    with _days_ago(4), writing(db):
        cases.assign(db, persons, clerk, account_id=clerk)
    _window(db, kept, clerk)
    _open(db, kept, _CERTIFICATE)
    _begin(db)


def _window(db: Database, kept: Files, clerk: int) -> None:
    case = _open(db, kept, _WINDOW)
    with _days_ago(3), writing(db):
        cases.assign(db, case, clerk, account_id=clerk)
    with _days_ago(1), writing(db):
        body = (
            "Dzień dobry,\n\ndziękujemy za zdjęcia. Okno trzeba wyregulować i wymienić uszczelkę."
            " Naprawa jest bezpłatna.\n\nMonter przyjdzie w środę, 25 listopada, między 9.00"
            " a 11.00. Praca potrwa około 30 minut.\n\nJeśli ten termin Pani nie odpowiada,"
            " prosimy odpisać do wtorku do godz. 12.00."
        )
        order = Enclosed(_keep(db, kept, "zlecenie-1184.pdf"), "Zlecenie-1184.pdf")
        letter = NewLetter(body, TECHNICAL, clerk, enclosed=(order,))
        cases.answer(db, case, letter, account_id=clerk)
        day = clock.today() + timedelta(days=5)
        cases.plan_visit(db, case, day, "9.00–11.00", account_id=clerk)
        note = NewLetter("Część zamówiona, zlecenie 1184.", OFFICE, clerk)
        cases.note(db, case, note, account_id=clerk)


def _noise(db: Database, kept: Files, clerk: int) -> None:
    case = _open(db, kept, _NOISE)
    with _days_ago(17), writing(db):
        letter = NewLetter(
            "Dzień dobry,\n\nzamówiliśmy nowe łożysko wentylatora. Naprawa potrwa do końca"
            " listopada.",
            TECHNICAL,
            clerk,
        )
        due_on = clock.today() + timedelta(days=26)
        cases.answer(db, case, letter, account_id=clerk, due_on=due_on)
        case_reads.mark(db, case.case_id, case.tenant_id)


def _mixer(db: Database, kept: Files, clerk: int) -> None:
    body = "Dzień dobry,\n\ntak, prosimy tylko zachować starą baterię."
    _settle(db, kept, _MIXER, clerk, body, "Zgoda udzielona.")


def _instalments(db: Database, kept: Files, clerk: int) -> None:
    case = _open(db, kept, _INSTALMENTS)
    with _days_ago(2), writing(db):
        body = "Dzień dobry,\n\nprosimy dołączyć zaświadczenie o zarobkach z nowej pracy."
        letter = NewLetter(body, MONEY, clerk)
        until = clock.today() + timedelta(days=8)
        cases.answer(db, case, letter, account_id=clerk, ask_until=until)


def _settle(db: Database, kept: Files, sent: Sent, clerk: int, body: str, reason: str) -> None:
    """A case that was answered three days later, read and closed."""
    case = _open(db, kept, sent)
    with _days_ago(sent.days - 3), writing(db):
        letter = NewLetter(body, CUSTOMERS, clerk)
        cases.answer(db, case, letter, account_id=clerk, close_reason=reason)
        case_reads.mark(db, case.case_id, case.tenant_id)


def _office_letter(db: Database, clerk: int) -> None:
    anna = _account(db, "10001")
    with _days_ago(8), writing(db):
        new = cases.NewCase(
            form_key="demo-office-1",
            lease_id=_lease(db, anna),
            tenant_id=anna.tenant_id or 0,
            case_type_id=None,
            type_name="List od biura",
            subject="Rozliczenie ogrzewania 2025/2026",
            queue="finance",
            shared=True,
            due_on=None,
            opened_by="office",
        )
        body = "Dzień dobry,\n\nrozliczenie ogrzewania za sezon 2025/2026 jest w Finansach."
        case_id = cases.open_case(db, new, NewLetter(body, MONEY, clerk), account_id=clerk)
        case_reads.mark(db, case_id, new.tenant_id)


def _begin(db: Database) -> None:
    """A letter that waits to be finished."""
    jan = _account(db, "10002")
    case_type = case_types.case_type_of(db, case_types.GENERAL)
    begun = Begun(jan.tenant_id or 0, _lease(db, jan), case_type.case_type_id)
    with _days_ago(1), writing(db):
        drafts.save(db, begun, "Kopia umowy najmu", "Proszę o kopię", {})


def _open(db: Database, kept: Files, sent: Sent) -> Case:
    account = _account(db, sent.login)
    case_type = case_types.case_type_of(db, sent.slug)
    (name,) = db.execute(
        "SELECT coalesce(company_name, first_name || ' ' || last_name) FROM tenants"
        " WHERE tenant_id = ?",
        (account.tenant_id,),
    ).fetchone()
    with _days_ago(sent.days), writing(db):
        enclosed = tuple(Enclosed(_keep(db, kept, paper), paper) for paper in sent.papers)
        letter = NewLetter(sent.body, name, account.account_id, sent.answers, enclosed)
        new = cases.NewCase(
            form_key=f"demo-{sent.login}-{sent.slug}-{sent.days}",
            lease_id=_lease(db, account),
            tenant_id=account.tenant_id or 0,
            case_type_id=case_type.case_type_id,
            type_name=case_type.name,
            subject=sent.subject,
            queue=case_type.queue,
            shared=case_type.shared,
            due_on=promised_day(clock.today(), case_type.answer_days),
        )
        case = case_of(db, cases.open_case(db, new, letter, account_id=account.account_id))
    if case is None:
        raise AssertionError("it was opened a line above")
    return case


def _add_documents(db: Database, kept: Files) -> None:
    """The statement of the number of persons, to be filled in on a computer or by hand."""
    case_type = case_types.case_type_of(db, "liczba-osob")
    for place, (name, ending) in enumerate(
        (("Oświadczenie o liczbie osób", "docx"), ("To samo do druku", "pdf"))
    ):
        file_name = f"{STATEMENT}.{ending}"
        with writing(db):
            file_id = _keep(db, kept, file_name)
            document = Document(
                0, case_type.case_type_id, file_id, name, file_name, 1, "2026-09-01", None,
                "", place, "",
            )  # fmt: skip
            case_type_writing.add_document(db, document)


def _add_text_blocks(db: Database, clerk: int) -> None:
    with writing(db):
        for name, body, queue in (
            ("Podziękowanie", "Dzień dobry,\n\ndziękujemy za wiadomość.", ""),
            ("Termin wizyty", "Monter przyjdzie w dniu … między … a ….", "technical"),
            ("Prośba o dokument", "Prosimy dołączyć …. Czekamy do dnia ….", ""),
        ):
            text_blocks.save(db, TextBlock(0, name, body, queue), account_id=clerk)


def _keep(db: Database, kept: Files, paper: str) -> int:
    content = (PAPERS / paper).read_bytes()
    media_type = MEDIA_TYPES[paper.rpartition(".")[2]]
    return files.note(db, kept.keep(content), media_type, "unscanned")


def _days_ago(days: int) -> AbstractContextManager[None]:
    return clock.standing_at(clock.today() - timedelta(days=days))


def _account(db: Database, login: str) -> Account:
    account = accounts.account_of_login(db, login)
    if account is None:
        raise AssertionError("the accounts of the demonstration come first")
    return account


def _lease(db: Database, account: Account) -> int:
    (lease_id,) = db.execute(
        """
        SELECT lease_id
        FROM lease_tenants
        JOIN leases USING (lease_id)
        JOIN premises USING (premises_id)
        WHERE tenant_id = ?
        ORDER BY ended_on IS NOT NULL, kind <> 'flat', kind <> 'commercial', lease_id
        """,
        (account.tenant_id,),
    ).fetchone()
    return int(lease_id)
