"""The desk talks to an operator: it asks, cancels, and has a refund done that two people want."""

import pytest

from portal import clock
from portal.app import create_app
from portal.demo.autopay.channels import BANK
from portal.tenancy import ledger
from tests.factories import a_member_of_staff
from tests.online_payments.with_operator.conftest import DUE
from tests.pages import Browser

DESK = "/biuro/platnosci"


@pytest.fixture
def desk(world):
    visitor = Browser(create_app(world.settings), world.db, world.settings)
    yield visitor
    visitor.close()


@pytest.fixture
def karol(world) -> int:
    return a_member_of_staff(world.db, "finance", "Karol")


@pytest.fixture
def alicja(world) -> int:
    return a_member_of_staff(world.db, "administrator", "Alicja")


def balance(world) -> int:
    return ledger.account_of(world.db, world.lease, clock.today()).balance


def asked(world, desk, karol, amount: str) -> str:
    """A refund that Karol asks for; gives the address of its page."""
    order = world.order()
    world.do(world.choose(order, BANK), "pay")
    remote_id = world.progress(order).attempts[0].remote_id
    desk.sign_in(karol)
    address = f"{DESK}/{order.order_id}/zwrot/{remote_id}"
    field = desk.open(address).soup.select_one("main form input")["name"]
    page = desk.send(address, follow=True, **{field: amount, "powod": "Zapłacono za dużo."})
    return next(link for link in page.links() if link.startswith(f"{DESK}/zwroty/"))


def test_a_refund_that_two_people_want_is_done(world, desk, karol, alicja):
    one = asked(world, desk, karol, "400,00")
    desk.sign_in(alicja)
    page = desk.send(f"{one}/zgoda", follow=True)
    assert "Operator przyjął zwrot" in page.text
    assert balance(world) == -400_00
    page = desk.send(f"{one}/sprawdz", follow=True)
    assert "wykonany" in page.text
    assert "Karol" in page.text
    assert "Alicja" in page.text


def test_what_the_operator_declines_is_told_and_changes_no_balance(world, desk, karol, alicja):
    one = asked(world, desk, karol, "400,00")
    world.simulator.switches["refunds"] = "refused"
    desk.sign_in(alicja)
    page = desk.send(f"{one}/zgoda", follow=True)
    assert "Operator odrzucił zwrot" in page.text
    assert "za mało środków" in page.text
    assert balance(world) == 0


@pytest.mark.usefixtures("impatient")
def test_an_answer_that_is_lost_is_asked_for_again(world, desk, karol, alicja):
    one = asked(world, desk, karol, "400,00")
    world.simulator.switches["refunds"] = "slow"
    desk.sign_in(alicja)
    page = desk.send(f"{one}/zgoda", follow=True)
    assert "Ponów prośbę" in page.text
    assert "nie odpowiedział na czas" in page.text
    assert balance(world) == 0
    world.simulator.switches["refunds"] = ""
    desk.send(f"{one}/ponow")
    desk.send(f"{one}/ponow")
    assert balance(world) == -400_00


def test_approving_twice_pays_back_once(world, desk, karol, alicja):
    one = asked(world, desk, karol, "400,00")
    desk.sign_in(alicja)
    desk.send(f"{one}/zgoda")
    page = desk.send(f"{one}/zgoda", follow=True)
    assert "Ktoś był szybszy" in page.text
    assert balance(world) == -400_00


def test_asking_the_operator_finds_a_payment_of_which_no_notice_came(world, desk, karol):
    order = world.order()
    world.do(world.choose(order, BANK), "pay", fault="lost")
    desk.sign_in(karol)
    page = desk.send(f"{DESK}/{order.order_id}/zapytaj", follow=True)
    assert "Operator odpowiedział. Stan jest poniżej." in page.text
    assert balance(world) == DUE - DUE
    page = desk.send(f"{DESK}/{order.order_id}/zapytaj", follow=True)
    assert "Nic się nie zmieniło" in page.text
    assert world.events().count("payment.asked-about") == 2


def test_an_operator_that_is_silent_is_told(world, desk, karol):
    order = world.order()
    world.simulator.switches["status"] = "500"
    desk.sign_in(karol)
    page = desk.send(f"{DESK}/{order.order_id}/zapytaj", follow=True)
    assert "Operator nie odpowiedział" in page.text


def test_an_unpaid_order_is_cancelled_and_a_paid_one_is_not(world, desk, karol):
    waiting, paid = world.order(), world.order()
    world.choose(waiting, BANK)
    world.do(world.choose(paid, BANK), "pay")
    desk.sign_in(karol)
    page = desk.send(f"{DESK}/{waiting.order_id}/anuluj", follow=True)
    assert "Płatność jest anulowana." in page.text
    desk.send(f"{DESK}/{paid.order_id}/anuluj")
    assert world.state(paid) == "paid"
