"""Mail by SMTP. The Message-ID is made of the message's key, so one that is sent twice is known as the same.

Only one moment is uncertain: the server has taken the letter and dies before it says so. It is then sent
again, for a lost letter is worse than a double one with the same Message-ID."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings

from samsyn.core.domain.outbox import Undelivered
from samsyn.core.models import OutboxMessage
from samsyn.env import MailServer

TIMEOUT = 20.0  # seconds for each answer
DEADLINE = 120.0  # for a letter as a whole; well within the outbox's lease


def carrier() -> Smtp:
    """As the settings say. Raises ValueError where they name no server."""
    if settings.MAIL is None:
        raise ValueError("no mail server is set")
    return Smtp(settings.MAIL, settings.MAIL_FROM)


@dataclass(frozen=True)
class Smtp:
    server: MailServer
    sender: str
    timeout: float = TIMEOUT
    deadline: float = DEADLINE
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def __call__(self, message: OutboxMessage) -> None:
        """Raises Undelivered."""
        letter = self.letter(message)
        with self._connected() as client:
            try:
                client.send_message(letter, parseaddr(self.sender)[1], [message.receiver])
            except smtplib.SMTPRecipientsRefused as error:
                code = error.recipients[message.receiver][0]
                raise _undelivered("rcpt", code) from error
            except smtplib.SMTPSenderRefused as error:  # of no letter's making: somebody must see to it
                raise Undelivered(f"from {error.smtp_code}", everyone=True) from error
            except smtplib.SMTPNotSupportedError as error:
                raise Undelivered("smtputf8", permanent=True) from error
            except smtplib.SMTPResponseException as error:
                raise _undelivered("data", error.smtp_code) from error
            except (OSError, smtplib.SMTPException) as error:
                # In the middle of this letter. It may be the letter's fault, so the others are not held.
                raise Undelivered(type(error).__name__) from error

    def letter(self, message: OutboxMessage) -> EmailMessage:
        """The same bytes each time it is tried."""
        letter = EmailMessage(policy=SMTP)
        letter["From"] = self.sender
        letter["To"] = message.receiver
        letter["Subject"] = message.content["subject"]
        letter["Date"] = format_datetime(message.created)
        letter["Message-ID"] = f"<{message.key}@{parseaddr(self.sender)[1].rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.content["body"], cte="quoted-printable")
        return letter

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Signed in. Whatever goes wrong until then is the server's, and so everybody's."""
        client = None
        watch = threading.Timer(self.deadline, lambda: client and _cut(client))
        watch.daemon = True
        watch.start()
        try:
            try:
                client = self._open()
            except smtplib.SMTPAuthenticationError as error:
                raise Undelivered(f"auth {error.smtp_code}", everyone=True) from error
            except (OSError, smtplib.SMTPException) as error:
                raise Undelivered(type(error).__name__, everyone=True) from error
            yield client
        finally:
            watch.cancel()
            if client is not None:
                _leave(client)

    def _open(self) -> smtplib.SMTP:
        server = self.server
        if server.security == "tls":
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self.timeout, context=self.context
            )
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=self.timeout)
        try:
            if server.security == "starttls":
                client.starttls(context=self.context)
            if server.user:
                client.login(server.user, server.password)
        except BaseException:  # also on Ctrl-C: no open socket stays behind
            client.close()
            raise
        return client


def _undelivered(where: str, code: int) -> Undelivered:
    """421 is the server's own wish to be left alone; 5 means never, 4 not now."""
    return Undelivered(f"{where} {code}", permanent=500 <= code < 600, everyone=code == 421)


def _leave(client: smtplib.SMTP) -> None:
    try:
        client.quit()
    except (OSError, smtplib.SMTPException):  # the letter's fate is known already
        client.close()


def _cut(client: smtplib.SMTP) -> None:
    if client.sock is not None:
        with suppress(OSError):  # it was closed just now
            client.sock.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for an answer
