"""Statements of banks are read as they are written, or refused with a reason."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.reconciliation import reading
from portal.reconciliation.details import parts_of
from portal.reconciliation.encodings import ENCODINGS
from portal.reconciliation.entries import Unreadable
from portal.reconciliation.reading import read_file
from tests.reconciliation.bank import OUR_ACCOUNT, Line, Paper, camt, mt940

MARKS = ("?", "~", "<", "^")
SENDER = "61109010140000071219812874"
TITLE = "Czynsz za listopad, zażółć gęślą jaźń, umowa 417/2014"
ONE = Paper([Line(1_284_37, TITLE, "JÓZEF ŻÓŁĆ", SENDER, reference="B1")])


def only_entry(content: bytes, encoding: str = ""):
    (statement,) = read_file(content, encoding).statements
    (entry,) = statement.entries
    return entry


def refusal_of(content: bytes, encoding: str = "") -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(content, encoding)
    return str(caught.value)


@pytest.mark.parametrize("mark", MARKS)
def test_the_details_of_each_dialect_are_parted(mark):
    entry = only_entry(mt940(ONE, mark).encode())
    assert entry.title == TITLE
    assert entry.name == "JÓZEF ŻÓŁĆ"
    assert entry.account == SENDER
    assert (entry.amount, entry.booked_on, entry.reference) == (1_284_37, date(2026, 11, 20), "B1")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_is_found_by_the_polish_letters(encoding):
    assert only_entry(mt940(ONE).encode(encoding)).title == TITLE


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_encoding_can_be_named(encoding):
    assert only_entry(mt940(ONE).encode(encoding), encoding).name == "JÓZEF ŻÓŁĆ"


def test_a_wrong_encoding_is_told():
    assert "Wybierz inne" in refusal_of(mt940(ONE).encode("cp1250"), "utf-8")


def test_what_has_no_marks_is_all_title():
    assert only_entry(mt940(ONE, "").encode()).title == f"911 {TITLE}"


def test_a_mark_in_a_title_parts_nothing():
    assert parts_of("020<00X<20Wpłata <50 zł<21reszta") == {
        0: "X",
        20: "Wpłata <50 zł",
        21: "reszta",
    }


def test_a_title_that_is_cut_in_a_word_is_one_again():
    line = Line(1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "X", SENDER)
    assert only_entry(mt940(Paper([line]), "~").encode()).title == line.title


def test_words_after_the_closing_balance_belong_to_no_entry():
    text = mt940(ONE).replace("\r\n-\r\n", "\r\n:86:WYCIĄG OGÓLNY\r\n-\r\n")
    assert "OGÓLNY" not in only_entry(text.encode()).details


def test_pages_of_a_statement_are_one_statement():
    first = mt940(Paper([Line(100)], opening=0)).replace(":62F:", ":62M:")
    second = mt940(Paper([Line(-30)], opening=100)).replace(":60F:", ":60M:")
    (statement,) = read_file((first + second).encode()).statements
    assert [entry.amount for entry in statement.entries] == [100, -30]
    assert (statement.opening, statement.closing) == (0, 70)


def test_several_statements_in_a_file_stay_apart():
    other = Paper([Line(500)], account="55999900000000417099990002")
    content = (mt940(ONE) + mt940(other)).encode()
    assert [each.account for each in read_file(content).statements] == [OUR_ACCOUNT, other.account]


def test_an_entry_without_a_kind_is_not_lost():
    text = mt940(Paper([Line(100), Line(250)])).replace("NTRFNONREF", "")
    assert [each.amount for each in read_file(text.encode()).statements[0].entries] == [100, 250]


def test_a_reversed_credit_takes_money_away():
    text = mt940(Paper([Line(-500)])).replace("1120D5,00", "1120RC5,00")
    assert only_entry(text.encode()).amount == -500


def test_envelopes_of_swift_are_no_part_of_it():
    wrapped = "{1:F01BANKPLPWXXXX}{2:I940X}{4:\r\n" + mt940(ONE).replace("\r\n-\r\n", "\r\n-}\r\n")
    assert only_entry(wrapped.encode()).title == TITLE


def test_camt_tells_the_same():
    entry = only_entry(camt(ONE).encode())
    assert (entry.title, entry.name, entry.account) == (TITLE, "JÓZEF ŻÓŁĆ", SENDER)
    assert (entry.amount, entry.booked_on, entry.reference) == (1_284_37, date(2026, 11, 20), "B1")


def test_camt_of_a_newer_version_is_read_too():
    newer = camt(ONE, namespace="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08")
    assert only_entry(newer.encode()).title == TITLE


def test_a_batch_in_camt_is_its_parts():
    parts = "".join(
        f'<TxDtls><AmtDtls><TxAmt><Amt Ccy="PLN">{amount}</Amt></TxAmt></AmtDtls>'
        f"<RmtInf><Ustrd>{title}</Ustrd></RmtInf></TxDtls>"
        for amount, title in (("10.00", "a"), ("2.50", "b"))
    )
    text = camt(Paper([Line(12_50, name="X")]))
    start, end = text.index("<NtryDtls>"), text.index("</NtryDtls>")
    content = f"{text[:start]}<NtryDtls>{parts}{text[end:]}".encode()
    (statement,) = read_file(content).statements
    assert [(each.amount, each.title) for each in statement.entries] == [(10_00, "a"), (2_50, "b")]


def test_a_batch_whose_parts_do_not_say_how_much_stays_whole():
    text = camt(Paper([Line(12_50, "a")]))
    text = text.replace("</NtryDtls>", "<TxDtls/></NtryDtls>")
    assert only_entry(text.encode()).amount == 12_50


def test_a_camt_entry_that_is_not_booked_does_not_count():
    text = camt(Paper([Line(100), Line(50)], off_by=-50))
    last = text.rindex("<Sts>BOOK")
    text = text[:last] + "<Sts>PDNG" + text[last + len("<Sts>BOOK") :]
    assert only_entry(text.encode()).amount == 100


@pytest.mark.parametrize("write", [mt940, camt])
def test_a_statement_that_does_not_add_up_is_refused(write):
    assert "1,00" in refusal_of(write(Paper([Line(100)], off_by=100)).encode())


@pytest.mark.parametrize(
    "text", [mt940(ONE).replace("PLN", "EUR"), camt(ONE, currency="EUR")], ids=["mt940", "camt"]
)
def test_another_currency_is_refused(text):
    assert "EUR" in refusal_of(text.encode())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "pusty"),
        (b" \r\n", "pusty"),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", "nie jest wyciąg"),
        (b"PK\x03\x04\0\0", "nie jest plik tekstowy"),
        (b"data;kwota\n2026-11-20;12,50\n", "nie jest wyciąg"),
        (b":20:ST\n:60F:C261120PLN1,00\n", "brakuje salda"),
        (b":20:ST\n:60F:C261120PLN1,,00\n:62F:C261120PLN1,00\n", "nie da się odczytać"),
        (b":20:ST\n:60F:C261399PLN1,00\n:62F:C261120PLN1,00\n", "nie da się odczytać"),
        (b"<html><body>logowanie</body></html>", "nie da się odczytać"),
        (b"<Document><BkToCstmrStmt><Stmt/></BkToCstmrStmt></Document>", "brakuje salda"),
        (b"<Document><BkToCstmrAcctRpt/></Document>", "nie da się odczytać"),
        (b"<Document>", "nie da się odczytać"),
        (b"<?xml version='1.0' encoding='UTF-7'?><Document/>", "Kodowanie"),
        ("\ufeff<Document/>".encode("utf-16"), "nie jest plik tekstowy"),
    ],
)
def test_what_is_no_statement_is_refused_with_a_reason(content, words):
    assert words in refusal_of(content)


BOMB = """<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]><Document>&c;</Document>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<Document>&a;</Document>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, "<!DOCTYPE Document><Document/>"])
def test_definitions_in_xml_are_refused_before_anybody_reads_them(text):
    assert "DOCTYPE" in refusal_of(text.encode())


