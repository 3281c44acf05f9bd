"""Items and header: headings, what only looks like one, officers, decisions, meetings around."""

# ruff: noqa: E501 - a paper reads best with each of its texts in one piece

import pytest

from samsyn.council.reading.understand.agenda import best_chain
from samsyn.council.reading.understand.item_titles import is_subhead, take_registry
from samsyn.council.reading.understand.text import join_wrapped, without_time

from .papers import record

HEAD = "Protokoll\nTrygghetsrådet\nStorå kommun\nSammanträde 2031-02-03 kl. 9.00-11.30\nNärvarande:\nBo Ek\nEva Ros\n\n"


def items(text: str) -> list[tuple[str | None, str]]:
    return [(item["number"], item["title"]) for item in record(HEAD + text)["items"]]


def test_sections():
    text = "§ 12 Mötets öppnande\nMötet öppnas enligt § 3 i stadgan.\n\n§ 13 Budget\nEnligt\n§ 12 gäller detta redan.\n\n§ 14\nÖvrigt\n"
    assert items(text) == [("12", "Mötets öppnande"), ("13", "Budget"), ("14", "Övrigt")]


def test_numbers_and_nested_numbers():
    text = "1. Öppnande\nMötet öppnas.\n\n2. Rapporter\n2.1 Polisen\nLugnt.\n\n2.2 Skolan\nOro.\n\n3. Övrigt\nInget.\n"
    assert items(text) == [
        ("1", "Öppnande"),
        ("2", "Rapporter"),
        ("2.1", "Polisen"),
        ("2.2", "Skolan"),
        ("3", "Övrigt"),
    ]


def test_a_numbered_list_inside_an_item_is_no_agenda():
    text = "§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Åtgärder\nRådet enas om:\n1. Ljus i parken\n2. Fler vuxna ute\n\n§ 3 Slut\nMötet slutar.\n"
    assert items(text) == [("1", "Öppnande"), ("2", "Åtgärder"), ("3", "Slut")]


def test_a_contents_list_is_passed_over():
    listed = "Innehåll\n§ 1 Öppnande .... 2\n§ 2 Lägesbild från polisen .... 2\n§ 3 Avslutning .... 3\n\n"
    body = "".join(f"§ {n} {title}\nHär står vad som sades om saken.\nOch mer.\n\n" for n, title in
                   ((1, "Öppnande"), (2, "Lägesbild från polisen"), (3, "Avslutning")))  # fmt: skip
    assert items(listed + body) == [("1", "Öppnande"), ("2", "Lägesbild från polisen"), ("3", "Avslutning")]


def test_registry_numbers_are_no_titles():
    read = record(HEAD + "§ 1 Dnr KS 2031/17\nBudget\nBeslut\nRådet antar budgeten.\n\n§ 2 Övrigt\nInget.\n")
    assert read["items"][0]["registry_no"] == "KS 2031/17"
    assert read["items"][0]["title"] == "Budget"
    assert read["items"][0]["decision"] == "Rådet antar budgeten."
    assert take_registry("Budget") == (None, "Budget")


def test_the_heaviest_chain_rises():
    found = [(0, (1,)), (1, (2,)), (2, (9,)), (3, (3,)), (4, (4,))]
    assert best_chain(found, [None] * 6, [1.0] * 5) == [0, 1, 3, 4]


def test_titles():
    assert is_subhead("Beslut")
    assert is_subhead("Kommunstyrelsens beslut")
    assert not is_subhead("Lägesbild från polisen")
    assert join_wrapped(["Barn- och ungdoms-", "nämnden"]) == "Barn- och ungdomsnämnden"
    assert without_time("Mötets öppnande 12:18") == "Mötets öppnande"


def test_header_and_officers():
    text = (
        HEAD
        + "Ordförande: Bo Ek\nSekreterare: Eva Ros\n\n§ 1 Öppnande\nOrdföranden öppnar mötet.\n\n§ 2 Nästa möte\nNästa möte är den 4 april kl. 9.00.\n"
    )
    read = record(text)
    assert (read["kind"], read["body"], read["organisation"]) == ("minutes", "Trygghetsrådet", "Storå kommun")
    assert (read["date"], read["start"], read["end"]) == ("2031-02-03", "09:00", "11:30")
    assert (read["chair"], read["secretary"]) == ("Bo Ek", "Eva Ros")
    assert (read["next_meeting"]["date"], read["next_meeting"]["year_inferred"]) == ("2031-04-04", True)
    assert "year_inferred" in [warning["code"] for warning in read["warnings"]]


@pytest.mark.parametrize(
    ("said", "level"),
    [("Begränsad delning", "limited"), ("Endast mötets deltagare", "room"), ("Samverkanskretsen", "network"),
     ("Begränsad delning, endast egen organisation", "limited_org"), ("Delning: öppen", "public")],
)  # fmt: skip
def test_sharing(said, level):
    assert record(f"{said}\n{HEAD}§ 1 Öppnande\nJa.\n\n§ 2 Slut\nNej.\n")["sharing"] == level


def test_chosen_adjuster():
    read = record(
        HEAD
        + "§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Val av justerare\nEva Ros utses att justera protokollet.\n\n§ 3 Slut\nJa.\n"
    )
    assert read["adjusters"] == ["Eva Ros"]


def test_previous_meeting():
    read = record(
        HEAD
        + "§ 1 Öppnande\nJa.\n\n§ 2 Föregående protokoll\nProtokollet från 2030-12-01 lades till handlingarna.\n"
    )
    assert read["previous_meeting"]["date"] == "2030-12-01"
