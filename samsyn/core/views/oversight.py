"""Review of looks: one at a time with a key for each verdict, and the questions it puts to people."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.core.domain import looks, reviews
from samsyn.core.domain.ledger_lines import Line, lines
from samsyn.core.domain.review_rules import rules, text_of
from samsyn.core.errors import Conflict, Invalid, Refused
from samsyn.core.guard import scope, standing
from samsyn.core.models import Account, LedgerEntry, LookDraw, LookQuestion, LookSample
from samsyn.core.views.pages import me

LISTED = 100
DRAWS = 14


@dataclass(frozen=True, slots=True)
class Case:
    """A sample beside what the ledger says of it."""

    sample: LookSample
    line: Line | None
    reasons: list[str]
    question: LookQuestion | None


@require_safe
@looks.shows(of="core.looksample")
def oversight(request: HttpRequest) -> HttpResponse:
    """The look that stands first, or the one chosen; the rest; how the review goes."""
    account = me(request)
    if not standing(account).oversees:
        raise Refused(_("Du behöver vara granskare av visningar i en organisation."))
    waiting = reviews.waiting(account)
    asked = list(scope(account, LookSample).filter(state=LookSample.State.ASKED)[:LISTED])
    wanted = request.GET.get("nr", "")
    first = next((one for one in [*waiting, *asked] if str(one.pk) == wanted), next(iter(waiting), None))
    shown = [first] if first else []
    cases = _cases(account, [*shown, *[one for one in waiting if one != first][:LISTED], *asked])
    looks.at_list(request, len(cases), kind="core.looksample")
    looks.at(request, *shown)
    rest = len(cases) - len(asked)
    context = {
        "case": cases[0] if shown else None,
        "queue": cases[1:rest] if shown else [],
        "asked": cases[rest:],
        "left": len(waiting),
        "numbers": reviews.statistics(account),
        "draws": scope(account, LookDraw).select_related("organisation")[:DRAWS],
        "rules": [rule.text for rule in rules()],
        "lot": reviews.RANDOM,
        "more": reviews.BY_RULE,
    }
    return render(request, "core/oversight.html", context)


def _cases(account: Account, samples: list[LookSample]) -> list[Case]:
    names: dict[str, str] = {}
    for organisation in {one.draw.organisation for one in samples}:
        names |= reviews.people(organisation)
    rows = LedgerEntry.objects.filter(seq__in=[one.seq for one in samples])
    told = {line.seq: line for line in lines(account, rows, names)}
    questions = {
        row.sample_id: row for row in LookQuestion.objects.filter(sample__in=[one.pk for one in samples])
    }
    return [
        Case(one, told.get(one.seq), [text_of(name) for name in one.reasons.split()], questions.get(one.pk))
        for one in samples
    ]


@require_POST
@looks.shows_nothing(of="core.looksample")
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """One press, and on to the next."""
    account, said = me(request), request.POST.get("verdict", "")
    try:
        if said == "fine":
            reviews.fine(account, pk)
            messages.success(request, _("Utan anmärkning."))
        elif said == "ask":
            reviews.ask(account, pk, request.POST.get("text", ""))
            messages.success(request, _("Frågan är skickad."))
        elif said == "report":
            reviews.report(account, pk)
            messages.success(request, _("Rapporterad. Skriv ut beviset ur loggen och lämna ärendet vidare."))
        else:
            raise Invalid
    except Conflict as problem:
        messages.warning(request, str(problem))
    return redirect("core:oversight")


# --- who is asked -------------------------------------------------------------------------------------------
@require_safe
@looks.shows()
def questions(request: HttpRequest) -> HttpResponse:
    """Questions to me about what I looked at."""
    account = me(request)
    found = reviews.questions(account)
    looks.at_list(request, len(found), kind="core.lookquestion")
    rows = LedgerEntry.objects.filter(seq__in=[one.sample.seq for one in found])
    told = {line.seq: line for line in lines(account, rows)}
    pairs = [(one, told.get(one.sample.seq)) for one in found]
    return render(request, "core/questions.html", {"questions": pairs})


@require_POST
@looks.shows_nothing(of="core.lookquestion")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        reviews.answer(me(request), pk, request.POST.get("answer", ""))
        messages.success(request, _("Ditt svar är skickat."))
    except (Invalid, Conflict) as problem:
        messages.warning(request, str(problem))
    return redirect("core:questions")