def test_xml_that_is_too_deep_is_refused():
    assert "nie da się odczytać" in refusal_of(b"<a>" * 5_000 + b"</a>" * 5_000)


def test_a_file_beyond_the_limit_is_not_looked_into():
    assert "10 MB" in refusal_of(b":20:" + b"x" * reading.LARGEST)


def test_too_many_entries_are_refused():
    row = ":61:2611201120C0,01NTRFNONREF\n"
    text = f":20:X\n:60F:C261120PLN0,00\n{row * 20_001}:62F:C261120PLN200,01\n"
    assert "Za duży" in refusal_of(text.encode())
    nodes = b"<a/>" * 2_000_000
    assert "Za duży" in refusal_of(b"<Document>" + nodes + b"</Document>")


def test_the_name_of_a_file_on_this_computer_opens_nothing(tmp_path):
    secret = tmp_path / "x"
    secret.write_text(mt940(ONE))
    assert "nie jest wyciąg" in refusal_of(str(secret).encode())


def test_what_cannot_be_read_is_written_into_no_log(caplog, capfd):
    broken = mt940(ONE).replace(":61:2611201120C", ":61:JÓZEF ŻÓŁĆ")
    assert "nie da się odczytać" in refusal_of(broken.encode())
    assert not caplog.records
    assert "".join(capfd.readouterr()) == ""


