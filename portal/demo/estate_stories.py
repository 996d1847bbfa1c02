"""The leases of those who sign in to the demonstration; each tells the story that it shows.

Where a lease says nothing, the tenant pays all that is owed some day before the tenth.
"""

from portal.demo.estate_model import (
    InterestNote,
    Lease,
    Payday,
    Settlement,
)

HEATING_2025 = Settlement(2025, "2025-11-14", "2025-11-28")
HEATING_2026 = Settlement(2026, "2026-11-13", "2026-12-10")
HEATING = (HEATING_2025, HEATING_2026)

ANNA = Lease(
    lease_id="1001",
    contract_number="417/2014",
    premises_id="L-0101",
    main="10001",
    started_on="2014-03-03",
    persons=2,
    payer=417_000_104_582,
    deposit=6_480_00,
    water=(4_000, 6_000),
    extras=HEATING,
    paydays={
        "2025-11": (
            Payday("2025-11-06"),
            Payday("2025-11-18", title="Rozliczenie ogrzewania 2024/2025"),
        ),
        "2025-12": (Payday("2025-12-05"),),
        "2026-01": (Payday("2026-01-08", amount=1_318_20),),
        "2026-02": (Payday("2026-02-06"),),
        "2026-04": (),
        "2026-05": (Payday("2026-05-07"),),
        "2026-09": (Payday("2026-09-09", amount=1_362_80),),
        "2026-10": (Payday("2026-10-09", "online", online_order_id="A7K2-9QX4-0193"),),
        "2026-11": (Payday("2026-11-06"),),
    },
)

JAN_FLAT = Lease(
    lease_id="1002",
    contract_number="233/2011",
    premises_id="L-0102",
    main="10002",
    started_on="2011-09-01",
    persons=3,
    payer=233_000_104_617,
    deposit=7_200_00,
    water=(6_000, 9_000),
    extras=(
        *HEATING,
        InterestNote(
            "2026-09-14", "2026-09-28", {"2026-03": "2026-06-08", "2026-04": "2026-06-08"}
        ),
    ),
    paydays={
        "2026-03": (),
        "2026-04": (),
        "2026-05": (),
        "2026-06": (Payday("2026-06-08", "cash"),),
        "2026-09": (Payday("2026-09-10"),),
        "2026-10": (),
        "2026-11": (Payday("2026-11-17", amount=800_00),),
    },
)

JAN_GARAGE = Lease(
    lease_id="1003",
    contract_number="G/58/2016",
    premises_id="G-0201",
    main="10002",
    started_on="2016-04-01",
    payer=58_000_104_618,
    paydays={"2026-11": ()},
)

PIOTR = Lease(
    lease_id="1004",
    contract_number="96/2019",
    premises_id="L-0103",
    main="10004",
    co_tenants=("10003",),
    started_on="2019-06-15",
    persons=2,
    payer=96_000_104_733,
    deposit=5_712_00,
    water=(4_000, 6_000),
    method="online",
    extras=HEATING,
    # December is paid in full although the settlement has left money over.
    paydays={"2026-12": (Payday("2026-11-20", amount=1_300_71),)},
)

NEEDLE = Lease(
    lease_id="1005",
    contract_number="U/12/2018",
    premises_id="U-0301",
    main="10005",
    started_on="2018-02-01",
    payer=12_000_104_801,
    deposit=12_000_00,
    water=(0, 2_000),
    extras=HEATING,
    paydays={"2026-12": (Payday("2026-11-20"),)},
)

MARIA = Lease(
    lease_id="1006",
    contract_number="51/2003",
    premises_id="L-0104",
    main="10006",
    started_on="2003-10-01",
    persons=1,
    payer=51_000_104_355,
    deposit=3_100_00,
    water=(2_000, 3_000),
    method="cash",
    extras=(HEATING_2025,),
    # She pays at the office desk as soon as the notice comes; 18,60 zł are missing.
    paydays={"2026-12": (Payday("2026-11-20", "cash", amount=952_19),)},
)

STANISLAW = Lease(
    lease_id="1007",
    contract_number="140/2009",
    premises_id="L-0105",
    main="10007",
    started_on="2009-05-01",
    ended_on="2026-07-31",
    persons=1,
    payer=140_000_104_290,
    deposit=4_050_00,
    water=(2_000, 3_000),
    extras=(HEATING_2025, Settlement(2026, "2026-09-15", "2026-09-30")),
    paydays={"2026-09": (Payday("2026-09-28", title="Rozliczenie końcowe"),)},
)

LONG_NAME = Lease(
    lease_id="1008",
    contract_number="TBS/WR/2012/000318/NAJEM-ANEKS-4",
    premises_id="L-0106",
    main="10008",
    started_on="2012-12-01",
    persons=6,
    payer=318_000_104_944,
    deposit=14_525_00,
    water=(11_000, 17_000),
    method="online",
    extras=HEATING,
)

LONG_NAME_STORAGE = Lease(
    lease_id="1009",
    contract_number="K/77/2020",
    premises_id="K-0401",
    main="10008",
    started_on="2020-01-01",
    payer=77_000_104_945,
)

NEWCOMER = Lease(
    lease_id="1010",
    contract_number="212/2026",
    premises_id="L-0105",
    main="10009",
    started_on="2026-12-01",
    persons=1,
    payer=212_000_105_010,
    deposit=9_143_00,
    water=(2_000, 3_000),
)

LEASES = (
    ANNA,
    JAN_FLAT,
    JAN_GARAGE,
    PIOTR,
    NEEDLE,
    MARIA,
    STANISLAW,
    LONG_NAME,
    LONG_NAME_STORAGE,
    NEWCOMER,
)
