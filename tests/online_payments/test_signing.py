"""The hash of messages, by the examples that Autopay's documentation prints and its rule."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.online_payments.autopay.signing import PipeInValue, is_signed, signature
from portal.settings import Autopay

AUTOPAY = Autopay(url="https://pay.example", service_id="1", keys=("1test1",))
VALUES = st.text(st.characters(exclude_characters="|", exclude_categories=["Cs"]))


# The words that are hashed, their key last, and the hash that the documentation prints.
PRINTED = {
    "2|100|1.50|2test2": "2ab52e6918c6ad3b69a8228a2ab815f11ad58533eeed963dd990df8d8c3709d1",
    "2|100|2test2": "254eac9980db56f425acf8a9df715cbd6f56de3c410b05f05016630f7d30a4ed",
    "1|11|91|11.11|PLN|1|20010101111111|SUCCESS|AUTHORIZED|1test1": (
        "a103bfe581a938e9ad78238cfc674ffafdd6ec70cb6825e7ed5c41787671efe4"
    ),
    "1|11|CONFIRMED|1test1": "c1e9888b7d9fb988a4aae0dfbff6d8092fc9581e22e02f335367dd01058f9618",
    "47498|11111111111111111111111111111111|PLN,EUR|PL|1test1": (
        "306519f632e53a5e662de0125da7ac3f8135c7e4080900f2b145d4b25ff1b55d"
    ),
}


@pytest.mark.parametrize("words", PRINTED)
def test_the_examples_of_the_documentation_come_out(words):
    *values, key = words.split("|")
    assert signature(values, key, "sha256") == PRINTED[words]


def test_sha_512_is_a_matter_of_the_service():
    expected = hashlib.sha512(b"2|100|1.50|2test2").hexdigest()
    assert signature(["2", "100", "1.50"], "2test2", "sha512") == expected


def test_empty_values_go_with_their_separator_and_zero_stays():
    assert signature(["1", "", "0"], "k", "sha256") == hashlib.sha256(b"1|0|k").hexdigest()


@pytest.mark.parametrize("place", [0, 1])
def test_a_bar_in_a_value_is_refused_both_ways(place):
    values = ["11", "91"]
    values[place] += "|1"
    with pytest.raises(PipeInValue):
        signature(values, "k", "sha256")
    with pytest.raises(PipeInValue):
        is_signed(values, "", AUTOPAY)


@given(st.lists(VALUES))
def test_what_is_signed_with_any_of_the_keys_is_signed(values):
    turned = replace(AUTOPAY, keys=("new", "old"))
    for key in turned.keys:
        assert is_signed(values, signature(values, key, "sha256"), turned)
    assert not is_signed(values, signature(values, "other", "sha256"), turned)


@pytest.mark.parametrize("said", ["", "0e0", "ż" * 64, "\ud800", "A" * 64, "a" * 64, "a" * 10_000])
def test_what_is_no_hash_is_not_signed_and_breaks_nothing(said):
    assert not is_signed(["1"], said, AUTOPAY)


def test_upper_case_is_another_hash():
    assert not is_signed(["1"], signature(["1"], "1test1", "sha256").upper(), AUTOPAY)
