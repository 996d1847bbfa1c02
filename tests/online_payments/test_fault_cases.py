"""The faults that payments through Autopay are known for, and the tests that stand against each.

Numbers are those of the list that was gathered from plugins and their bug reports. Tests are named
by their file (below tests/) and their name; that each is there is tested at the end.

 1 signing oracle             online_payments/test_door.py::test_an_order_that_would_sign_a_payment_of_its_own_is_refused
 2 bar in a value             test_a_bar_in_any_value_is_refused
 3 state before the hash      online_payments/test_door.py::test_whatever_the_operator_did_not_sign_leaves_no_trace
 4 test key in production     online_payments/test_serving.py::test_the_portal_does_not_serve_with_what_anybody_can_sign
 5 loose comparison           online_payments/test_signing.py::test_what_is_no_hash_is_not_signed_and_breaks_nothing
 6 falsy values dropped       online_payments/test_door.py::test_a_channel_of_nought_is_hashed_and_an_empty_staircase_is_not
 7 comma as separator         test_a_comma_in_a_value_is_no_separator
 8 amount written anew        online_payments/test_door.py::test_the_amount_is_hashed_as_it_was_written
 9 fixed algorithm            test_a_service_with_sha_512_is_understood_and_answered_so
10 another service, currency  online_payments/test_notices.py::test_another_currency_is_not_confirmed_but_kept
11 base64                     online_payments/test_door.py::test_spaces_for_pluses_and_broken_lines_are_understood
                              online_payments/test_door.py::test_two_messages_at_once_are_refused
                              test_ten_megabytes_are_not_read
12 XML                        test_xml_in_another_dress_is_understood_or_refused
13 whitespace                 online_payments/test_door.py::test_whitespace_comments_cdata_and_unknown_fields_are_understood
14 the same notice again      online_payments/test_notices.py::test_the_same_notice_two_hundred_times_is_one_payment
                              online_payments/test_crash.py::test_every_confirmed_notification_is_booked_once_whenever_the_servers_die
15 notice before our commit   test_an_order_is_committed_before_anybody_can_pay_it
16 return before the notice   online_payments/test_results.py::test_the_way_back_proves_nothing_and_leads_to_the_order
17 no return, no notice       online_payments/with_operator/test_paying.py::test_a_lost_notice_is_found_by_the_question_after_five_minutes
18 order of statuses          online_payments/test_notices.py::test_money_counts_whatever_was_said_before
                              online_payments/test_notices.py::test_nothing_said_afterwards_takes_paid_money_back
                              online_payments/test_notices.py::test_a_pending_attempt_that_never_ends_is_not_waited_for_for_ever
19 success with new details   online_payments/test_notices.py::test_new_details_of_a_paid_attempt_are_kept_and_credit_nothing
20 two attempts paid          online_payments/test_notices.py::test_two_paid_attempts_are_both_the_tenants_money_and_somebody_is_told
21 late success               online_payments/test_notices.py::test_money_that_comes_after_the_order_was_cancelled_is_the_tenants
                              test_money_for_an_order_that_has_expired_is_credited_and_told
                              test_money_for_what_was_paid_elsewhere_is_an_overpayment
                              online_payments/test_attempts.py::test_money_for_a_lease_that_ended_and_owes_nothing_is_told_to_the_office
22 unknown order              online_payments/test_notices.py::test_money_for_an_order_that_is_not_here_is_kept_aside
                              online_payments/test_attempts.py::test_what_was_kept_while_its_order_was_missing_is_booked_before_it_is_confirmed
23 clock                      test_the_day_of_payment_is_the_one_on_polish_clocks
                              online_payments/test_notices.py::test_money_that_comes_days_late_is_booked_by_its_day
24 another amount             online_payments/test_notices.py::test_another_amount_than_ordered_is_not_confirmed_but_kept
                              online_payments/test_notices.py::test_a_fee_that_the_payer_bears_is_not_the_landlords_money
                              test_a_refusal_for_a_wrong_amount_brings_no_money
25 strange amounts            online_payments/test_door.py::test_a_signed_notification_with_a_strange_value_is_refused_whole
                              test_nothing_paid_is_kept_aside_and_books_nothing
26 part, several, too much    test_a_part_lowers_what_is_due_by_that_part
                              online_payments/test_notices.py::test_an_order_for_two_leases_is_shared_as_it_was_ordered
27 refunds                    online_payments/test_notices.py::test_a_refund_is_a_credit_below_zero_until_it_fails
                              online_payments/with_operator/test_asking.py::test_a_refund_is_done_once_for_each_message
                              online_payments/with_operator/test_asking.py::test_more_than_was_paid_is_not_paid_back
                              online_payments/with_operator/test_asking.py::test_after_its_months_nothing_is_paid_back
28 the same money twice       online_payments/test_importing.py::test_what_the_import_brings_takes_the_place_of_what_waited
29 two starts                 online_payments/test_paying.py::test_a_form_that_is_sent_twice_makes_one_order
                              online_payments/test_paying.py::test_a_payment_in_progress_is_shown_and_warned_of_in_a_second_tab
30 our side fails             online_payments/test_door.py::test_a_database_that_is_locked_confirms_nothing
                              online_payments/test_door.py::test_a_full_disk_confirms_nothing
                              online_payments/test_crash.py::test_a_disk_that_fills_up_in_the_storm_loses_and_confirms_nothing
                              test_a_fault_while_booking_confirms_nothing_and_leaves_nothing
31 slow work in the handler   test_a_notice_waits_for_no_other_server
32 something before the XML   test_nothing_stands_before_the_answer_whoever_asks
33 logs                       online_payments/test_door.py::test_what_is_logged_names_nobody
                              test_no_key_is_shown_where_settings_are
34 list of channels           online_payments/with_operator/test_asking.py::test_when_the_list_fails_the_last_good_one_stays
35 change of keys             online_payments/test_door.py::test_the_old_key_still_verifies_while_a_new_one_signs
"""  # noqa: E501 - a table

