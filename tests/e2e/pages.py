"""The pages walked in the browser, at both widths, in both languages and both themes. Add yours here.

`path` is an address, or a function that finds one from a signed-in page (the archive's first document, say).
`prepare` brings the page into the state to look at (a menu open, a field filled); `account` "" is nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Walk:
    name: str
    path: str | Callable[[Page], str]
    account: str = "siv"
    status: int = 200
    prepare: Callable[[Page], object] | None = None


def fail_to_sign_in(page: Page) -> None:
    page.locator("input[name=username]").fill("siv")
    page.locator("input[name=password]").fill("inte rätt lösenord")
    page.locator("main button[type=submit]").click()
    page.get_by_role("alert").wait_for()


def open_menu(page: Page) -> None:
    page.locator("details.menu > summary").click()
    page.locator(".menu .switch").wait_for()


def open_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("dialog#keys[open]").wait_for()


def in_admin_mode(page: Page, link: str = "") -> str:
    """The list of accounts, or where a link on it leads."""
    page.goto("/konton/")
    if page.locator("input[name=reason]").count():
        page.locator("input[name=reason]").fill("Går igenom vilka som har konton")
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url("**/konton/")
    return page.locator(f"main {link}").first.get_attribute("href") or "" if link else "/konton/"


def operation(page: Page) -> str:
    in_admin_mode(page)
    return "/drift/"


def label_of_the_first(page: Page) -> str:
    page.goto("/arkiv/")
    found = page.locator("main a[href^='/arkiv/']").evaluate_all("all => all.map(one => one.pathname)")
    return "/etikett/" + next(path for path in found if path.split("/")[2].isdigit()).split("/")[2] + "/"


CORE = (
    Walk("sign-in", "/logga-in/", account=""),
    Walk("sign-in-wrong", "/logga-in/?next=/stil/", account="", prepare=fail_to_sign_in),
    Walk("home", "/"),
    Walk("home-menu", "/", prepare=open_menu),
    Walk("home-keys", "/", prepare=open_keys),
    Walk("settings", "/installningar/"),
    Walk("account", "/konto/"),
    Walk("account-password", "/konto/losenord/"),
    Walk("confirm", "/bekrafta/?next=/arkiv/&back=/arkiv/"),
    Walk("code-spent", "/inbjudan/?kod=nej", account="", status=410),
    Walk("admin-mode", "/administratorslage/", account="admin"),
    Walk("accounts", in_admin_mode, account="admin"),
    Walk("accounts-person", lambda page: in_admin_mode(page, "table tbody a"), account="admin"),
    Walk("accounts-invite", lambda page: in_admin_mode(page, ".heading a.button"), account="admin"),
    Walk("operation", operation, account="admin"),
    Walk("retention", "/gallring/"),
    Walk("new-rule", "/gallring/regel/"),
    Walk("new-hold", "/gallring/stopp/"),
    Walk("receipts", "/kvitton/"),
    Walk("purpose", "/andamal/"),
    Walk("label", label_of_the_first),
    Walk("style", "/stil/"),
    Walk("not-found", "/finns-inte/", status=404),
)

PAGES: tuple[Walk, ...] = CORE