WORDS = "Czynsz opłata ŁĄKA źdźbło Gdańsk ĆWIERĆ mąż święto Żółw umowa 417/2014 lok. 7 NOWAK"
POLISH = st.sampled_from(re.findall(r"\S+", WORDS))
TITLES = st.lists(POLISH, min_size=1, max_size=12).map(" ".join)
LINES = st.builds(
    Line,
    amount=st.integers(-999_999_99, 999_999_99).filter(bool),
    title=TITLES,
    name=st.lists(POLISH, min_size=1, max_size=3).map(" ".join),
    account=st.just(SENDER),
)


@given(
    lines=st.lists(LINES, max_size=8),
    opening=st.integers(-(10**9), 10**9),
    mark=st.sampled_from(MARKS),
    encoding=st.sampled_from(list(ENCODINGS)),
)
@settings(deadline=None, max_examples=150)
def test_what_a_bank_writes_is_what_is_read(lines, opening, mark, encoding):
    paper = Paper(lines, opening)
    for content in (mt940(paper, mark).encode(encoding), camt(paper).encode()):
        named = encoding if content[:1] == b":" else ""
        (statement,) = read_file(content, named).statements
        assert (statement.opening, statement.closing) == (opening, paper.closing)
        assert [each.amount for each in statement.entries] == [line.amount for line in lines]
        for entry, line in zip(statement.entries, lines, strict=True):
            # The subfields of MT940 hold 189 letters of a title.
            longest = len(line.title) if content[:1] == b"<" else 189
            assert entry.title.replace(" ", "") == line.title[:longest].replace(" ", "")


@given(title=st.lists(POLISH, min_size=6, max_size=12, unique=True).map(" ".join))
@settings(deadline=None, max_examples=150)
def test_the_encoding_is_found_whatever_is_written(title):
    paper = Paper([Line(1, f"{title} zażółć gęślą jaźń", "NOWAK", SENDER)])
    for encoding in ENCODINGS:
        assert "zażółć gęślą jaźń" in only_entry(mt940(paper, "?").encode(encoding)).title


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=300)
def test_no_bytes_are_a_fault_of_ours(content):
    for begun in (content, b":20:ST\n:60F:" + content, b"<Document>" + content):
        try:
            read_file(begun)
        except Unreadable:
            continue


@given(
    place=st.integers(0, 2_000), cut=st.integers(0, 40), put=st.binary(max_size=20),
    base=st.sampled_from([mt940(ONE, "~"), camt(ONE)]),
)  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_a_broken_statement_is_read_whole_or_refused(place, cut, put, base):
    content = base.encode()
    place %= len(content)
    try:
        found = read_file(content[:place] + put + content[place + cut :])
    except Unreadable:
        return
    for each in found.statements:
        assert each.opening + sum(entry.amount for entry in each.entries) == each.closing
