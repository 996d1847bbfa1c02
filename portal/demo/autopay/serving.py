"""The simulator of Autopay beside a demonstration."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from portal.demo.autopay.app import START_PATH, Pace, Simulator, create_simulator
from portal.demo.autopay.memory import remembered_orders
from portal.demo.autopay.service import Numbers, Service, make_service
from portal.demo.simulators import listening, serving, url_of
from portal.settings import Autopay
from portal.store.database import connect

PACE = Pace()


def settings_for(service: Service, url: str) -> Autopay:
    """How a portal is told of this simulator."""
    return Autopay(
        url=url,
        path=START_PATH,
        service_id=service.service_id,
        keys=(service.key,),
        algorithm=service.algorithm,
    )


@contextmanager
def simulated_autopay(
    portal_url: str,
    *,
    service_id: str = "",
    algorithm: str = "sha256",
    seed: str = "",
    pace: Pace = PACE,
    database: Path | None = None,
) -> Iterator[tuple[Autopay, Simulator]]:
    """A simulator that serves until the end of the block; gives how a portal is told of it.

    Takes:   service_id: the number that the portal has there, any without this; seed: for the
             same keys and numbers each time; database: the portal's, to know of earlier runs.
    """
    found, numbers = listening(), Numbers(seed)
    service = make_service(numbers, service_id, algorithm)
    url = url_of(found)
    app = create_simulator(
        service, numbers, url=url, portal_url=portal_url, demonstration=True, pace=pace
    )
    simulator: Simulator = app.state.simulator
    if database is not None:
        _remember(simulator, database)
    try:
        with serving(app, found):
            yield settings_for(service, url), simulator
    finally:
        simulator.close()


def _remember(simulator: Simulator, database: Path) -> None:
    with closing(connect(database, read_only=True)) as db:
        simulator.remember(remembered_orders(db, simulator.numbers))
