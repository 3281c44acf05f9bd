"""What is hidden from whom, and everything an answer can carry, gathered into one text to look in.

Each thing has a word of its own that stands in its file name, title, text, place and people, and nowhere
else. Who sees which is written here by hand, so that the guard is not asked about itself."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from django.test import Client

from samsyn.core.jobs import run_pending
from samsyn.core.models import Account, Document, Organisation, Person, Role
from samsyn.council.domain import imports
from samsyn.council.models import ImportBatch, Meeting
from tests.council.build import item, person, record

ALL = frozenset({"siv", "noor", "per", "admin", "rita", "otto"})


@dataclass(frozen=True)
class Thing:
    """A document with its label. `day` is its meeting's; `seen` names who may see it."""

    word: str
    level: str
    owner: str  # whose secretary reads it in
    circle: bool
    day: str
    seen: frozenset[str]


THINGS = (
    Thing("Grundvik", "public", "norralv", False, "2026-09-22", ALL),
    Thing("Nätberga", "network", "norralv", False, "2026-08-11", ALL - {"otto"}),
    Thing("Begrunda", "limited", "norralv", False, "2025-05-13", frozenset({"siv", "noor", "admin"})),
    Thing("Kretsmåla", "limited", "norralv", True, "2024-03-12", frozenset({"siv", "noor", "admin", "per"})),
    Thing("Egenboda", "limited_org", "norralv", False, "2023-06-13", frozenset({"siv", "noor", "admin"})),
    Thing("Rumsalunda", "room", "norralv", True, "2022-02-08", frozenset({"siv", "per"})),
    Thing("Fjärrholma", "limited", "region_alvland", False, "2021-10-05", frozenset({"rita"})),
    Thing("Enkomsta", "limited_org", "region_alvland", False, "2020-12-01", frozenset({"rita"})),
)
WORD = {thing.word: thing for thing in THINGS}
SHARED = "lykta"  # a word that stands in all of them, so that a search for it meets the guard


def content(thing: Thing) -> dict[str, Any]:
    """A record in which everything carries the word."""
    word = thing.word
    return record(
        date=thing.day,
        place=f"Sal {word}",
        chair=f"{word} Ordförande",
        present=[person(f"{word} Närvarande"), person("Siv Ahl", party="S")],
        absent=[person(f"{word} Frånvarande", reason="listed")],
        items=[
            item(
                "1", f"Ärende {word}", f"En {SHARED} vid Klockartorget: {word}text.", decision=f"{word}beslut"
            )
        ],
        presenters=[person(f"{word} Föredragande", role="presenter")],
    )


