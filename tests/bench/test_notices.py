"""The figure of notifications, with rounds far too short for one."""

import shutil
from pathlib import Path

import pytest

from portal.bench import notices
from portal.bench.report import CannotMeasure
from portal.bench.workshop import Workshop
from portal.store.database import connect


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    folder = tmp_path_factory.mktemp("notices")
    return Workshop(folder=folder, leases=50, quick=True, tell=lambda words: None)


def test_every_notification_is_confirmed_and_leaves_the_rows_that_plain_sqlite_writes(
    workshop: Workshop,
) -> None:
    (figure,) = notices.measure(workshop)
    assert figure.value > 0
    assert "2 rounds of 40" in figure.detail


def test_other_rows_are_no_comparison(workshop: Workshop, tmp_path: Path) -> None:
    one = workshop.small_estate()
    other = Path(shutil.copy(one, tmp_path / "other.db"))
    db = connect(other)
    db.execute("DELETE FROM payments WHERE payment_id = 1")
    db.close()
    with pytest.raises(CannotMeasure, match="different rows"):
        notices._see_that_both_wrote_the_same(one, other)
