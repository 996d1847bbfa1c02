"""Statements: the sums, the period that people type, and the PDF."""

import io
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData

from portal.finance import period, statement
from portal.money import Grosze
from portal.tenancy.ledger import Account, Charge, Payment

TODAY = date(2026, 11, 21)
HEADING = statement.Heading(
    organisation="Nasze Domy Sp. z o.o.",
    organisation_address="ul. Kwiatowa 2, 00-001 Miasto",
    holders="Anna Żółć i Piotr Nowak",
    address="ul. Jarzębinowa 14 m. 7, 53-120 Wrocław",
    contract_number="417/2014",
    as_of="21 listopada 2026",
)

briefly = settings(max_examples=50, deadline=None)
days = st.dates(date(2025, 1, 1), date(2026, 11, 21))
charges = st.lists(
    st.builds(
        lambda day, amount, kind: (day.isoformat(), amount, kind),
        days,
        st.integers(-50_000, 200_000),
        st.sampled_from(["regular", "settlement", "correction", "interest"]),
    ),
    max_size=12,
)
payments = st.lists(st.tuples(days.map(date.isoformat), st.integers(-50_000, 200_000)), max_size=12)


def an_account(charged=(), paid=()) -> Account:
    """A ledger of (issued on, amount, kind) and (booked on, amount)."""
    return Account(
        charges=[
            Charge(number, day, day, Grosze(amount), kind, day[:7])
            for number, (day, amount, kind) in enumerate(charged, 1)
        ],
        payments=[
            Payment(number, day, day, Grosze(amount), "transfer", 0)
            for number, (day, amount) in enumerate(paid, 1)
        ],
        balance=Grosze(0),
        overdue=Grosze(0),
        unpaid=[],
    )


@briefly
@given(charges, payments, days, days)
def test_the_sums_lead_from_the_opening_to_the_closing_balance(charged, paid, one, other):
    first, last = sorted((one, other))
    shown = statement.statement_of(an_account(charged, paid), first, last)

    assert (
        shown.opening - shown.charged - shown.interest + shown.credited + shown.paid
        == shown.closing
    )
    balance = shown.opening
    for entry in shown.entries:
        assert first.isoformat() <= entry.day <= last.isoformat()
        balance += (entry.charged or 0) + (entry.paid or 0)
        assert entry.balance == balance
    assert balance == shown.closing
    assert [entry.day for entry in shown.entries] == sorted(entry.day for entry in shown.entries)


@briefly
@given(charges, payments, days)
def test_one_statement_opens_where_the_one_before_closed(charged, paid, day):
    account = an_account(charged, paid)
    before = statement.statement_of(account, date(2025, 1, 1), day)
    after = statement.statement_of(account, date.fromordinal(day.toordinal() + 1), TODAY)
    assert after.opening == before.closing


def test_interest_and_money_given_back_are_shown_apart():
    account = an_account(
        charged=[
            ("2026-01-05", 100_000, "regular"),
            ("2026-02-05", 1_234, "interest"),
            ("2026-03-05", -20_000, "settlement"),
        ],
        paid=[("2026-01-09", 90_000)],
    )
    shown = statement.statement_of(account, date(2026, 1, 1), TODAY)
    assert shown.charged == 100_000
    assert shown.interest == 1_234
    assert shown.credited == 20_000
    assert shown.paid == 90_000
    assert shown.closing == 8_766


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("31.01.2026", date(2026, 1, 31)),
        ("1.2.2026", date(2026, 2, 1)),
        ("31.01.2026.", date(2026, 1, 31)),
        ("29.02.2024", date(2024, 2, 29)),
        ("29.02.2026", None),
        ("31/01/2026", None),
        ("2026-01", None),
        ("20260131", None),
        ("2026-W05-6", None),
        ("٣١.01.2026", None),
        ("", None),
        ("wczoraj", None),
    ],
)
def test_days_are_read_as_people_type_them(typed, day):
    assert period.read_day(typed) == day


@briefly
@given(st.dates(period.EARLIEST, TODAY), st.dates(period.EARLIEST, TODAY))
def test_any_two_past_days_in_order_are_a_period(one, other):
    first, last = sorted((one, other))
    form = period.PeriodForm(
        FormData([("od", first.isoformat()), ("do", f"{last.day}.{last.month}.{last.year}")]), TODAY
    )
    assert form.validate(), form.mistakes
    assert form.period == (first, last)


@briefly
@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_typed_is_taken_or_explained(first, last):
    form = period.PeriodForm(FormData([("od", first), ("do", last)]), TODAY)
    if not form.validate():
        assert all(words.endswith(".") for _, words in form.mistakes)
        assert form.mistakes


