"""Who may enter each address. A new address without an entry here fails."""

from portal.app import ROOMS, screens, screens_of
from portal.web.access import anyone

OPEN_TO_STRANGERS = {
    ("GET", "/"),
    ("GET", "/logowanie"),
    ("POST", "/logowanie"),
    ("POST", "/logowanie/login-gov"),
    ("GET", "/logowanie/login-gov/przejscie"),
    ("GET", "/logowanie/login-gov/powrot"),
    ("POST", "/logowanie/login-gov/powrot"),
    ("GET", "/logowanie/login-gov/dalej"),
    ("POST", "/logowanie/login-gov/dalej"),
    ("GET", "/logowanie/login-gov/wybor"),
    ("POST", "/logowanie/login-gov/wybor"),
    ("POST", "/wyloguj"),
    ("POST", "/wyglad"),
    ("GET", "/zdrowie"),
    ("GET", "/pomoc"),
    ("GET", "/pomoc/instrukcja"),
    ("GET", "/pomoc/logowanie"),
    ("GET", "/pomoc/logowanie/{question:path}"),
    ("GET", "/pomoc/slowniczek"),
    ("GET", "/pomoc/{topic}"),
    ("GET", "/kontakt"),
    ("GET", "/aktualnosci"),
    ("GET", "/aktualnosci/{id}"),
    ("GET", "/prywatnosc"),
    ("GET", "/dostep/wniosek"),
    ("POST", "/dostep/wniosek"),
    ("GET", "/dostep/wniosek/{number}"),
    ("GET", "/zaswiadczenie"),
    ("POST", "/zaswiadczenie"),
    ("GET", "/zaswiadczenie/{code}"),
    ("GET", "/haslo/reset"),
    ("POST", "/haslo/reset"),
    ("POST", "/platnosci/itn"),
    ("GET", "/haslo/reset/wyslano"),
    ("GET", "/haslo/reset/{token}"),
    ("GET", "/haslo/reset/nowe"),
    ("POST", "/haslo/reset/nowe"),
    ("GET", "/profil/e-mail/potwierdzenie/{token}"),
    ("POST", "/profil/e-mail/potwierdzenie/{token}"),
    ("GET", "/profil/e-mail/potwierdzono"),
}
FROM_OTHER_SITES = {("POST", "/logowanie/login-gov/powrot"), ("POST", "/platnosci/itn")}


def test_every_screen_that_strangers_may_enter_is_listed():
    found = {
        (screen.method, screen.path) for screen in screens() if screen.audience.admits_strangers
    }
    assert found == OPEN_TO_STRANGERS


def test_only_listed_screens_take_forms_from_other_sites():
    found = {(screen.method, screen.path) for screen in screens() if screen.limits.from_other_sites}
    assert found == FROM_OTHER_SITES


def test_the_office_lets_only_staff_in():
    for screen in screens():
        if screen.path.startswith("/biuro"):
            assert screen.audience.name.startswith("staff"), screen.path


def test_screens_for_anyone_are_anyones():
    for screen in screens():
        assert screen.audience.admits_strangers == (screen.audience is anyone)


def test_addresses_are_polish_words_in_kebab_case():
    for screen in screens():
        for part in screen.path.strip("/").split("/"):
            bare = part.strip("{}").partition(":")[0]
            assert bare == bare.lower(), screen.path
            assert all(c.isascii() and (c.isalnum() or c == "-") for c in bare), screen.path


def test_no_promised_address_has_vanished():
    promised = {
        "/", "/logowanie", "/wyloguj", "/haslo/nowe", "/finanse", "/finanse/wplaty",
        "/finanse/naliczenia", "/finanse/wplaty/{id}", "/finanse/naliczenia/{id}",
        "/finanse/rachunek", "/finanse/zestawienie", "/place", "/lokale", "/lokale/{id}",
        "/korespondencja", "/korespondencja/dodaj", "/korespondencja/dodaj/{slug}",
        "/korespondencja/{case}", "/pliki/{id}",
        "/profil", "/pomoc", "/pomoc/logowanie", "/pomoc/instrukcja", "/wyglad", "/prywatnosc",
        "/kontakt", "/aktualnosci", "/biuro", "/zdrowie",
    }  # fmt: skip
    assert promised <= {screen.path for screen in screens()}


def test_the_addresses_of_a_room_begin_as_it_is_opened():
    for beginnings, modules in ROOMS.items():
        for screen in screens_of(*modules):
            assert "/" + screen.path[1:].partition("/")[0] in beginnings.split(), screen.path


def test_a_room_is_opened_when_it_is_asked_for(browser):
    rooms = browser.client.app.app
    assert "/kontakt" not in rooms.exact
    browser.open("/kontakt")
    assert "/kontakt" in rooms.exact
