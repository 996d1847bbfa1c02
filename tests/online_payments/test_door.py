"""The door for notifications: what is confirmed, what is refused, and that nothing else is said."""

import hashlib
import re
import sqlite3
from dataclasses import replace

import pytest

from portal.online_payments.autopay.signing import signature
from portal.store.database import connect
from tests.online_payments.conftest import AUTOPAY, an_order, packed

NOTHING = {"payment_notices": 0, "kept_aside": 0, "online_credits": 0, "payments": 0}


def tell(browser, message: str, **more):
    return browser.client.post("/platnosci/itn", data={"transactions": message, **more})


def left_behind(db) -> dict[str, int]:
    return {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in NOTHING}


def test_a_notification_is_confirmed_with_a_signature(browser, db, operator):
    order = an_order(db)
    answer = tell(browser, operator.message(order))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    assert "set-cookie" not in answer.headers
    expected = signature(
        [AUTOPAY.service_id, order.order_id, "CONFIRMED"], AUTOPAY.keys[0], "sha256"
    )
    assert f"<hash>{expected}</hash>" in answer.text
    assert answer.text.startswith("<?xml")


def test_another_amount_is_answered_not_confirmed(browser, db, operator):
    order = an_order(db)
    answer = tell(browser, operator.message(order, amount="1.00"))
    assert "<confirmation>NOTCONFIRMED</confirmation>" in answer.text


def test_an_order_that_is_not_ours_is_kept_and_never_signed(browser, db, operator):
    answer = tell(browser, operator.message("IOK-other"))
    assert answer.status_code == 404
    assert "<hash>" not in answer.text
    assert left_behind(db) == {**NOTHING, "payment_notices": 1, "kept_aside": 1}


def test_an_order_that_would_sign_a_payment_of_its_own_is_refused(browser, db, operator):
    """The signing oracle: the answer's hash would be that of a notification."""
    oracle = "11|91|11.11|PLN|1|20260101111111|SUCCESS"
    fields = operator.values("x")
    fields["orderID"] = oracle
    text = "|".join([AUTOPAY.service_id, *fields.values(), AUTOPAY.keys[0]])
    signed = hashlib.sha256(text.encode()).hexdigest()
    leaves = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    xml = (
        f"<transactionList><serviceID>{AUTOPAY.service_id}</serviceID><transactions><transaction>"
        f"{leaves}</transaction></transactions><hash>{signed}</hash></transactionList>"
    )
    answer = tell(browser, packed(xml.encode()))
    assert answer.status_code == 400
    assert not re.search("[0-9a-f]{64}", answer.text)
    assert left_behind(db) == NOTHING


def _forged(operator, order) -> dict[str, str]:
    good = operator.xml(operator.values(order))
    other_key = operator.xml(operator.values(order), key="the key of somebody else")
    elsewhere = operator.xml(operator.values(order), service_id="111111")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    twice = good.replace(b"<transactions>", b"<transactions><transaction></transaction>")
    hash_of = re.search(rb"<hash>(.*)</hash>", good)[1]
    return {
        "signed with another key": packed(other_key),
        "of another service": packed(elsewhere),
        "with another amount": packed(good.replace(b"1284.37", b"9284.37")),
        "with a DTD": packed(good.replace(b"<transactionList>", bomb + b"<transactionList>")),
        "with an outside entity": packed(
            good.replace(
                b"<transactionList>",
                b'<!DOCTYPE t [<!ENTITY f SYSTEM "file:///etc/passwd">]><transactionList>',
            ).replace(b"AUTHORIZED", b"&f;")
        ),
        "with another root": packed(good.replace(b"transactionList", b"transactionsList")),
        "with two transactions": packed(twice),
        "with a namespace": packed(
            good.replace(b"<transactionList>", b'<transactionList xmlns="urn:x">')
        ),
        "with an empty hash": packed(good.replace(hash_of, b"")),
        "without a hash": packed(good.replace(b"<hash>" + hash_of + b"</hash>", b"")),
        "with two hashes": packed(good.replace(b"<hash>", b"<hash>x</hash><hash>")),
        "with a hash in capitals": packed(good.replace(hash_of, hash_of.upper())),
        "with a hash of noughts": packed(good.replace(hash_of, b"0e" + b"0" * 62)),
        "with a hash that is no ASCII": packed(good.replace(hash_of, "żółć".encode())),
        "in UTF-16": packed(good.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        "that is no XML": packed(b"<transactionList>"),
        "that is empty": "",
        "that is no base64": "?????",
        "with bad padding": packed(good)[:-3],
        "that is too large": packed(good + b" " * 60_000),
        "that is a list": packed(b"[]"),
    }


def test_whatever_the_operator_did_not_sign_leaves_no_trace(browser, db, operator):
    order = an_order(db)
    for kind, message in _forged(operator, order).items():
        answer = tell(browser, message)
        assert answer.status_code in (400, 413), kind
        assert "<hash>" not in answer.text, kind
        assert left_behind(db) == NOTHING, kind


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("amount", "1284,37"),
        ("amount", "-1284.37"),
        ("amount", "1284.370"),
        ("amount", "1.28437e3"),
        ("amount", "123456789012345.00"),
        ("amount", ""),
        ("currency", "pln"),
        ("remoteID", "9A-1"),
        ("remoteID", ""),
        ("paymentStatus", "DONE"),
        ("paymentDate", "20261340101010"),
        ("paymentDate", "2026-11-21"),
        ("gatewayID", "123456"),
        ("orderID", "żółć"),
        ("orderID", "x" * 33),
    ],
)
def test_a_signed_notification_with_a_strange_value_is_refused_whole(
    browser, db, operator, field, text
):
    answer = tell(browser, operator.message(an_order(db), **{field: text}))
    assert answer.status_code == 400
    assert left_behind(db) == NOTHING


