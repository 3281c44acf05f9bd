"""Mail against a real SMTP server that is down, refuses, is slow, or dies after the letter."""

from __future__ import annotations

import asyncio
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from samsyn.adapters.mail_smtp import Smtp, carrier
from samsyn.core.domain import outbox
from samsyn.core.domain.outbox import Undelivered
from samsyn.core.models import OutboxMessage
from samsyn.core.postman import Postman
from samsyn.env import MailServer

FROM = "Samsyn <samsyn@norralv.example>"


class Box:
    """What the server does: keeps letters, and answers as the test has told it to."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.rcpt: dict[str, str] = {}
        self.data = "250 OK"
        self.slow = 0.0
        self.dies = 0  # so many times after it has taken the letter

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.slow)
        if address not in self.rcpt:
            envelope.rcpt_tos.append(address)
        return self.rcpt.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data.startswith("250"):
            letter = message_from_bytes(cast(bytes, envelope.content), policy=policy.default)
            self.letters.append(cast(EmailMessage, letter))
        if self.dies:
            self.dies -= 1
            assert server.transport is not None
            server.transport.abort()
        return self.data

    def ids(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.letters]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


Start = Callable[..., int]


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def start(box: Box) -> Iterator[Start]:
    """`start(port)` lets the server answer there. Returns the port."""
    running: list[Controller] = []

    def begin(port: int = 0, **more: Any) -> int:
        controller = Controller(box, hostname="127.0.0.1", port=port or free_port(), **more)
        controller.start()
        running.append(controller)
        return int(controller.port)

    yield begin
    for controller in running:
        controller.stop()


def to(port: int, **more: Any) -> Smtp:
    return Smtp(MailServer("127.0.0.1", port, "none"), FROM, timeout=2, **more)


def message(receiver: str = "siv@norralv.example", key: str = "k1") -> OutboxMessage:
    content = {"subject": "[TLP:AMBER] Något väntar på dig", "body": "Hej Åsa,\n.\nhttps://x.example/"}
    created = datetime(2026, 11, 22, 6, tzinfo=UTC)
    return OutboxMessage(key=key, channel="mail", receiver=receiver, content=content, created=created)


def test_a_letter_arrives_as_it_was_meant(box: Box, start: Start) -> None:
    to(start())(message())
    (letter,) = box.letters
    assert letter["Message-ID"] == "<k1@norralv.example>"
    assert (letter["To"], letter["From"]) == ("siv@norralv.example", FROM)
    assert letter["Subject"] == "[TLP:AMBER] Något väntar på dig"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().split() == ["Hej", "Åsa,", ".", "https://x.example/"]


def failure(send: Smtp, row: OutboxMessage) -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        send(row)
    return caught.value


def test_a_server_that_is_down_is_everybodys_matter() -> None:
    why = failure(to(free_port()), message())
    assert (why.reason, why.permanent, why.everyone) == ("ConnectionRefusedError", False, True)


@pytest.mark.parametrize(
    ("answer", "reason", "permanent", "everyone"),
    [
        ("550 Siv is unknown", "rcpt 550", True, False),
        ("450 try later", "rcpt 450", False, False),
        ("421 closing", "rcpt 421", False, True),
    ],
)
def test_a_refused_receiver_is_its_own_matter(
    box: Box, start: Start, answer: str, reason: str, permanent: bool, everyone: bool
) -> None:
    box.rcpt["siv@norralv.example"] = answer
    why = failure(to(start()), message())
    assert (why.reason, why.permanent, why.everyone) == (reason, permanent, everyone)


@pytest.mark.parametrize(("answer", "permanent"), [("554 no thanks", True), ("451 local error", False)])
def test_a_refused_letter(box: Box, start: Start, answer: str, permanent: bool) -> None:
    box.data = answer
    why = failure(to(start()), message())
    assert (why.reason, why.permanent) == (f"data {answer[:3]}", permanent)


def test_a_slow_server_is_waited_for_only_so_long(box: Box, start: Start) -> None:
    box.slow = 30
    began = time.monotonic()
    why = failure(to(start()), message())
    assert time.monotonic() - began < 8
    assert (why.permanent, why.everyone) == (False, False)


def test_one_that_dribbles_is_cut_off_at_the_deadline() -> None:
    """Each byte comes in time, the answer never does."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        import threading

        def dribble() -> None:
            sock, _peer = listening.accept()
            with sock:
                sock.sendall(b"220 hello\r\n")
                sock.recv(1000)
                try:
                    for _ in range(200):
                        sock.sendall(b"2")
                        time.sleep(0.05)
                except OSError:
                    return

        thread = threading.Thread(target=dribble)
        thread.start()
        began = time.monotonic()
        failure(to(listening.getsockname()[1], deadline=1.0), message())
        assert time.monotonic() - began < 5
        thread.join()


def test_one_that_dies_after_the_letter_gets_the_same_letter_again(box: Box, start: Start) -> None:
    box.dies = 1
    send = to(start())
    assert not failure(send, message()).permanent
    send(message())
    assert box.ids() == ["<k1@norralv.example>"] * 2
    assert box.letters[0].as_bytes() == box.letters[1].as_bytes()


def test_a_password_goes_by_tls_only(box: Box, start: Start, tmp_path: Path) -> None:
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    theirs = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")

    def known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"u", b"p"))

    port = start(
        tls_context=theirs,
        require_starttls=True,
        auth_required=True,
        authenticator=known,
        auth_require_tls=True,
    )
    ours = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))

    def by(password: str, context: ssl.SSLContext) -> Smtp:
        server = MailServer("localhost", port, "starttls", "u", password)
        return Smtp(server, FROM, timeout=5, context=context)

    by("p", ours)(message())
    assert failure(by("wrong", ours), message()).everyone
    why = failure(by("p", ssl.create_default_context()), message())
    assert (why.reason, why.everyone) == ("SSLCertVerificationError", True)
    assert len(box.letters) == 1


def test_it_is_made_by_the_settings(settings: pytest.FixtureRequest) -> None:
    settings.MAIL, settings.MAIL_FROM = MailServer("a", 25, "none"), FROM  # type: ignore[attr-defined]
    assert carrier().server.host == "a"
    settings.MAIL = None  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="no mail server"):
        carrier()


@pytest.mark.django_db
def test_the_outbox_by_a_real_server_that_goes_and_comes(box: Box, start: Start) -> None:
    """Down, then dying after each of its first letters, then well: all arrive, in order, each known by its
    id."""
    port, people = free_port(), [f"{n}@norralv.example" for n in range(4)]
    for n in range(20):
        content = {"subject": f"nr {n}", "body": "…"}
        outbox.put("mail", people[n % 4], content, key=f"letter-{n}")
    postman = Postman("mail", to(port))
    assert postman.round() == 1

    start(port)
    box.dies = 3
    for _ in range(30):
        OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING).update(
            not_before=datetime(2020, 1, 1, tzinfo=UTC)
        )
        postman._next = 0.0
        postman.round()
    once = list(dict.fromkeys(box.ids()))
    assert len(box.letters) == 23
    for one in people:
        mine = [letter["Message-ID"] for letter in box.letters if letter["To"] == one]
        assert [key for key in once if key in mine] == [
            f"<letter-{n}@norralv.example>" for n in range(20) if people[n % 4] == one
        ]
    assert not OutboxMessage.objects.exclude(state=OutboxMessage.State.SENT).exists()
