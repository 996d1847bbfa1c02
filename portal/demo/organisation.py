"""The company of the demonstration. Its address, telephone and tax number are invented."""

from pathlib import Path

from portal.demo.estate_numbers import nip
from portal.settings import Organisation

_FOLDER = Path(__file__).parents[2] / "data" / "demo"

TBS_WROCLAW = Organisation(
    name="TBS Wrocław Sp. z o.o.",
    short_name="TBS Wrocław",
    street="ul. Jarzębinowa 1",
    city="53-120 Wrocław",
    telephone="71 000 00 00",
    emergency_telephone="71 000 00 99",
    email="bok@tbs-wroclaw.com.pl",
    nip=nip("999000340"),
    website="https://www.tbs-wroclaw.com.pl",
    office_hours="poniedziałek–piątek 8.00–15.00, środa do 17.00",
    privacy_email="iod@tbs-wroclaw.com.pl",
    funding_text="Dofinansowano ze środków Unii Europejskiej. Wersja pokazowa: dane są zmyślone.",
    funding_strip=_FOLDER / "funding.svg",
)
