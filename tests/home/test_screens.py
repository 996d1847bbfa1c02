"""Start answers three questions: how much, by when, how to pay."""

from tests.factories import (
    a_charge,
    a_company,
    a_lease,
    a_meter,
    a_payment,
    a_person,
    an_account,
    some_premises,
)


def anna_at_home(browser, db, **columns):
    tenant = a_person(db)
    lease = a_lease(db, tenant, **columns)
    browser.sign_in(an_account(db, tenant))
    return lease


def hero(page):
    return page.select(".hero")[0]


def test_what_is_owed_comes_first_with_its_term(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2026-12-10", issued_on="2026-11-20", amount=81_240)
    words = hero(browser.open("/"))
    assert words.startswith("Do zapłaty 812,40 zł do czwartku, 10 grudnia 2026 zostało 19 dni")


def test_the_day_before_the_term_is_told_in_the_singular(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2026-11-22")
    assert "został 1 dzień" in hero(browser.open("/"))


def test_the_day_of_the_term_is_not_late(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2026-11-21")
    words = hero(browser.open("/"))
    assert "to dziś" in words
    assert "po terminie" not in words


def test_what_is_overdue_is_shown_apart(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2026-11-10", amount=100_000)
    a_charge(db, lease, due_on="2026-12-10", issued_on="2026-11-20", amount=50_000)
    words = hero(browser.open("/"))
    assert words.startswith("Do zapłaty – 11 dni po terminie 1 500,00 zł Po terminie: 1 000,00 zł")


def test_an_overpayment_is_good_news(browser, db):
    lease = anna_at_home(browser, db)
    a_payment(db, lease, paid_on="2026-11-06", amount=11_911)
    words = hero(browser.open("/"))
    assert words.startswith("Nie musisz nic płacić 119,11 zł Tyle masz nadpłaty .")
    assert "Płacę" not in words


def test_everything_paid_is_said_in_words(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2026-11-10")
    a_payment(db, lease, paid_on="2026-11-06")
    assert hero(browser.open("/")).startswith("Wszystko opłacone 0,00 zł")


def test_everything_paid_long_ago_is_said_as_well(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2024-03-10")
    a_payment(db, lease, paid_on="2024-03-06")
    page = browser.open("/")
    assert hero(page).startswith("Wszystko opłacone 0,00 zł")
    assert "12 miesięcy" not in page.text


def test_an_old_lease_owes_what_it_owed(browser, db):
    lease = anna_at_home(browser, db)
    for month in range(1, 12):
        a_charge(db, lease, due_on=f"2024-{month:02d}-10", amount=100_00)
        a_payment(db, lease, paid_on=f"2026-{month:02d}-06", amount=100_00)
        a_charge(db, lease, due_on=f"2026-{month:02d}-10", amount=100_00)
    a_payment(db, lease, paid_on="2024-12-06", amount=1_050_00)
    words = hero(browser.open("/"))
    assert words.startswith("Do zapłaty – 11 dni po terminie 50,00 zł Po terminie: 50,00 zł")


def test_a_new_lease_has_no_charges_yet(browser, db):
    anna_at_home(browser, db)
    page = browser.open("/")
    assert hero(page).startswith("Nie ma jeszcze żadnych opłat")
    assert "Nie ma jeszcze żadnych wpłat." in page.text
    assert "12 miesięcy" not in page.text


def test_a_lease_that_ended_says_so(browser, db):
    lease = anna_at_home(browser, db, ended_on="2026-06-30", contract_number="5/2011")
    a_payment(db, lease, paid_on="2026-06-06", amount=100)
    page = browser.open("/")
    assert "Umowa 5/2011 skończyła się 30 czerwca 2026." in page.text
    assert "Napisz do nas, gdzie ją zwrócić." in hero(page)


def test_a_charge_of_the_future_does_not_count_yet(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2027-01-10", issued_on="2026-12-20")
    assert hero(browser.open("/")).startswith("Nie ma jeszcze żadnych opłat")


def test_the_last_three_payments_lead_to_their_details(browser, db):
    lease = anna_at_home(browser, db)
    for month in (7, 8, 9, 10):
        a_payment(db, lease, paid_on=f"2026-{month:02d}-06", amount=month * 100)
    page = browser.open("/")
    assert page.select(".rows .amt") == ["+10,00 zł", "+9,00 zł", "+8,00 zł"]
    assert browser.open(page.links(".rows a.row")[0]).h1 == "Wpłata z 6 października 2026"


def test_payments_of_long_ago_are_the_last_ones_where_none_came_since(browser, db):
    lease = anna_at_home(browser, db)
    for year in (2021, 2022, 2023, 2026):
        a_payment(db, lease, paid_on=f"{year}-02-06", amount=year)
    assert browser.open("/").select(".rows .amt") == ["+20,26 zł", "+20,23 zł", "+20,22 zł"]


def test_the_picture_of_twelve_months_has_a_table_beside_it(browser, db):
    lease = anna_at_home(browser, db)
    a_charge(db, lease, due_on="2026-11-10", amount=100_000)
    a_payment(db, lease, paid_on="2026-10-06", amount=50_000)
    page = browser.open("/")
    assert "Naliczyliśmy 1 000,00 zł, wpłynęło 500,00 zł." in page.text
    rows = page.select("details tbody tr")
    assert len(rows) == 12
    assert rows[0] == "grudzień 2025 Naliczono 0,00 Wpłacono 0,00"
    assert rows[-2:] == [
        "październik 2026 Naliczono 0,00 Wpłacono 500,00",
        "listopad 2026 Naliczono 1 000,00 Wpłacono 0,00",
    ]


def test_several_leases_have_a_switch_that_is_remembered(browser, db):
    tenant = a_person(db)
    flat = a_lease(db, tenant)
    garage = a_lease(db, tenant, premises=some_premises(db, "garage", flat="G12"))
    a_charge(db, flat, due_on="2026-12-10", amount=100_000)
    a_charge(db, garage, due_on="2026-12-10", amount=12_300)
    browser.sign_in(an_account(db, tenant))
    page = browser.open("/")
    assert page.select(".tabs a") == [
        "Mieszkanie, ul. Jarzębinowa 14 m. 7",
        "Garaż, ul. Jarzębinowa 14 nr G12",
    ]
    assert "1 000,00 zł" in hero(page)
    assert "123,00 zł" in hero(browser.open(page.links(".tabs a")[1]))
    assert "123,00 zł" in hero(browser.open("/"))
    assert "1 000,00 zł" in hero(browser.open(page.links(".tabs a")[0]))


def test_the_flat_is_named_with_its_meters(browser, db):
    tenant = a_person(db)
    premises = some_premises(db)
    a_lease(db, tenant, premises=premises)
    a_meter(db, premises)
    browser.sign_in(an_account(db, tenant))
    assert "52,40 m², 1 licznik, odpady segregowane" in browser.open("/").text


def test_names_are_text_and_never_markup(browser, db):
    tenant = a_company(db, "<b>Igła</b> & Nić")
    a_lease(db, tenant, premises=some_premises(db, street="<script>ul.</script>"))
    browser.sign_in(an_account(db, tenant))
    page = browser.open("/")
    assert "<b>Igła</b> & Nić" in page.select(".who")[0]
    assert "<script>ul." not in page.html


def test_strangers_see_what_this_is_and_how_to_get_in(browser):
    page = browser.open("/")
    assert page.h1 == "Internetowa Obsługa Kontrahenta"
    assert {"/logowanie", "/pomoc/logowanie"} <= set(page.links())
