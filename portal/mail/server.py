"""The mail server: its address and secrets from one setting, and the conversation with it."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal, Self
from urllib.parse import unquote, urlsplit

# For each step of the conversation.
TIMEOUT_SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465}

Security = Literal["none", "starttls", "tls"]


class NotSent(Exception):
    """The server did not take a letter. The message is the kind of the fault, no words of others.

    final:   it makes no sense to try this letter again.
    server:  the fault is the server's; the other letters need not be tried either.
    """

    def __init__(self, kind: str, *, final: bool = False, server: bool = False) -> None:
        super().__init__(kind)
        self.kind = kind
        self.final = final
        self.server = server


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over."""

    host: str
    port: int
    security: Security
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Read smtp://user:password@host:port?starttls=1 or smtps://…, as settings let it in."""
        parts = urlsplit(url)
        security: Security = "tls" if parts.scheme == "smtps" else "none"
        if parts.query == "starttls=1":
            security = "starttls"
        return cls(
            host=parts.hostname or "",
            port=parts.port or PORTS[parts.scheme],
            security=security,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class Conversation:
    """One connection to the mail server, opened for the first letter and kept for the others."""

    def __init__(self, server: MailServer, our_host: str) -> None:
        self.server = server
        self.our_host = our_host
        self._smtp: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        """Hand a letter over; when this returns, the server has taken it.

        Raises: NotSent.
        """
        try:
            self._smtp = self._smtp or self._open()
            self._smtp.send_message(message, sender, [recipient])
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise _not_sent(error) from error

    def close(self) -> None:
        """Say goodbye; whether the server hears it does not matter."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()

    def _open(self) -> smtplib.SMTP:
        server = self.server
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host,
                server.port,
                local_hostname=self.our_host,
                timeout=TIMEOUT_SECONDS,
                context=ssl.create_default_context(),
            )
        else:
            smtp = smtplib.SMTP(
                server.host, server.port, local_hostname=self.our_host, timeout=TIMEOUT_SECONDS
            )
        try:
            if server.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            if server.user:
                smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


def _not_sent(error: Exception) -> NotSent:
    """The kind of a fault, and whether it concerns this letter or all of them."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return NotSent("recipient-refused", final=all(code >= 500 for code in codes))
    if isinstance(error, smtplib.SMTPDataError):
        return NotSent("content-refused", final=error.smtp_code >= 500)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return NotSent("sender-refused", server=True)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotSent("sign-in-refused", server=True)
    if isinstance(error, ssl.SSLError):
        return NotSent("tls", server=True)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return NotSent("broken-off", server=True)
    if isinstance(error, smtplib.SMTPException):
        return NotSent("protocol", server=True)
    return NotSent("unreachable", server=True)
