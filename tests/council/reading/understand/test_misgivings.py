"""Warnings about the paper as a whole."""

from __future__ import annotations

from samsyn.council.reading.read import read_layout
from samsyn.council.reading.understand import understand

ONE = """Protokoll Tekniska nämnden
2024-03-05 kl. 10.00-11.00

Närvarande: Anna Ekman, Bo Almgren, Cecilia Strand

§ 1 Öppnande
Ordföranden öppnar mötet.

§ 2 Vägar
Bo Almgren informerar om vägarna.

§ 3 Avslut
Mötet avslutas.
"""


def codes(text: str) -> set[str]:
    record = understand(read_layout(text.encode()), sha256=None, file="x.txt")
    return {warning["code"] for warning in record["warnings"]}


def test_an_ordinary_paper_gives_none() -> None:
    assert codes(ONE) == set()


def test_two_meetings_in_one_file() -> None:
    other = ONE.replace("2024-03-05", "2024-04-09")
    assert "several_documents" in codes(ONE + "\n\n" + other)


def test_swedish_and_english() -> None:
    english = "The council was told that the roads will be mended and that the budget is from this year. " * 4
    swedish = (
        "Nämnden fick veta att vägarna är dåliga och att det är den budget som har antagits för året. " * 4
    )
    assert "mixed_languages" in codes(ONE + "\n" + english + "\n" + swedish)
    assert "mixed_languages" not in codes(ONE + "\n" + swedish)


def test_sections_out_of_order() -> None:
    parts = [f"§ {number} Ärende {number}\nText om ärendet.\n" for number in (7, 3, 6, 1, 5, 2, 4)]
    paper = "Protokoll Tekniska nämnden\n2024-03-05\n\nNärvarande: Anna Ekman, Bo Almgren\n\n" + "\n".join(
        parts
    )
    assert "text_order_doubtful" in codes(paper)


def test_one_name_in_two_spellings_but_not_its_genitive() -> None:
    assert "name_spelled_two_ways" in codes(ONE.replace("Bo Almgren informerar", "Bo Algmren informerar"))
    assert "name_spelled_two_ways" not in codes(ONE.replace("Bo Almgren informerar", "Bo Almgrens förslag"))


def test_a_mode_told_by_people_alone() -> None:
    paper = ONE.replace("kl. 10.00-11.00", "kl. 10.00-11.00\nPlats: Rådhuset").replace(
        "Bo Almgren,", "Bo Almgren (länk),"
    )
    assert "mode_from_facts" in codes(paper)