@dataclass
class Scene:
    """The built world. `documents`, `meetings` and `batches` by word."""

    world: SimpleNamespace
    bring: Callable[..., Any]
    documents: dict[str, Document] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    batches: dict[str, ImportBatch] = field(default_factory=dict)

    def account(self, name: str) -> Account:
        found: Account = getattr(self.world, name)
        return found

    def browser(self, name: str) -> Client:
        """A browser signed in as the person, who has just shown who they are; "" is nobody."""
        client = Browser(raise_request_exception=False)
        if name:
            client.force_login(self.account(name))
            freshen(client)
        return client

    def hidden(self, name: str) -> list[str]:
        """Words that must not reach this person."""
        return [thing.word for thing in THINGS if name not in thing.seen]

    def few(self, name: str) -> list[str]:
        """Three of them, of different labels and owners."""
        words = self.hidden(name)
        return [words[0], words[len(words) // 2], words[-1]]

    def add(self, thing: Thing, name: str = "") -> Document:
        """Read one more in."""
        owner = self.account("rita" if thing.owner == "region_alvland" else "siv")
        file = name or f"{thing.word}-fil.txt"
        circle = self.world.body.norralvsradet if thing.circle else None
        batch = imports.start(owner, getattr(self.world.organisation, thing.owner), thing.level, circle)
        imports.add(batch, file, json.dumps(content(thing)).encode())
        imports.run(batch)
        run_pending()
        found = batch.files.get().document
        assert found is not None
        self.batches[thing.word], self.documents[thing.word] = batch, found
        self.meetings[thing.word] = Meeting.objects.get(document=found)
        return found


class Browser(Client):
    """Reads every answer to its end, so that no file stays open."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if answer.streaming:
            answer.read = b"".join(answer)
            for close in answer._resource_closers:
                close()
        return answer


def freshen(client: Client) -> None:
    """As after a confirmation: what asks for a fresh one does not stand before what is tried here."""
    session = client.session
    session["fresh"] = time.time()
    session.save()


def build(world: SimpleNamespace, bring: Callable[..., Any]) -> Scene:
    """Beside the people of Norrälv there is Rita, who reads things in at the region."""
    rita = Account.objects.create_user(
        "rita", password=world.password, person=Person.objects.create(name="Rita Region")
    )
    Role.objects.create(
        account=rita, organisation=Organisation.objects.get(slug="region-alvland"), kind=Role.Kind.SECRETARY
    )
    world.rita = rita
    scene = Scene(world, bring)
    for thing in THINGS:
        scene.add(thing)
    return scene


# --- asking ------------------------------------------------------------------------------------------------
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|name="csrf" content="|ticket=)[^"&]*')


def body_of(answer: Any) -> bytes:
    return bytes(answer.read if answer.streaming else answer.content)


def plain(answer: Any) -> bytes:
    """The body without what differs each time: tokens and tickets."""
    return _TOKEN.sub(rb"\1", body_of(answer))


def told(answer: Any) -> str:
    """All that reaches the person: status, headers, cookies and body, each also unquoted."""
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    cookies = "\n".join(str(morsel) for morsel in answer.cookies.values())
    text = f"{answer.status_code}\n{heads}\n{cookies}\n{body_of(answer).decode('utf-8', 'replace')}"
    return f"{text}\n{unquote(text)}".casefold()


def words_in(answer: Any, words: Iterable[str]) -> list[str]:
    text = told(answer)
    return [word for word in words if word.casefold() in text or escaped(word) in text]


def escaped(word: str) -> str:
    """As JSON writes it with escapes."""
    return word.casefold().encode("ascii", "backslashreplace").decode()


def clean(scene: Scene, name: str, *answers: Any) -> None:
    """None of the answers carries a word that is hidden from the person."""
    for answer in answers:
        address, text = answer.request["PATH_INFO"], told(answer)
        found = words_in(answer, scene.hidden(name))
        assert not found, f"{name} gets {found} from {address}"
        for word in scene.hidden(name):
            for place in (f"/arkiv/{scene.documents[word].pk}/", f"/moten/{scene.meetings[word].pk}/"):
                assert place not in text or address.startswith(place), f"{name} gets {place} from {address}"


def print_of(answer: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    """All of an answer that says the same each time it is asked for."""
    heads = sorted((name, value) for name, value in answer.headers.items() if name != "Date")
    return answer.status_code, heads, plain(answer)


# Hidden from all but Rita, or all but Siv and Per; with a day, names and words like the others'.
NEW_THERE = Thing("Nyfjärra", "limited_org", "region_alvland", False, "2019-04-02", frozenset({"rita"}))
NEW_HERE = Thing("Nyrumma", "room", "norralv", True, "2018-04-03", frozenset({"siv", "per"}))


def _difference(was: tuple[Any, ...], now: tuple[Any, ...]) -> object:
    """The first line that is another one."""
    for before, after in zip(was[:2], now[:2], strict=True):
        if before != after:
            return before, after
    pairs = zip_longest(was[2].splitlines(), now[2].splitlines())
    return next(pair for pair in pairs if pair[0] != pair[1])


def unmoved(scene: Scene, name: str, *addresses: str) -> None:
    """What the person gets does not change when things are added that are hidden from them."""
    browser = scene.browser(name)
    before = [print_of(browser.get(address)) for address in addresses]
    for thing in (NEW_THERE, NEW_HERE):
        if name not in thing.seen:
            scene.add(thing)
    for address, was in zip(addresses, before, strict=True):
        now = print_of(browser.get(address))
        assert now == was, f"{name} sees {address} change: {_difference(was, now)}"
