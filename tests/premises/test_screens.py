"""The premises as tenants see them."""

import pytest

from portal.web.references import References
from tests import factories as make


@pytest.fixture
def anna(db, browser) -> int:
    """Anna Nowak, signed in."""
    tenant_id = make.a_person(db)
    browser.sign_in(make.an_account(db, tenant_id))
    return tenant_id


def ref(browser, lease_id: int) -> str:
    """The reference of a lease, as addresses carry it."""
    key = browser.db.execute("SELECT reference_key FROM installation").fetchone()[0]
    return References(key).hide(lease_id)


def test_the_only_lease_is_shown_at_once(browser, db, anna):
    make.a_lease(db, anna, contract_number="417/2014")

    page = browser.open("/lokale")

    assert page.h1 == "Lokale"
    assert not page.select("nav.tabs")
    assert "417/2014" in page.text
    assert "od 3 marca 2014, na czas nieokreślony" in page.text
    assert "6 480,00 zł" in page.text
    assert "Mieszkanie, 53-120 Wrocław, 2. piętro, 2 pokoje" in page.text


def test_several_leases_have_a_switch(browser, db, anna):
    flat = make.a_lease(db, anna)
    garage = make.a_lease(
        db, anna, premises=make.some_premises(db, "garage", flat="G5", waste_sorted=None)
    )

    page = browser.open("/lokale")

    assert page.select("nav.tabs a") == ["Mieszkanie", "Garaż"]
    assert page.select("nav.tabs a[aria-current]") == ["Mieszkanie"]
    hrefs = page.links("nav.tabs a")
    assert hrefs == [f"/lokale/{ref(browser, flat)}", f"/lokale/{ref(browser, garage)}"]
    assert browser.open(hrefs[1]).select("nav.tabs a[aria-current]") == ["Garaż"]


def test_two_premises_of_one_kind_are_told_apart(browser, db, anna):
    make.a_lease(db, anna, premises=make.some_premises(db, flat="7"))
    make.a_lease(db, anna, premises=make.some_premises(db, flat="11"))

    tabs = browser.open("/lokale").select("nav.tabs a")

    assert "m. 7" in tabs[0]
    assert "m. 11" in tabs[1]


def test_the_lease_of_another_tenant_is_not_there(browser, db, anna):
    make.a_lease(db, anna)
    theirs = make.a_lease(db, make.a_person(db, "Jan Kowal"))

    browser.open(f"/lokale/{ref(browser, theirs)}", status=404)
    browser.open(f"/lokale?umowa={ref(browser, theirs)}", status=404)
    browser.open("/lokale/abc", status=404)
    browser.open(f"/lokale/{theirs}", status=404)


def test_strangers_are_asked_to_sign_in(browser):
    response = browser.client.get("/lokale")
    assert response.status_code == 303
    assert response.headers["location"].startswith("/logowanie")


def test_the_parties_of_the_lease_are_named(browser, db, anna):
    make.a_lease(db, anna, make.a_person(db, "Piotr Nowak"))

    rows = browser.open("/lokale").select("dl.kv div")

    assert "Najemca Anna Nowak" in rows
    assert "Współnajemca Piotr Nowak" in rows


@pytest.mark.parametrize(
    ("floor", "words"), [(0, "parter"), (1, "1. piętro"), (12, "12. piętro"), (-1, "piwnica")]
)
def test_the_floor_is_told_in_words(browser, db, anna, floor, words):
    make.a_lease(db, anna, premises=make.some_premises(db, floor=floor))
    assert words in browser.open("/lokale").text


def test_meters_show_their_latest_reading(browser, db, anna):
    premises = make.some_premises(db)
    make.a_lease(db, anna, premises=premises)
    meter = make.a_meter(
        db, premises, "heat", serial_number="CO 77", unit="GJ", valid_until="2029-12-31"
    )
    read(db, meter, "2025-12-31", 30_000)
    read(db, meter, "2026-06-30", 41_306)

    page = browser.open("/lokale")

    assert page.select("tbody tr") == [
        "Ogrzewanie Numer: CO 77 41,306 GJ Odczyt: 30.06.2026 Ważny do: 31.12.2029"
    ]
    assert "1 licznik" in page.select("ul.facts li")


@pytest.mark.parametrize(
    ("valid_until", "tag"),
    [
        ("2026-11-20", ["ważność minęła"]),
        ("2026-11-21", ["kończy się"]),
        ("2027-02-21", ["kończy się"]),
        ("2027-02-22", []),
        (None, []),
    ],
)
def test_the_validity_of_a_meter_has_a_tag_where_it_ends(browser, db, anna, valid_until, tag):
    premises = make.some_premises(db)
    make.a_lease(db, anna, premises=premises)
    make.a_meter(db, premises, valid_until=valid_until)
    assert browser.open("/lokale").select("table .tag") == tag