def test_two_messages_at_once_are_refused(browser, db, operator):
    order = an_order(db)
    message = operator.message(order)
    answer = browser.client.post("/platnosci/itn", data={"transactions": [message, message]})
    assert answer.status_code == 400
    assert left_behind(db) == NOTHING


def test_spaces_for_pluses_and_broken_lines_are_understood(browser, db, operator):
    order = an_order(db)
    message = operator.message(order, title="???>>>" * 9)
    broken = "\r\n".join(
        message.replace("+", " ")[place : place + 76] for place in range(0, len(message), 76)
    )
    assert "CONFIRMED" in tell(browser, broken).text


def test_whitespace_comments_cdata_and_unknown_fields_are_understood(browser, db, operator):
    order = an_order(db)
    xml = operator.xml(operator.values(order, customerNumber="7", novelty="yes"))
    spaced = (
        xml.replace(b"<hash>", b"<hash>\n  ")
        .replace(b"</amount>", b" </amount><!-- a comment -->")
        .replace(b"AUTHORIZED", b"<![CDATA[AUTHORIZED]]>")
    )
    assert ">CONFIRMED<" in tell(browser, packed(spaced)).text


def test_the_amount_is_hashed_as_it_was_written(browser, db, operator):
    order = an_order(db, amount=120)
    for number, amount in enumerate(("1.2", "1.20")):
        answer = tell(browser, operator.message(order, amount=amount, remoteID=f"R{number}"))
        assert ">CONFIRMED<" in answer.text


def test_a_channel_of_nought_is_hashed_and_an_empty_staircase_is_not(browser, db, operator):
    order = an_order(db)
    fields = operator.values(order, gatewayID="0")
    xml = operator.xml(fields).replace(
        b"</transaction>",
        b"<customerData><streetStaircaseNo></streetStaircaseNo></customerData></transaction>",
    )
    assert ">CONFIRMED<" in tell(browser, packed(xml)).text


def test_the_old_key_still_verifies_while_a_new_one_signs(settings, db, operator):
    from portal.app import create_app
    from tests.pages import Browser

    changed = replace(AUTOPAY, keys=("the coming key", AUTOPAY.keys[0]))
    visitor = Browser(create_app(replace(settings, autopay=changed)), db, settings)
    order = an_order(db)
    answer = tell(visitor, operator.message(order))
    expected = signature(
        [AUTOPAY.service_id, order.order_id, "CONFIRMED"], "the coming key", "sha256"
    )
    assert expected in answer.text
    visitor.close()


def test_a_portal_without_an_operator_has_no_such_address(settings, db):
    from portal.app import create_app
    from tests.pages import Browser

    visitor = Browser(create_app(replace(settings, autopay=None)), db, settings)
    assert tell(visitor, "x").status_code == 404
    visitor.close()


def test_a_database_that_is_locked_confirms_nothing(browser, db, operator, database, monkeypatch):
    order = an_order(db)
    browser.client.app.app.services.workers._writer.execute("PRAGMA busy_timeout = 50")
    other = connect(database)
    other.execute("BEGIN IMMEDIATE")
    answer = tell(browser, operator.message(order))
    other.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert "CONFIRMED" not in answer.text
    assert left_behind(db) == NOTHING
    assert ">CONFIRMED<" in tell(browser, operator.message(order)).text


def test_a_full_disk_confirms_nothing(browser, db, operator):
    order = an_order(db)
    writer: sqlite3.Connection = browser.client.app.app.services.workers._writer
    writer.execute("VACUUM")  # no page is left over that was freed
    (pages,) = writer.execute("PRAGMA page_count").fetchone()
    writer.execute(f"PRAGMA max_page_count = {pages}")
    large = operator.message(order, title="x" * 20_000)
    answer = tell(browser, large)
    assert answer.status_code == 503
    assert left_behind(db) == NOTHING
    writer.execute("PRAGMA max_page_count = 1000000")
    assert ">CONFIRMED<" in tell(browser, large).text


def test_what_is_logged_names_nobody(browser, db, operator, caplog):
    tell(browser, packed(operator.xml(operator.values(an_order(db)), key="forged")))
    tell(browser, operator.message("IOK-other"))
    assert "9A1" not in caplog.text
    assert "IOK-other" not in caplog.text
    assert len(caplog.records) >= 2
