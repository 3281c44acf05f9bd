"""Chromium and a real server, for tests that look at pages as people do."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

CHROMIUM = os.environ.get("SAMSYN_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHT = {390: 844, 1440: 900}
START_SECONDS = 120  # the demonstration reads its documents at the first start
STOP_SECONDS = 10

# What the page itself notices of things its Content-Security-Policy forbade.
WATCH_POLICY = """
window.policyBreaches = [];
addEventListener("securitypolicyviolation", e => {
  window.policyBreaches.push(`${e.violatedDirective} ${e.blockedURI}`);
});
"""


@dataclass(frozen=True)
class Server:
    address: str
    log: Path
    accounts: dict[str, str]  # user name -> password, of the demonstration

    def __str__(self) -> str:  # in the names of tests
        return "server"


@contextmanager
def serving(folder: Path, *, demo: bool = True, **more: str) -> Iterator[Server]:
    """`samsyn serve --demo` on a free port with data in `folder`; without `demo` an empty installation.
    `more` are settings. Raises RuntimeError with the log's end."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    log = folder / "server.log"
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("SAMSYN_", "DATABASE_URL", "DJANGO_"))
    }
    environment |= {"SAMSYN_DATA": str(folder / "data"), "PYTHONUNBUFFERED": "1"}
    environment |= {"SAMSYN_FRESH_MINUTES": "60"} | more  # the walks share one signing in
    if shared := os.environ.get("SAMSYN_SHARED"):
        environment["SAMSYN_SHARED"] = shared
    command = [sys.executable, "-m", "samsyn", "serve", "--port", str(port)] + ["--demo"] * demo
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, address, log)
        from samsyn.core.domain.demo import ACCOUNTS

        yield Server(address, log, {account.username: account.password for account in ACCOUNTS})
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/halsa/", timeout=2):
                return
        except urllib.error.HTTPError:
            break  # it answers, but every page fails: the log says why
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")


@dataclass
class Visitor:
    """One signed-in person (or nobody, account "") with a language and a theme. Contexts are reused."""

    browser: Browser
    server: Server
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    chosen: dict[str, tuple[str, str]] = field(default_factory=dict)

    def page(self, width: int, *, account: str = "siv", language: str = "sv", theme: str = "paper") -> Page:
        context = self._context(account, language)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT.get(width, 900)})
        page.emulate_media(color_scheme="dark" if theme == "night" else "light")
        page.set_default_timeout(10_000)
        page.problems = []  # type: ignore[attr-defined]
        page.on("console", lambda message: _console(page, message))
        page.on("pageerror", lambda error: page.problems.append(f"script: {error}"))  # type: ignore[attr-defined]
        if account and self.chosen.get(account) != (language, theme):
            self.choose(page, account, language, theme)
        return page

    def _context(self, account: str, language: str) -> BrowserContext:
        key = account or f"nobody-{language}"
        if key not in self.contexts:
            context = self.browser.new_context(base_url=self.server.address, locale=language)
            context.add_init_script(WATCH_POLICY)
            self.contexts[key] = context
            if account:
                self._sign_in(context, account)
        return self.contexts[key]

    def _sign_in(self, context: BrowserContext, account: str) -> None:
        page = context.new_page()
        page.goto("/logga-in/")
        page.locator("input[name=username]").fill(account)
        page.locator("input[name=password]").fill(self.server.accounts[account])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"{self.server.address}/")
        page.close()

    def choose(self, page: Page, account: str, language: str, theme: str) -> None:
        """Set the account's language and theme as its settings page does."""
        form = page.request.get("/installningar/").text()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token, "no form on the settings page"
        answer = page.request.post(
            "/installningar/",
            form={"csrfmiddlewaretoken": token[1], "language": language, "theme": theme},
            headers={"Referer": f"{self.server.address}/installningar/"},
        )
        assert answer.ok, f"settings: {answer.status}"
        page.request.get("/installningar/")  # takes the message that they are saved
        self.chosen[account] = (language, theme)


def _console(page: Any, message: ConsoleMessage) -> None:
    """Errors and warnings count, but not the browser's note that the page itself answered 404."""
    note = "Failed to load resource" in message.text and message.location.get("url") == page.url
    if message.type in ("error", "warning") and not note:
        page.problems.append(f"{message.type}: {message.text}")
