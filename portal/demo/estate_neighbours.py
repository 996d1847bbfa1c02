"""The other leases of the invented estate, so that imports and the office have more to show."""

from portal.demo.estate_model import Correction, InterestNote, Lease, Line, Payday
from portal.demo.estate_stories import HEATING, HEATING_2026

HALINA = Lease(
    lease_id="1011",
    contract_number="8/1999",
    premises_id="L-0107",
    main="10010",
    started_on="1999-03-01",
    persons=2,
    payer=8_000_104_102,
    water=(4_000, 6_000),
    method="cash",
    extras=(
        *HEATING,
        Correction(
            "2026-05",
            "2026-06-12",
            "2026-07-10",
            (Line("Odpady segregowane, korekta liczby osób", -35_00, -1_000, "osoba", 35_00),),
        ),
    ),
)

HALINA_GARAGE = Lease(
    lease_id="1012",
    contract_number="G/31/2008",
    premises_id="G-0202",
    main="10010",
    started_on="2008-07-01",
    payer=31_000_104_103,
    method="cash",
)

KACZMAREK = Lease(
    lease_id="1013",
    contract_number="64/2022",
    premises_id="L-0108",
    main="10011",
    co_tenants=("10012",),
    started_on="2022-04-01",
    persons=4,
    payer=64_000_104_877,
    deposit=8_430_00,
    water=(6_000, 9_000),
    method="online",
    extras=(
        *HEATING,
        InterestNote("2026-03-16", "2026-03-30", {"2026-01": "2026-02-27"}),
    ),
    paydays={
        "2026-01": (),
        "2026-02": (Payday("2026-02-27"),),
    },
)

BAKERY = Lease(
    lease_id="1014",
    contract_number="U/19/2021",
    premises_id="U-0302",
    main="10013",
    started_on="2021-08-01",
    payer=19_000_104_810,
    deposit=20_000_00,
    water=(0, 8_000),
    extras=HEATING,
)

LUKASZ = Lease(
    lease_id="1015",
    contract_number="170/2017",
    premises_id="L-0109",
    main="10014",
    started_on="2017-11-15",
    persons=3,
    payer=170_000_104_660,
    deposit=7_560_00,
    water=(6_000, 9_000),
    extras=(HEATING_2026,),
)

LEASES = (HALINA, HALINA_GARAGE, KACZMAREK, BAKERY, LUKASZ)
