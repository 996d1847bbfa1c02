"""The data of a transfer and its 2D code."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.money import Grosze
from portal.settings import Organisation
from portal.tenancy import transfer

ACCOUNT = "56999900000000417000104582"
COMPANY = Organisation(
    name="Nasze Domy Sp. z o.o.",
    short_name="Nasze Domy",
    street="ul. Kwiatowa 2",
    city="00-001 Miasto",
    telephone="22 000 00 00",
    email="biuro@nasze-domy.example",
    nip="123-456-32-18",
)

briefly = settings(max_examples=50, deadline=None)
words = st.text(max_size=50)
amounts = st.integers(min_value=-10, max_value=10**9)
digits24 = st.text("0123456789", min_size=24, max_size=24)


def with_check_digits(rest: str) -> str:
    """A valid account number that ends in these 24 digits."""
    return f"{98 - int(rest + '252100') % 97:02d}{rest}"


def test_the_examples_of_the_recommendation():
    account = "92124012340001567890123456"
    assert (
        transfer.transfer_text("1234567890", account, Grosze(1200), "Odbiorca 1", "FV 1234/34/2012")
        == f"1234567890|PL|{account}|001200|Odbiorca 1|FV 1234/34/2012|||"
    )
    assert (
        transfer.transfer_text("", account, Grosze(1200), "Odbiorca 1", "Przelew ekspress")
        == f"|PL|{account}|001200|Odbiorca 1|Przelew ekspress|||"
    )


@briefly
@given(nip=words, account=words, amount=amounts, receiver=words, title=words)
def test_no_words_break_the_code(nip, account, amount, receiver, title):
    text = transfer.transfer_text(nip, account, Grosze(amount), receiver, title)

    assert len(text) <= 160
    fields = text.split("|")
    assert len(fields) == 9
    assert re.fullmatch("[0-9]{0,10}", fields[0])
    assert fields[1] == "PL"
    assert re.fullmatch("[0-9]{0,26}", fields[2])
    assert re.fullmatch("[0-9]{6}", fields[3])
    assert len(fields[4]) <= 20
    assert len(fields[5]) <= 32
    assert fields[6:] == ["", "", ""]
    assert re.fullmatch(r"[A-Za-z0-9ĄĆĘŁŃÓŚŹŻąćęłńóśźż ,./\\\-@#&*_]*", fields[4] + fields[5])


@briefly
@given(
    rest=digits24,
    amount=st.integers(min_value=1, max_value=999_999),
    number=st.from_regex(r"[A-Z0-9/.\-]{1,19}", fullmatch=True),
)
def test_plain_data_come_back_as_they_went_in(rest, amount, number):
    account = with_check_digits(rest)
    text = transfer.transfer_text(
        "1234563218", account, Grosze(amount), "Nasze Domy", transfer.title_of(number)
    )
    assert text.split("|") == [
        "1234563218", "PL", account, f"{amount:06d}", "Nasze Domy", f"Czynsz umowa {number}",
        "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "field"),
    [(1, "000001"), (999_999, "999999"), (1_000_000, "000000"), (0, "000000"), (-5, "000000")],
)
def test_the_amount_has_six_digits_or_is_left_to_the_payer(amount, field):
    text = transfer.transfer_text("", ACCOUNT, Grosze(amount), "A", "B")
    assert text.split("|")[3] == field


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń"),
        ("Zaz\u0307o\u0301łć", "Zażółć"),
        ("a|b\nc\td", "ab c d"),
        ("Zakład „Igła” – Barbara", "Zakład Igła - Barbara"),
        ("Müller & Söhne, Groß", "Muller & Sohne, Gross"),
        ("Київ 12", "12"),
        ("  ", ""),
    ],
)
def test_words_are_made_fit_for_banks(before, after):
    assert transfer.clean(before, 80) == after


def test_words_are_cut_by_characters_and_end_in_no_space():
    assert transfer.clean("ąąąą ąąąą", 5) == "ąąąą"
    assert transfer.clean("ż" * 40, 32) == "ż" * 32


def test_a_long_contract_number_keeps_its_end():
    assert transfer.title_of("417/2014") == "Czynsz umowa 417/2014"
    assert transfer.title_of("TBS/WR/0001/2014/NAJEM-AN") == "umowa TBS/WR/0001/2014/NAJEM-AN"
    assert transfer.title_of("TBS/WR/0001/2014/NAJEM-ANEKS-12") == "TBS/WR/0001/2014/NAJEM-ANEKS-12"


@briefly
@given(digits24)
def test_check_digits_are_verified(rest):
    account = with_check_digits(rest)
    assert transfer.is_nrb(account)
    for place in range(26):
        wrong = account[:place] + str((int(account[place]) + 1) % 10) + account[place + 1 :]
        assert not transfer.is_nrb(wrong)


@pytest.mark.parametrize("account", ["", "1" * 25, "1" * 27, "PL" + "1" * 24, "٣" * 26, " " * 26])
def test_what_is_no_account_number_is_none(account):
    assert not transfer.is_nrb(account)


@briefly
@given(digits24)
def test_grouping_keeps_every_digit(rest):
    account = with_check_digits(rest)
    assert re.fullmatch(r"\d\d( \d{4}){6}", transfer.grouped(account))
    assert " ".join(transfer.halves(account)) == transfer.grouped(account)
    assert transfer.grouped(account).replace(" ", "") == account


def test_the_account_number_is_shown_in_halves():
    assert transfer.halves(ACCOUNT) == ("56 9999 0000 0000", "4170 0010 4582")


def test_the_picture_is_the_code():
    import segno

    text = transfer.transfer_text(COMPANY.nip, ACCOUNT, Grosze(128_437), COMPANY.name, "Czynsz")
    code = segno.make(text, error="l", boost_error=False, micro=False, encoding="utf-8")
    drawn = transfer.picture(text)

    assert code.error == "L"
    assert drawn.size == code.symbol_size(border=0)[0] + 2 * transfer.MARGIN
    dark = set()
    for left, top, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawn.path):
        dark |= {(int(left) + step, int(top)) for step in range(int(length))}
    assert dark == {
        (column + transfer.MARGIN, row + transfer.MARGIN)
        for row, modules in enumerate(code.matrix)
        for column, module in enumerate(modules)
        if module
    }


def test_a_transfer_pays_what_is_due():
    data = transfer.transfer_of(COMPANY, "417/2014", ACCOUNT, Grosze(128_437))
    assert data.receiver == "Nasze Domy Sp. z o.o."
    assert data.title == "Czynsz umowa 417/2014"
    assert data.amount_is_in_code
    assert data.qr == transfer.picture(
        f"1234563218|PL|{ACCOUNT}|128437|Nasze Domy Sp. z o.o|Czynsz umowa 417/2014|||"
    )


def test_a_wrong_account_number_gets_no_code():
    assert transfer.transfer_of(COMPANY, "1", "57" + ACCOUNT[2:], Grosze(1)).qr is None


def test_an_amount_too_large_for_the_code_is_not_in_it():
    data = transfer.transfer_of(COMPANY, "1", ACCOUNT, Grosze(1_000_000))
    assert not data.amount_is_in_code
    assert not transfer.transfer_of(COMPANY, "1", ACCOUNT, Grosze(0)).amount_is_in_code
