"""What waits for another server holds up nobody else."""

import asyncio
import threading

from portal.web.workers import DISTANT_WORKERS, Workers


def test_a_server_that_is_silent_does_not_delay_slow_work(database):
    workers = Workers(database)
    silence = threading.Event()

    async def visits() -> str:
        waiting = [
            asyncio.create_task(workers.slowly(lambda db: silence.wait(5), distant=True))
            for _ in range(DISTANT_WORKERS)
        ]
        await asyncio.sleep(0)
        answer = await workers.slowly(lambda db: "in")
        assert not any(each.done() for each in waiting)
        silence.set()
        await asyncio.gather(*waiting)
        return answer

    assert asyncio.run(visits()) == "in"
    workers.close()


def test_word_to_another_server_is_let_go_under_a_storm(database):
    workers = Workers(database)
    silence = threading.Event()
    told: list[int] = []
    for _ in range(100):
        workers.tell_later(lambda: (silence.wait(5), told.append(1)))
    silence.set()
    workers.close()
    assert 0 < len(told) < 100
