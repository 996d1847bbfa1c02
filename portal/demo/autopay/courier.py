"""The courier: takes notifications to the portal, and again until they are answered as they must.

The operator tries 209 times in some eight days, ever more seldom. Here an hour is a minute.
"""

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx2

from portal.demo.autopay import notice
from portal.demo.autopay.notice import Judged, Plan
from portal.demo.autopay.orders import Attempt, Order
from portal.demo.autopay.service import Service

# How often, and after how many seconds, as the operator says.
SCHEDULE = ((12, 180), (144, 600), (48, 3600), (5, 86_400))
FASTER = 60.0
SECONDS_FOR_AN_ANSWER = 15
AT_ONCE = 8


def pauses(faster: float) -> Iterator[float]:
    """The seconds before each further try."""
    return (seconds / faster for times, seconds in SCHEDULE for _ in range(times))


@dataclass(order=True)
class Errand:
    """A notification to be taken at a moment."""

    due: float
    number: int
    order: Order = field(compare=False)
    attempt: Attempt = field(compare=False)
    compose: Callable[[int], str] = field(compare=False)
    plan: Plan = field(compare=False)
    pauses: Iterator[float] = field(compare=False)
    tries: int = field(compare=False, default=0)


class Courier:
    """Delivers for one simulator, on threads of its own."""

    def __init__(self, address: str, service: Service, *, faster: float = FASTER) -> None:
        self.address, self.service, self.faster = address, service, faster
        self._client = httpx2.Client(timeout=SECONDS_FOR_AN_ANSWER, trust_env=False)
        self._errands: list[Errand] = []
        self._numbers = itertools.count()
        self._under_way = 0
        self._changed = threading.Condition()
        self._ended = False
        self._one_by_one = ThreadPoolExecutor(1, thread_name_prefix="itn")
        self._at_once = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="itn at once")
        self._thread = threading.Thread(target=self._work, name="itn courier", daemon=True)
        self._thread.start()

    def announce(self, order: Order, attempt: Attempt, plan: Plan | None = None) -> None:
        """Tell the portal the newest state of an attempt, as planned."""
        plan = plan or Plan()
        if plan.lost:
            order.note("ITN", "", "", "powiadomienie nie wyszło (usterka)", good=False)
            return
        due = time.monotonic() + plan.seconds
        self._forget(attempt)
        for copy in range(plan.copies):
            self._take(due + (0 if plan.together else copy * 0.02), order, attempt, plan)
        if plan.reversed:
            self._take(due + 0.5, order, attempt, plan, pending=True)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to deliver; False where that takes too long."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._errands and not self._under_way, seconds
            )

    def close(self) -> None:
        """Deliver no more."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._thread.join(SECONDS_FOR_AN_ANSWER)
        for pool in (self._one_by_one, self._at_once):
            pool.shutdown(cancel_futures=True)
        self._client.close()

    def _take(
        self, due: float, order: Order, attempt: Attempt, plan: Plan, *, pending: bool = False
    ) -> None:
        first = notice.compose(order, attempt, self.service, plan, pending=pending)

        def compose(tries: int) -> str:
            """What was to be told; when it is told again, the newest that there is to tell."""
            if tries == 1:
                return first
            return notice.compose(order, attempt, self.service, plan)

        again = pauses(self.faster) if plan.is_right else iter(())
        errand = Errand(due, next(self._numbers), order, attempt, compose, plan, again)
        self._put(errand)

    def _put(self, errand: Errand) -> None:
        with self._changed:
            heapq.heappush(self._errands, errand)
            self._changed.notify_all()

    def _forget(self, attempt: Attempt) -> None:
        """Let go of older news of an attempt that waits to be tried again."""
        with self._changed:
            self._errands = [
                each for each in self._errands if each.attempt is not attempt or not each.tries
            ]
            heapq.heapify(self._errands)

    def _work(self) -> None:
        while True:
            with self._changed:
                if self._ended:
                    return
                left = self._errands[0].due - time.monotonic() if self._errands else None
                if left is None or left > 0:
                    self._changed.wait(left)
                    continue
                errand = heapq.heappop(self._errands)
                self._under_way += 1
            pool = self._at_once if errand.plan.together else self._one_by_one
            pool.submit(self._deliver, errand)

    def _deliver(self, errand: Errand) -> None:
        try:
            errand.tries += 1
            xml = errand.compose(errand.tries)
            answered, judged = self._post(errand, xml)
            errand.order.note(
                f"ITN, próba {errand.tries}", xml, answered, judged.words, good=judged.good
            )
            pause = None if judged.good else next(errand.pauses, None)
            if pause is not None and not self._ended:
                errand.due = time.monotonic() + pause
                self._put(errand)
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _post(self, errand: Errand, xml: str) -> tuple[str, Judged]:
        try:
            answer = self._client.post(self.address, data=notice.form_of(xml, errand.plan))
        except httpx2.HTTPError as error:
            return "", Judged(f"brak odpowiedzi ({type(error).__name__})", good=False)
        order_id = errand.plan.order_id or errand.order.start.order_id
        judged = notice.judge(answer.status_code, answer.content, order_id, self.service)
        return answer.text[: notice.MOST_OF_AN_ANSWER], judged
