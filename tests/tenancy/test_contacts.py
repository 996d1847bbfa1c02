"""Addresses and numbers as people type them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.tenancy.contacts import (
    NotAnAddress,
    NotANumber,
    read_address,
    read_telephone,
    same_address,
    telephone_in_words,
)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("anna.nowak@example.pl", "anna.nowak@example.pl"),
        ("  Anna.Nowak+iok@EXAMPLE.Pl ", "Anna.Nowak+iok@example.pl"),
        ("a@b-c.de.museum", "a@b-c.de.museum"),
    ],
)
def test_an_address_is_kept_as_it_was_typed_but_for_its_domain(words, kept):
    assert read_address(words) == kept
    assert same_address(words, kept)


@pytest.mark.parametrize(
    "words",
    ["", "anna", "@example.pl", "anna@", "anna@localhost", "a b@example.pl", "anna@example..pl",
     ".anna@example.pl", "anna.@example.pl", "anna@-example.pl", "anna@example.pl, jan@example.pl",
     "anna@example.pl\nBcc: x@y.pl", "Anna <anna@example.pl>", "łoś@example.pl", "anna@żółw.pl",
     "anna@example.123", f"{'a' * 65}@example.pl", f"a@{'b' * 64}.pl", f"a@{'b.' * 130}pl"],
)  # fmt: skip
def test_what_is_no_address_is_refused(words):
    with pytest.raises(NotAnAddress):
        read_address(words)


@given(st.text(max_size=60))
@example("a@b.pl\r\n")
@example("a@b.pl\u2028")
def test_an_address_is_one_word_that_any_server_understands(words):
    try:
        address = read_address(words)
    except NotAnAddress:
        return
    assert address.isascii()
    assert address.count("@") == 1
    assert not any(c.isspace() or c in ',;<>()[]"\\:' for c in address)


@pytest.mark.parametrize(
    ("words", "kept", "shown"),
    [
        ("600100200", "+48600100200", "+48 600 100 200"),
        ("600 100 200", "+48600100200", "+48 600 100 200"),
        ("(71) 000-00-01", None, None),
        ("71 300 00 01", "+48713000001", "+48 713 000 001"),
        ("+48 600 100 200", "+48600100200", "+48 600 100 200"),
        ("0048 600-100-200", "+48600100200", "+48 600 100 200"),
        ("48600100200", "+48600100200", "+48 600 100 200"),
        ("+380 44 123 45 67", "+380441234567", "+380441234567"),
        ("0044 20 7946 0018", "+442079460018", "+442079460018"),
    ],
)
def test_a_number_is_kept_with_its_country(words, kept, shown):
    if kept is None:
        kept, shown = "+48710000001", "+48 710 000 001"
    assert read_telephone(words) == kept
    assert telephone_in_words(kept).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    "words",
    ["", "600 100 20", "600 100 2000", "zero", "600 100 20x", "000 000 000", "+48 600 100 20",
     "+48 600 100 2000", "+0 123 456 789", "1" * 16, "+1" + "2" * 15, "٦٠٠١٠٠٢٠٠", "600_100_200"],
)  # fmt: skip
def test_what_is_no_number_is_refused(words):
    with pytest.raises(NotANumber):
        read_telephone(words)


@given(st.text(alphabet="0123456789+ -()./x\n", max_size=24))
def test_a_number_that_was_kept_is_read_the_same_again(words):
    try:
        number = read_telephone(words)
    except NotANumber:
        return
    assert 10 <= len(number) <= 16
    assert number[1:].isdigit()
    assert read_telephone(number) == number
    assert read_telephone(telephone_in_words(number)) == number