@pytest.mark.parametrize(
    ("first", "last", "mistakes"),
    [
        ("", "2026-01-01", ["Wpisz pierwszy dzień"]),
        ("2026-01-01", " ", ["Wpisz ostatni dzień"]),
        ("x", "y", ["Wpisz dzień, miesiąc i rok", "Wpisz dzień, miesiąc i rok"]),
        ("31.02.2026", "2026-11-21", ["Nie ma takiego dnia"]),
        ("2026-01-01", "2026-11-22", ["Wybierz dzisiaj (21.11.2026) albo wcześniejszy"]),
        ("2026-05-05", "2026-05-04", ["Ostatni dzień jest przed pierwszym"]),
        ("0001-01-01", "2026-05-04", ["Wybierz dzień od 1 stycznia 1900"]),
    ],
)
def test_mistakes_say_what_to_do(first, last, mistakes):
    form = period.PeriodForm(FormData([("od", first), ("do", last)]), TODAY)
    assert not form.validate()
    found = [words for _, words in form.mistakes]
    assert len(found) == len(mistakes)
    assert all(words.startswith(start) for words, start in zip(found, mistakes, strict=True))


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2025, 2, 28), date(2026, 1, 1)])
def test_presets_end_in_days_that_were(today):
    presets = period.presets_of(today, date(2014, 3, 3))
    for preset in presets:
        assert period.EARLIEST <= preset.period.first <= preset.period.last <= today


def test_the_last_twelve_months_are_a_year():
    presets = {preset.words: preset.period for preset in period.presets_of(TODAY, TODAY)}
    assert presets["Ostatnie 12 miesięcy"] == (date(2025, 11, 22), TODAY)
    leap = {p.words: p.period for p in period.presets_of(date(2024, 2, 29), TODAY)}
    assert leap["Ostatnie 12 miesięcy"] == (date(2023, 3, 1), date(2024, 2, 29))


@pytest.fixture(scope="module")
def pdf() -> pypdf.PdfReader:
    """A statement with titles that would like to be commands."""
    account = an_account(
        charged=[("2026-01-05", 128_437, "regular"), ("2026-02-05", 1_234, "interest")],
        paid=[("2026-01-09", 100_000), ("2026-01-10", 1)],
    )
    marks = {
        ("wplaty", 1): '#eval("1+1") *gwiazdki* "] $x$ \\ #panic()',
        ("wplaty", 2): "Zażółć gęślą jaźń ŻÓŁĆ",
        ("naliczenia", 1): "NC/2026/01/1001",
    }
    shown = statement.statement_of(account, date(2026, 1, 1), TODAY)
    content = statement.as_pdf(shown, HEADING, marks)
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(pdf: pypdf.PdfReader) -> str:
    """All words of a PDF, with plain spaces."""
    words = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(words.replace("\u00a0", " ").split())


def test_the_pdf_is_tagged_and_says_what_it_is(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "pl-PL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Zestawienie opłat i wpłat od 01.01.2026 do 21.11.2026"
    assert pdf.metadata.author == "Nasze Domy Sp. z o.o."


def test_the_pdf_claims_pdf_ua_1(pdf):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data()


def test_the_pdf_has_headings_and_tables_with_headers(pdf):
    kinds = kinds_of(pdf.trailer["/Root"]["/StructTreeRoot"])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 2
    assert kinds.count("/Table") == 2
    assert kinds.count("/THead") == 2
    assert kinds.count("/TH") == 7


def kinds_of(node) -> list[str]:
    """The kinds of all elements of a structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for child in node for kind in kinds_of(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (kinds_of(node["/K"]) if "/K" in node else [])


def test_the_pdf_holds_the_amounts_and_polish_letters(pdf):
    text = text_of(pdf)
    assert "−1 284,37 zł" in text
    assert "+1 000,00 zł" in text
    assert "−12,34 zł" in text
    assert "Odsetki za opóźnienie" in text
    assert "Anna Żółć i Piotr Nowak" in text
    assert "ul. Jarzębinowa 14 m. 7, 53-120 Wrocław" in text
    assert "Zażółć gęślą jaźń ŻÓŁĆ" in text
    assert "nr NC/2026/01/1001" in text
    assert "(do zapłaty)" in text


def test_titles_that_look_like_commands_stay_words(pdf):
    assert '#eval("1+1") *gwiazdki* "] $x$ \\ #panic()' in text_of(pdf)


def test_every_font_is_embedded(pdf):
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.get_object())


def test_ten_years_fit(tmp_path):
    months = [(year, month) for year in range(2016, 2026) for month in range(1, 13)]
    account = an_account(
        charged=[(f"{y}-{m:02d}-01", 100_000 + m, "regular") for y, m in months],
        paid=[(f"{y}-{m:02d}-09", 100_000) for y, m in months],
    )
    shown = statement.statement_of(account, date(2016, 1, 1), TODAY)
    pdf = pypdf.PdfReader(io.BytesIO(statement.as_pdf(shown, HEADING, {})))
    assert len(shown.entries) == 240
    assert len(pdf.pages) > 4
    assert "Opłata za grudzień 2025" in text_of(pdf)


def test_an_empty_period_says_so():
    shown = statement.statement_of(an_account(), date(2026, 1, 1), TODAY)
    pdf = pypdf.PdfReader(io.BytesIO(statement.as_pdf(shown, HEADING, {})))
    assert "W tym okresie nie było opłat ani wpłat." in text_of(pdf)


def test_a_template_that_fails_is_reported(tmp_path):
    from portal.typesetting import NotSet, set_in_type

    template = tmp_path / "bad.typ"
    template.write_text("#panic(sys.inputs.data)")
    with pytest.raises(NotSet, match="panicked"):
        set_in_type(template, "x")
