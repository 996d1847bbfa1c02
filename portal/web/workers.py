"""Where the work of one process is done: one reader, one writer, and a small pool for slow work.

Reads run where the request is, on the worker's one reading connection: a thread hop costs as much
as a page's queries. Writes run one at a time on one thread with the one writing connection.
What takes long (hashing passwords, making PDFs) goes to a small pool with a short queue, so that
a storm of it neither stops the reads nor eats the memory. What waits for another server has a
pool of its own, so that a server that does not answer holds up nobody's password; and so has the
looking into files that people send.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from portal.store.database import Database, connect

P = ParamSpec("P")
T = TypeVar("T")

SLOW_WORKERS = max(1, (os.cpu_count() or 2) - 1)
DISTANT_WORKERS = 8
RECEIVING_WORKERS = 2
LONGEST_QUEUE = 20


class Overloaded(Exception):
    """The queue for slow work is full; the visitor is asked to try again soon."""


class Workers:
    """The connections and threads of one process."""

    def __init__(self, database: Path) -> None:
        self.reader = connect(database, read_only=True)
        self._database = database
        self._writer = connect(database)
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._pool = ThreadPoolExecutor(SLOW_WORKERS, thread_name_prefix="slow")
        self._distant = ThreadPoolExecutor(DISTANT_WORKERS, thread_name_prefix="distant")
        self._receiving = ThreadPoolExecutor(RECEIVING_WORKERS, thread_name_prefix="receiving")
        self._waiting = {self._pool: 0, self._distant: 0, self._receiving: 0}
        self._tellings = threading.BoundedSemaphore(LONGEST_QUEUE)
        self._own = threading.local()

    async def write(self, work: Callable[[Database], T]) -> T:
        """Run work that writes on the writer's thread."""
        return await asyncio.wrap_future(self._writing.submit(work, self._writer))

    def write_later(self, work: Callable[[Database], Any]) -> None:
        """Run a small write without anyone waiting for it."""
        self._writing.submit(work, self._writer)

    def write_from_pool(self, work: Callable[[Database], T]) -> T:
        """Run work that writes, asked for by slow work; blocks until it is committed."""
        return self._writing.submit(work, self._writer).result()

    def tell_later(self, work: Callable[[], Any]) -> None:
        """Tell another server something without anyone waiting for it; let go under a storm."""
        if self._tellings.acquire(blocking=False):
            told = self._distant.submit(work)
            told.add_done_callback(lambda _: self._tellings.release())

    async def slowly(
        self, work: Callable[[Database], T], *, distant: bool = False, receiving: bool = False
    ) -> T:
        """Run slow work in the pool, with a reading connection of that thread.

        Takes:  distant: the work waits for another server; receiving: it looks into files.
        Raises: Overloaded where too many wait already.
        """
        pool = self._receiving if receiving else self._distant if distant else self._pool
        if self._waiting[pool] >= LONGEST_QUEUE:
            raise Overloaded
        self._waiting[pool] += 1
        try:
            return await asyncio.wrap_future(pool.submit(self._with_own_reader, work))
        finally:
            self._waiting[pool] -= 1

    def _with_own_reader(self, work: Callable[[Database], T]) -> T:
        if not hasattr(self._own, "reader"):
            self._own.reader = connect(self._database, read_only=True)
        return work(self._own.reader)

    def close(self) -> None:
        """Finish what was begun and let the files go."""
        self._pool.shutdown()
        self._distant.shutdown()
        self._receiving.shutdown()
        self._writing.shutdown()
        self._writer.close()
        self.reader.close()
