"""What we ask the operator of payments: slow, over HTTP, and never inside a transaction.

Each message is committed before it is sent, and its answer when it has come: whatever breaks in
between, the trail tells what may have happened. What an answer says is for the caller to write.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from portal.money import Grosze
from portal.online_payments import channels_kept, trail
from portal.online_payments.autopay import calls, channels, conversation, status
from portal.online_payments.autopay.calls import Beginning, Cancelled, RefundState
from portal.online_payments.autopay.channels import Channel
from portal.online_payments.autopay.faults import Declined, OperatorFault
from portal.online_payments.payment_notice import PaymentNotice, in_operator_words
from portal.settings import Autopay, Settings
from portal.store.database import Database, writing
from portal.tenancy.absent import NotThere

T = TypeVar("T")
LONGEST_KEPT = 64 * 1024
HIDDEN = "······"


class Write(Protocol):
    """How work that writes is run: a screen's `visit.write`, or a connection of one's own."""

    def __call__(self, work: Callable[[Database], T]) -> T: ...


class Operator:
    """The operator, asked in the name of one installation."""

    def __init__(self, settings: Settings, write: Write) -> None:
        """Raises: NotThere where paying online is off."""
        if settings.autopay is None:
            raise NotThere
        self._autopay: Autopay = settings.autopay
        self._write = write

    def ask_status(self, order_id: str) -> list[PaymentNotice]:
        """Every attempt to pay an order that the operator knows.

        Raises: OperatorFault.
        """
        content = self._exchange(
            order_id, "status", status.PATH, form=status.status_question(order_id, self._autopay)
        )
        return status.read_status(content, order_id, self._autopay)

    def cancel(self, order_id: str) -> Cancelled:
        """Let an order be paid no more. What was paid already stays paid: ask its status too.

        Raises: OperatorFault.
        """
        message_id = calls.new_message_id()
        form = calls.cancel_question(order_id, message_id, self._autopay)
        content = self._exchange(order_id, "cancel", calls.CANCEL_PATH, form=form)
        return calls.read_cancelled(content, message_id, self._autopay)

    def refund(self, order_id: str, remote_id: str, amount: Grosze, message_id: str) -> None:
        """Pay back what an attempt brought, or a part of it; done within half an hour, or not.

        Takes:  message_id: of calls.new_message_id(), written down before; the same again is done
                once, so a refund whose answer was lost is asked for again with the same.
        Raises: Declined where it will not be done; NoAnswer, BadAnswer where that is not known.
        """
        form = calls.refund_question(
            remote_id, in_operator_words(amount), message_id, self._autopay
        )
        content = self._exchange(order_id, "refund", calls.REFUND_PATH, form=form, header="")
        calls.read_refund(content, message_id, self._autopay)

    def refund_state(self, order_id: str, message_id: str) -> RefundState:
        """How far a refund has come.

        Raises: OperatorFault.
        """
        document = calls.refund_state_question(message_id, self._autopay)
        content = self._exchange(
            order_id, "refund-state", calls.REFUND_STATE_PATH, document=document, header=""
        )
        return calls.read_refund_state(content, message_id, self._autopay)

    def begin(self, order_id: str, fields: list[tuple[str, str]]) -> Beginning:
        """Start a payment in the background, with a BLIK code for example.

        Takes:  fields: of autopay.start.start_fields(), with their hash.
        Raises: CodeHolds where a code of before may still be charged: nothing was sent then.
                OperatorFault. After NoAnswer and BadAnswer the code may have been charged: wait
                for the notice, then ask the status, and only then let the tenant try again.
        """
        content = self._exchange(
            order_id,
            trail.CODE,
            self._autopay.path,
            form=dict(fields),
            header=calls.BEGINNING_HEADER,
            note_question=trail.note_code,
        )
        try:
            beginning = calls.read_beginning(content, order_id, self._autopay)
        except Declined as fault:
            self._keep(order_id, "in", trail.CODE_REFUSED, fault.kind)
            raise
        if not beginning.taken:
            self._keep(order_id, "in", trail.CODE_REFUSED, beginning.reason)
        return beginning

    def refresh_channels(self) -> list[Channel]:
        """Ask for the channels where nobody has within a minute; keep a good list.

        Gives:  the last good list, whatever the operator said this time.
        """
        service_id = self._autopay.service_id
        if self._in_writing(lambda db: channels_kept.claim(db, service_id)):
            question = channels.channels_question(calls.new_message_id(), self._autopay)
            try:
                content = conversation.post(
                    f"{self._autopay.url}{channels.PATH}", document=question
                )
                found = channels.read_channels(content, self._autopay)
            except OperatorFault:
                found = []
            if found:
                self._in_writing(lambda db: channels_kept.keep(db, service_id, found))
        return self._write(lambda db: channels_kept.kept_channels(db, service_id))

    def _exchange(
        self,
        order_id: str,
        kind: str,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        document: Mapping[str, Any] | None = None,
        header: str = calls.HEADER,
        note_question: Callable[..., None] = trail.note,
    ) -> bytes:
        """Ask, and keep the question and the answer.

        Raises: NoAnswer, and what note_question() raises.
        """
        sent = _as_sent(form if form is not None else document or {})
        self._in_writing(lambda db: note_question(db, order_id, "out", kind, sent))
        try:
            content = conversation.post(
                f"{self._autopay.url}{path}", form=form, document=document, header=header
            )
        except OperatorFault as fault:
            self._keep(order_id, "in", f"{kind}-fault", fault.kind)
            raise
        answer = content[:LONGEST_KEPT].decode("utf-8", errors="replace")
        self._keep(order_id, "in", f"{kind}-answer", answer)
        return content

    def _keep(self, order_id: str, direction: trail.Direction, kind: str, body: str) -> None:
        self._in_writing(lambda db: trail.note(db, order_id, direction, kind, body))

    def _in_writing(self, work: Callable[[Database], T]) -> T:
        def in_transaction(db: Database) -> T:
            with writing(db):
                return work(db)

        return self._write(in_transaction)


def _as_sent(fields: Mapping[str, Any]) -> str:
    """The fields as they went out; a code that opens somebody's bank stays hidden."""
    shown = {
        name: HIDDEN if name == "AuthorizationCode" else value for name, value in fields.items()
    }
    return urlencode(shown)