def test_a_meter_without_a_reading_says_so(browser, db, anna):
    premises = make.some_premises(db)
    make.a_lease(db, anna, premises=premises)
    make.a_meter(db, premises)
    assert "brak odczytu" in browser.open("/lokale").select("tbody tr")[0]


def test_a_flat_without_meters_says_so(browser, db, anna):
    make.a_lease(db, anna)
    assert "ten lokal nie ma liczników" in browser.open("/lokale").text


def test_a_garage_shows_what_a_garage_has(browser, db, anna):
    premises = make.some_premises(
        db, "garage", heated_area_dm2=None, rooms=None, floor=None, waste_sorted=None
    )
    make.a_lease(db, anna, premises=premises, persons=None, deposit=None)

    page = browser.open("/lokale")

    assert page.select("ul.facts li") == ["52,40 m² powierzchnia użytkowa"]
    assert "Odpady" not in page.text
    assert "Liczniki" not in page.text
    assert "Kaucja" not in page.text


@pytest.mark.parametrize(
    ("sorted_", "words"),
    [(1, "ma zaznaczoną segregację"), (0, "stawki podwyższonej"), (None, "Nie mamy danych")],
)
def test_waste_sorting_is_explained(browser, db, anna, sorted_, words):
    make.a_lease(db, anna, premises=make.some_premises(db, waste_sorted=sorted_))
    assert words in browser.open("/lokale").text


def test_the_newest_regular_charge_and_its_waste_are_named(browser, db, anna):
    lease = make.a_lease(db, anna)
    make.a_charge(db, lease, due_on="2026-11-10", amount=100_000)
    make.a_charge(
        db,
        lease,
        due_on="2026-12-10",
        issued_on="2026-11-20",
        amount=140_348,
        components=(
            ("Czynsz", None, None, None, 132_948),
            ("Odpady segregowane", None, None, None, 7_400),
        ),
    )
    make.a_charge(db, lease, due_on="2027-01-10", issued_on="2026-12-20", amount=999)

    page = browser.open("/lokale")

    assert "Opłata za grudzień 2026 1 403,48 zł" in page.select("dl.kv div")
    assert "74,00 zł (Odpady segregowane)" in page.text


def test_a_lease_that_ended_shows_no_reading_of_those_who_came_after(browser, db, anna):
    premises = make.some_premises(db)
    make.a_lease(db, anna, premises=premises, ended_on="2026-01-31", contract_number="11/2000")
    meter = make.a_meter(db, premises, valid_until="2026-02-01")
    read(db, meter, "2026-01-31", 100_000)
    read(db, meter, "2026-06-30", 123_000)
    make.a_meter(db, premises, serial_number="NOWY", installed_on="2026-03-01")

    page = browser.open("/lokale")

    assert "Umowa 11/2000 skończyła się 31 stycznia 2026." in page.text
    assert "100 m³" in page.text
    assert "123" not in page.text
    assert "NOWY" not in page.text
    assert not page.select("table .tag")


def test_a_tenant_without_a_lease_reads_why(browser, anna):
    assert "Nie widzimy jeszcze Twojej umowy" in browser.open("/lokale").text


def test_words_from_the_register_are_only_words(browser, db, anna):
    premises = make.some_premises(db, street="<b>ul.</b>", city="<i>W</i>")
    make.a_lease(db, anna, premises=premises, contract_number="<script>1</script>")
    make.a_meter(db, premises, serial_number="<u>1</u>")
    page = browser.open("/lokale")
    assert "<script>1" not in page.html
    assert "<u>1" not in page.html


def test_the_number_of_queries_does_not_grow(browser, db, anna):
    premises = make.some_premises(db)
    make.a_lease(db, anna, premises=premises)
    few = count_queries(browser, "/lokale")
    for _ in range(20):
        read(db, make.a_meter(db, premises), "2026-06-30", 1)
        make.a_lease(db, anna)
    assert count_queries(browser, "/lokale") == few


def read(db, meter_id: int, read_on: str, value_milli: int) -> None:
    """Enter a reading."""
    db.execute("INSERT INTO readings VALUES (?, ?, ?)", (meter_id, read_on, value_milli))


def count_queries(browser, address: str) -> int:
    """How many statements a page takes."""
    statements: list[str] = []
    reader = browser.client.app.app.services.workers.reader
    reader.set_trace_callback(statements.append)
    browser.open(address)
    reader.set_trace_callback(None)
    return len(statements)