import re
import socket
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from portal import clock
from portal.app import create_app
from portal.online_payments import kept_aside
from portal.online_payments.autopay.notice import NotFromAutopay, read_notice
from portal.online_payments.autopay.signing import signature
from portal.store.database import connect
from portal.tenancy import ledger
from tests.factories import a_charge, a_lease, a_payment, a_person, an_account
from tests.online_payments.conftest import AUTOPAY, Operator, an_order, packed
from tests.online_payments.test_door import NOTHING, left_behind, tell
from tests.pages import Browser

TODAY = date(2026, 11, 21)
TESTS = Path(__file__).parents[1]


def due(db, lease: int) -> int:
    return ledger.account_of(db, lease, TODAY).due


@pytest.fixture
def lease(db) -> int:
    lease = a_lease(db, a_person(db))
    a_charge(db, lease, due_on="2026-12-10", amount=128_437)
    return lease


@pytest.fixture
def order(db, lease):
    tenant = db.execute("SELECT tenant_id FROM lease_tenants").fetchone()[0]
    return an_order(db, lease, account=an_account(db, tenant))


@pytest.mark.parametrize("field", ["title", "addressIP", "customerNumber", "paymentStatusDetails"])
def test_a_bar_in_any_value_is_refused(browser, db, operator, order, field):
    """Two values and one with a bar have one hash, so such a hash proves nothing."""
    fields = operator.values(order, **{field: "one#two"})
    values = [AUTOPAY.service_id, *fields.values()]
    parted = [part for value in values for part in value.split("#")]
    signed = signature(parted, AUTOPAY.keys[0], AUTOPAY.algorithm)
    right = operator.xml(fields)
    xml = re.sub(rb"<hash>.*</hash>", f"<hash>{signed}</hash>".encode(), right)
    assert tell(browser, packed(xml.replace(b"one#two", b"one|two"))).status_code == 400
    assert left_behind(db) == NOTHING


def test_a_comma_in_a_value_is_no_separator(browser, operator, order):
    message = operator.message(order, title="Czynsz, garaż, woda")
    assert ">CONFIRMED<" in tell(browser, message).text


def test_a_service_with_sha_512_is_understood_and_answered_so(settings, db, order):
    longer = replace(AUTOPAY, algorithm="sha512")
    visitor = Browser(create_app(replace(settings, autopay=longer)), db, settings)
    assert tell(visitor, Operator().message(order)).status_code == 400
    answer = tell(visitor, Operator(longer).message(order))
    expected = signature(
        [AUTOPAY.service_id, order.order_id, "CONFIRMED"], AUTOPAY.keys[0], "sha512"
    )
    assert f"<hash>{expected}</hash>" in answer.text
    visitor.close()


def test_ten_megabytes_are_not_read(browser, db):
    assert tell(browser, "A" * 10_000_000).status_code == 413
    assert left_behind(db) == NOTHING


