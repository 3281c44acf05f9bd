"""The page's side of live progress: what arrives is shown, and a broken stream is taken up where it was."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

PROGRESS = """() => {
  const box = document.createElement("div");
  box.innerHTML = `<div class="progress" data-progress data-state="running" data-live="/live/?ticket=first"
      data-live-ticket="/biljett/?topic=job:1"><progress max="1" value="0" aria-label="Förlopp"></progress>
    <div class="row"><span><span data-part="done">0</span> av <span data-part="total">0</span>
      <span data-part="note"></span></span>
      <span data-part="left" data-seconds="{n} sekunder kvar" data-minutes="{n} minuter kvar"
        data-done="klart" data-failed="misslyckades"></span></div></div>`;
  document.querySelector("main").append(box);
  window.over = null;
  box.addEventListener("samsyn:over", event => { window.over = event.detail.state; });
  window.samsyn.prepare(box);
}"""


def sse(*blocks: str) -> str:
    return "".join(f"{block}\n\n" for block in blocks)


def test_progress_resumes_with_a_new_ticket_after_what_it_saw(page_at: Callable[..., Page]) -> None:
    page = page_at(1440)
    asked: list[str] = []
    answers = [
        sse('id: e-1\ndata: {"state": "running", "done": 3, "total": 10, "note": "a.pdf"}'),
        sse(
            "id: e-2\nevent: reset\ndata: {}",
            'id: e-3\ndata: {"state": "done", "done": 10, "total": 10, "note": ""}',
        ),
    ]

    def live(route: Route) -> None:
        asked.append(route.request.url.partition("?")[2])
        route.fulfill(content_type="text/event-stream", body=answers[min(len(asked), 2) - 1])

    page.route("**/live/**", live)
    page.route("**/biljett/**", lambda route: route.fulfill(json={"url": "/live/?ticket=second"}))
    page.goto("/installningar/")
    page.evaluate(PROGRESS)
    expect(page.locator("[data-part=note]")).to_have_text("a.pdf")
    assert page.locator("progress").evaluate("bar => [bar.value, bar.max]") == [3, 10]
    expect(page.locator("[data-part=left]")).to_have_text("klart")
    expect(page.locator("[data-part=done]")).to_have_text("10")
    assert asked == ["ticket=first", "ticket=second&last=e-1"]
    assert page.evaluate("window.over") == "done"


def test_finished_job_opens_no_stream(page_at: Callable[..., Page]) -> None:
    page = page_at(1440)
    asked: list[str] = []
    page.route("**/live/**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto("/installningar/")
    page.evaluate(PROGRESS.replace('data-state="running"', 'data-state="failed"'))
    expect(page.locator("[data-part=left]")).to_have_text("misslyckades")
    assert asked == []
