"""The people and companies of the invented estate. None of them exists."""

from datetime import date

from portal.demo.estate_model import Tenant
from portal.demo.estate_numbers import nip, pesel

TENANTS = (
    Tenant(
        tenant_id="10001",
        first_name="Anna",
        last_name="Nowak",
        pesel=pesel(date(1984, 3, 17), 42),
    ),
    Tenant(
        tenant_id="10002",
        first_name="Jan",
        last_name="Kowalski",
        pesel=pesel(date(1971, 10, 2), 55),
    ),
    Tenant(
        tenant_id="10003",
        first_name="Oksana",
        last_name="Kovalenko",
        pesel=pesel(date(1990, 6, 21), 68),
    ),
    Tenant(
        tenant_id="10004",
        first_name="Piotr",
        last_name="Wiśniewski",
        pesel=pesel(date(1987, 1, 9), 31),
    ),
    Tenant(
        tenant_id="10005",
        company_name="Zakład Krawiecki „Igła” Barbara Szpilka",
        nip=nip("999000120"),
    ),
    Tenant(
        tenant_id="10006",
        first_name="Maria",
        last_name="Zielińska",
        pesel=pesel(date(1948, 8, 15), 24),
    ),
    Tenant(
        tenant_id="10007",
        first_name="Stanisław",
        last_name="Lis",
        pesel=pesel(date(1962, 5, 8), 77),
        street="ul. Bukowa",
        building="3",
        flat="1",
        postcode="55-999",
        city="Nowa Lipa",
    ),
    Tenant(
        tenant_id="10008",
        first_name="Wiktoria Maksymiliana Aleksandra",
        last_name="Konstantynopolitańczykowska-Brzęczyszczykiewicz",
        pesel=pesel(date(1979, 12, 30), 86),
    ),
    Tenant(
        tenant_id="10009",
        first_name="Kacper",
        last_name="Dąbrowski",
        pesel=pesel(date(2002, 2, 14), 13),
    ),
    Tenant(
        tenant_id="10010",
        first_name="Halina",
        last_name="Wójcik",
        pesel=pesel(date(1955, 11, 4), 48),
    ),
    Tenant(
        tenant_id="10011",
        first_name="Tomasz",
        last_name="Kaczmarek",
        pesel=pesel(date(1993, 7, 26), 95),
    ),
    Tenant(
        tenant_id="10012",
        first_name="Agata",
        last_name="Kaczmarek",
        pesel=pesel(date(1994, 4, 3), 66),
    ),
    Tenant(
        tenant_id="10013",
        company_name="Piekarnia Pod Zegarem sp. z o.o.",
        nip=nip("999000230"),
        street="ul. Młynarska",
        building="8",
        flat="2",
        postcode="53-121",
        city="Wrocław",
    ),
    Tenant(
        tenant_id="10014",
        first_name="Łukasz",
        last_name="Żółtowski",
        pesel=pesel(date(1981, 9, 12), 59),
    ),
)