@pytest.mark.parametrize(
    ("dress", "understood"),
    [
        (lambda xml: b"\xef\xbb\xbf" + xml, True),
        (lambda xml: xml.partition(b"?>")[2], True),
        (lambda xml: xml.replace(b"<transactionList>", b"<?a b?><transactionList>"), True),
        (lambda xml: xml.replace(b"UTF-8", b"utf-7"), False),
        (lambda xml: xml.decode().replace("UTF-8", "ISO-8859-2").encode("iso-8859-2"), False),
        (lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16-le"), False),
        (lambda xml: xml.replace(b"<orderID>", b"<orderID>I<!-- a comment -->"), False),
        (lambda xml: xml + xml, False),
        (lambda xml: xml.replace(b"</amount>", b"</amount><amount>9999.99</amount>"), False),
        (lambda xml: xml.replace(b"</amount>", b"\x00</amount>"), False),
    ],
    ids=[
        "bom",
        "bare",
        "instruction",
        "utf-7",
        "latin",
        "utf-16",
        "comment",
        "two",
        "twice",
        "nul",
    ],
)
def test_xml_in_another_dress_is_understood_or_refused(
    browser, db, operator, order, dress, understood
):
    xml = dress(operator.xml(operator.values(order, title="Żółć")))
    answer = tell(browser, packed(xml))
    assert answer.status_code == (200 if understood else 400)
    if not understood:
        assert left_behind(db) == NOTHING


def test_an_order_is_committed_before_anybody_can_pay_it(db, database, order):
    other = connect(database, read_only=True)
    found = other.execute("SELECT order_id FROM payment_orders").fetchall()
    other.close()
    assert found == [(order.order_id,)]


def test_money_for_an_order_that_has_expired_is_credited_and_told(db, operator, lease, order):
    with clock.standing_at(TODAY + timedelta(days=9)):
        assert operator.says(db, order).agrees
    assert kept_aside.kept_of(db, order.order_id, "9A1").reason == "paid-late"
    assert ledger.account_of(db, lease, TODAY + timedelta(days=9)).due == 0


def test_money_for_what_was_paid_elsewhere_is_an_overpayment(db, operator, lease, order):
    a_payment(db, lease, paid_on="2026-11-21", amount=128_437)
    assert operator.says(db, order).agrees
    assert ledger.account_of(db, lease, TODAY).balance == 128_437


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("20261231235959", "2026-12-31"),
        ("20261025023000", "2026-10-25"),
        ("20270101000000", "2027-01-01"),
        ("20991231120000", "2099-12-31"),
    ],
)
def test_the_day_of_payment_is_the_one_on_polish_clocks(db, operator, lease, order, said, day):
    """Also in the hour that comes twice, and of a clock that is ahead: what counts for the
    balance is the day on which we heard of it."""
    operator.says(db, order, paymentDate=said)
    (payment,) = ledger.account_of(db, lease, TODAY).payments
    assert (payment.paid_on, payment.booked_on) == (day, "2026-11-21")


def test_a_refusal_for_a_wrong_amount_brings_no_money(db, operator, lease, order):
    verdict = operator.says(
        db, order, amount="5.00", paymentStatus="FAILURE", paymentStatusDetails="INCORRECT_AMOUNT"
    )
    assert not verdict.agrees
    assert due(db, lease) == 128_437
    assert operator.says(db, order, paymentStatusDetails="ACCEPTED").agrees
    assert due(db, lease) == 0


def test_nothing_paid_is_kept_aside_and_books_nothing(db, operator, lease, order):
    assert not operator.says(db, order, amount="0.00").agrees
    assert due(db, lease) == 128_437


def test_a_part_lowers_what_is_due_by_that_part(db, operator, lease, order):
    part = an_order(db, lease, 28_437, account=order.account_id)
    operator.says(db, part)
    assert due(db, lease) == 100_000


@pytest.mark.parametrize("table", ["payments", "events", "online_credits", "portal_revision"])
def test_a_fault_while_booking_confirms_nothing_and_leaves_nothing(
    browser, db, operator, order, table
):
    kind = "UPDATE" if table == "portal_revision" else "INSERT"
    db.execute(
        f"CREATE TRIGGER fault BEFORE {kind} ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"
    )
    answer = tell(browser, operator.message(order))
    assert answer.status_code in (500, 503)
    assert "<hash>" not in answer.text
    assert left_behind(db) == NOTHING
    db.execute("DROP TRIGGER fault")
    assert ">CONFIRMED<" in tell(browser, operator.message(order)).text


def test_a_notice_waits_for_no_other_server(browser, db, operator, order, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a notice asks nobody")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert ">CONFIRMED<" in tell(browser, operator.message(order)).text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"user-agent": "", "accept": "*/*"},
        {"origin": "https://pay.autopay.eu", "sec-fetch-site": "cross-site"},
        {"cookie": "iok=nobody; iok_wyglad=150.ciemny", "hx-request": "true"},
        {"host": "www.other.example"},
    ],
)
def test_nothing_stands_before_the_answer_whoever_asks(browser, operator, order, headers):
    answer = browser.client.post(
        "/platnosci/itn", data={"transactions": operator.message(order)}, headers=headers
    )
    assert answer.status_code == 200
    assert answer.content.startswith(b"<?xml")
    assert answer.content.endswith(b"</confirmationList>")
    assert "set-cookie" not in answer.headers


def test_no_key_is_shown_where_settings_are(settings):
    assert AUTOPAY.keys[0] not in repr(settings)
    with pytest.raises(NotFromAutopay) as refused:
        read_notice(packed(Operator().xml({"orderID": "x"}, key="another")), AUTOPAY)
    assert AUTOPAY.keys[0] not in str(refused.value)


def test_every_fault_has_its_tests_and_they_are_there():
    lines = (__doc__ or "").splitlines()
    rows = [re.fullmatch(r"(?:\s?(\d+)\s.{26})?\s*(\S+::)?(test_\w+)", line) for line in lines]
    rows = [row for row in rows if row]
    assert [int(row[1]) for row in rows if row[1]] == list(range(1, 36))
    for row in rows:
        file = TESTS / row[2].removesuffix("::") if row[2] else Path(__file__)
        assert f"\ndef {row[3]}(" in file.read_text(encoding="utf-8"), row[0]
