"""Logins, first passwords, and what becomes of letters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.store.database import writing
from portal.tenancy import accounts, credential_letters, first_passwords, logins
from tests.factories import a_member_of_staff, a_person, an_account, hash_of_password

numbers = st.integers(10_000, 9_999_999).map(str)


@given(numbers, st.data())
def test_one_wrong_digit_never_makes_another_login(digits, data):
    login = logins.with_check_digit(digits)
    place = data.draw(st.integers(0, len(login) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != login[place]))
    assert logins.has_right_check_digit(login)
    assert not logins.has_right_check_digit(login[:place] + other + login[place + 1 :])


@given(numbers, st.data())
def test_two_digits_in_the_wrong_order_never_make_another_login(digits, data):
    login = logins.with_check_digit(digits)
    place = data.draw(st.integers(0, len(login) - 2))
    swapped = login[:place] + login[place + 1] + login[place] + login[place + 2 :]
    assert swapped == login or not logins.has_right_check_digit(swapped)


def test_logins_are_digits_that_only_grow(db):
    with writing(db):
        given_out = [logins.next_login(db) for _ in range(200)]
    assert all(login.isdigit() and len(login) == 6 and login[0] != "0" for login in given_out)
    assert given_out == sorted(set(given_out))


def test_a_login_is_never_given_again(db):
    with writing(db):
        first = logins.next_login(db)
    db.execute("DELETE FROM accounts")
    with writing(db):
        assert int(logins.next_login(db)) > int(first)


def test_first_passwords_are_long_and_cannot_be_misread():
    assert math.log2(len(set(first_passwords.ALPHABET))) * first_passwords.LENGTH >= 60
    assert not set(first_passwords.ALPHABET) & set("0Oo1lIi|5sS8bB9gq2zZnaeuy") - set("2589")
    drawn = [first_passwords.draw() for _ in range(500)]
    assert len(set(drawn)) == 500
    assert set("".join(drawn)) == set(first_passwords.ALPHABET)


@given(st.text(max_size=40))
def test_what_is_no_first_password_stays_as_it_was_typed(typed):
    drawn = first_passwords.as_drawn(typed)
    assert drawn == typed or len(drawn) == first_passwords.LENGTH


@given(st.text(alphabet=first_passwords.ALPHABET, min_size=16, max_size=16))
def test_a_first_password_survives_print(password):
    assert first_passwords.as_drawn(first_passwords.as_printed(password)) == password
    assert first_passwords.as_drawn(first_passwords.as_printed(password).upper()) == password


def order(db, *tenants, **more) -> int:
    with writing(db):
        return credential_letters.order(
            db, tenant_ids=tenants, **{"reason": "one", "made_by": None, **more}
        )


def letters(db) -> list[tuple[int, str]]:
    return db.execute(
        "SELECT credential_letter_id, state FROM credential_letters ORDER BY 1"
    ).fetchall()


def test_an_order_opens_accounts_that_nobody_can_enter_yet(db):
    order(db, anna := a_person(db))
    row = db.execute("SELECT tenant_id, password_hash, password_state FROM accounts").fetchone()
    assert row == (anna, None, "none")


def test_an_account_that_is_there_keeps_its_login_and_password(db):
    an_account(db, anna := a_person(db), "10001")
    order(db, anna)
    account = accounts.account_of_login(db, "10001")
    assert account.password_state == "own"
    assert account.password_hash == hash_of_password()


def test_who_is_named_twice_gets_one_letter(db):
    anna = a_person(db)
    order(db, anna, anna)
    assert letters(db) == [(1, "made")]


def test_an_order_for_nobody_is_a_fault_of_the_caller(db):
    with pytest.raises(ValueError, match="no tenants"):
        order(db)
    assert db.execute("SELECT count(*) FROM letter_batches").fetchone() == (0,)


def test_a_login_of_another_origin_is_passed_by(db):
    clerk = a_member_of_staff(db)
    for number in range(10_001, 10_021):
        with writing(db):
            accounts.create_tenant_account(
                db, logins.with_check_digit(str(number)), a_person(db), None, "none"
            )
    order(db, anna := a_person(db), made_by=clerk)
    (login,) = db.execute("SELECT login FROM accounts WHERE tenant_id = ?", [anna]).fetchone()
    assert int(login[:-1]) > 10_020


def test_a_newer_letter_ends_every_older_one(db):
    anna = a_person(db)
    order(db, anna)
    with writing(db):
        credential_letters.activate(db, {1: "hash"}, by=None)
    order(db, anna)
    order(db, anna)
    assert [state for _, state in letters(db)] == ["ended", "ended", "made"]


def test_letters_are_printed_all_or_none(db):
    order(db, a_person(db), a_person(db))
    with writing(db):
        credential_letters.activate(db, {1: "hash"}, by=None)
    with pytest.raises(credential_letters.LettersChanged), writing(db):
        credential_letters.activate(db, {2: "other", 1: "other"}, by=None)
    assert letters(db) == [(1, "printed"), (2, "made")]
    hashes = db.execute("SELECT password_hash FROM accounts ORDER BY account_id").fetchall()
    assert hashes == [("hash",), (None,)]


def test_a_letter_that_expired_is_neither_delivered_nor_used(db):
    clerk = a_member_of_staff(db)
    order(db, a_person(db))
    with writing(db):
        (account,) = credential_letters.activate(db, {1: "hash"}, by=None)
    assert credential_letters.refusal_of(db, account) is None
    db.execute("UPDATE credential_letters SET ends_at = '2026-11-20T23:00:00Z'")
    refusal = credential_letters.refusal_of(db, account)
    assert refusal.expired
    assert refusal.last_day.isoformat() == "2026-11-20"
    with writing(db):
        assert credential_letters.deliver(db, 1, by=clerk) == 0
        credential_letters.use(db, account)
    assert letters(db) == [(1, "expired")]


def test_a_first_password_that_came_by_no_letter_is_not_refused(db):
    account = an_account(db, a_person(db), "10006", "first")
    assert credential_letters.refusal_of(db, account) is None
