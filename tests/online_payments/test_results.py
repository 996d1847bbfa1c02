"""What becomes of a payment, as its payer sees it; the operator's words come by its notices."""

import io

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from portal.online_payments.autopay.signing import signature
from portal.online_payments.refusals import REFUSALS
from tests.online_payments.conftest import AUTOPAY, DUE, an_order


def test_the_way_back_proves_nothing_and_leads_to_the_order(browser, db, account, lease):
    order = an_order(db, lease, DUE, account=account)
    named = (AUTOPAY.service_id, order.order_id)
    signed = signature(named, AUTOPAY.keys[0], "sha256")
    address = f"/place/powrot?ServiceID={named[0]}&OrderID={named[1]}&Hash={signed}"
    page = browser.open(address)
    assert page.h1 == "Czekamy na płatność"
    browser.open(address.replace(signed, "0" * 64), status=404)
    browser.open(address.replace("Hash", "hash"), status=404)
    assert db.execute("SELECT count(*) FROM payments").fetchone() == (0,)


def test_who_has_paid_reads_it_in_words_and_takes_a_confirmation_along(
    browser, db, operator, account, lease
):
    order = an_order(db, lease, DUE, account=account)
    operator.says(db, order)
    page = browser.open(f"/place/{order.order_id}")
    assert page.h1 == "Zapłacono"
    assert order.order_id in page.text
    answer = browser.client.get(f"/place/{order.order_id}/potwierdzenie")
    assert answer.headers["content-type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    words = " ".join("".join(each.extract_text() for each in pdf.pages).split())
    assert order.order_id in words
    assert "1 403,48 zł" in words.replace("\u00a0", " ")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"].startswith("pl")


def test_a_payment_that_is_not_paid_has_no_confirmation(browser, db, account, lease):
    order = an_order(db, lease, DUE, account=account)
    assert browser.client.get(f"/place/{order.order_id}/potwierdzenie").status_code == 404


@pytest.mark.parametrize("details", [*REFUSALS, "", "A_NEW_WORD"])
def test_every_refusal_is_told_in_words_with_what_to_do(
    browser, db, operator, account, lease, details
):
    order = an_order(db, lease, DUE, account=account)
    operator.says(db, order, paymentStatus="FAILURE", paymentStatusDetails=details)
    page = browser.open(f"/place/{order.order_id}")
    assert page.h1 == "Płatność się nie udała"
    if details:
        assert details not in page.text
    reason, todo = page.soup.select_one("#n").text, page.soup.select_one("#n + p").text
    assert reason.endswith(".")
    assert todo.endswith(".")
    assert page.soup.select_one("main a[href='/place']").text == "Spróbuj ponownie"


def test_paid_twice_is_said_to_be_an_overpayment(browser, db, operator, account, lease):
    order = an_order(db, lease, DUE, account=account)
    operator.says(db, order)
    operator.says(db, order, remoteID="9A2")
    page = browser.open(f"/place/{order.order_id}")
    assert "przyszła więcej niż raz" in page.text
    assert "2 806,96" in page.text


def test_money_that_came_otherwise_than_ordered_is_being_looked_into(
    browser, db, operator, account, lease
):
    order = an_order(db, lease, DUE, account=account)
    operator.says(db, order, amount="1.00")
    page = browser.open(f"/place/{order.order_id}")
    assert page.h1 == "Wyjaśniamy tę płatność"
    assert "Księgowość to sprawdza" in page.text


def test_a_waiting_page_hears_nothing_until_there_is_news(browser, db, operator, account, lease):
    order = an_order(db, lease, DUE, account=account)
    page = browser.open(f"/place/{order.order_id}")
    asks = page.soup.select_one("#wynik a[data-hx-trigger]")["data-hx-get"]
    headers = {"hx-request": "true", "hx-request-type": "partial", "hx-target": "section#wynik"}
    assert browser.client.get(asks, headers=headers).status_code == 204
    operator.says(db, order)
    answer = browser.client.get(asks, headers=headers)
    piece = BeautifulSoup(answer.text, "html5lib")
    assert piece.select_one("#wynik h1").text == "Zapłacono"
    assert piece.select_one("#stan").text.strip() == "Zapłacono."
    assert piece.select_one("[data-hx-trigger]") is None
    assert piece.select_one("title").text.startswith("Zapłacono")


def test_anothers_order_is_not_there(browser, db, lease):
    theirs = an_order(db)
    for path in ("", "/przejscie", "/blik", "/potwierdzenie"):
        assert browser.client.get(f"/place/{theirs.order_id}{path}").status_code == 404
    for path in ("/anuluj", "/blik"):
        answer = browser.client.post(
            f"/place/{theirs.order_id}{path}",
            data={"kod": "111111"},
            headers={"origin": "http://127.0.0.1:8000"},
        )
        assert answer.status_code == 404
