"""The simulator of login.gov.pl beside a demonstration."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.demo.national_node.app import create_simulator
from portal.demo.national_node.keys import make_keys, settings_for
from portal.demo.simulators import listening, serving, url_of
from portal.national_node.node import RETURN_PATH
from portal.settings import NationalNode


@contextmanager
def simulated_node(portal_url: str, *, after_password: bool) -> Iterator[NationalNode]:
    """A simulator that serves until the end of the block; gives how a portal is told of it."""
    found, keys = listening(), make_keys()
    url = url_of(found)
    app = create_simulator(
        keys, url=url, consumer_url=f"{portal_url}{RETURN_PATH}", demonstration=True
    )
    with serving(app, found):
        yield settings_for(keys, url, after_password=after_password)
