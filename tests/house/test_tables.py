"""Each table is written in one file, the one that the schema names."""

import re
from pathlib import Path

PORTAL = Path(__file__).parents[2] / "portal"
NAMED = re.compile(r"CREATE TABLE (\w+) \(\s*-- written by ([\w/.]+)")
ANY_TABLE = re.compile(r"CREATE TABLE (\w+)")
WRITES = re.compile(r"\b(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+(\w+)")
WRITTEN_ONCE = {"installation"}

SHAPES = [PORTAL / "store" / "migrations.py", *sorted(PORTAL.glob("store/*_tables.py"))]
SCHEMA = "\n".join(path.read_text(encoding="utf-8") for path in SHAPES)
WRITERS = dict(NAMED.findall(SCHEMA))


def test_every_table_names_its_writer():
    assert set(ANY_TABLE.findall(SCHEMA)) - WRITTEN_ONCE == set(WRITERS)


def test_every_writer_is_there():
    for table, file in WRITERS.items():
        assert (PORTAL / file).is_file(), f"{table} names {file}"


def test_no_other_file_writes_a_table():
    for path in PORTAL.rglob("*.py"):
        file = path.relative_to(PORTAL).as_posix()
        # The benchmark and the generated estate fill databases of their own.
        if file == "store/migrations.py" or file.startswith("bench/"):
            continue
        for table in WRITES.findall(path.read_text(encoding="utf-8")):
            if table in WRITERS:
                assert WRITERS[table] == file, f"{file} writes {table}"
