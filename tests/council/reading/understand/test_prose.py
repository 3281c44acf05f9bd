"""Attendance told in sentences."""

from __future__ import annotations

from typing import Any

from samsyn.council.reading.read import read_layout
from samsyn.council.reading.understand import understand


def read(text: str) -> dict[str, Any]:
    return understand(read_layout(text.encode()), sha256=None, file="brev.txt")


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["name"] for row in rows]


LETTER = """Till ledamöterna i Trygghetsgruppen Norra

Anteckningar från mötet den 4 maj 2023

Mötet hölls i Folkets hus i Ekby klockan 13.00 till 15.00. Närvarande var Anna Ek, kommunen, Bo Alm,
polisen, Cecilia Strand från socialtjänsten samt Disa Hult.
Erik Norén hade anmält förhinder och ersattes av Frida Berg.
Anna Ek ledde mötet och Bo Alm förde anteckningar.

Lägesbild. Bo Alm berättade om läget på torget. Det är lugnare än i fjol.
"""


def test_a_letter_tells_who_was_there_and_who_was_not() -> None:
    record = read(LETTER)
    assert names(record["present"]) == ["Anna Ek", "Bo Alm", "Cecilia Strand", "Disa Hult", "Frida Berg"]
    assert record["present"][2]["title"] == "socialtjänsten"
    assert record["present"][4]["substitute_for"] == "Erik Norén"
    assert [(row["name"], row["reason"]) for row in record["absent"]] == [("Erik Norén", "listed")]
    assert max(row["confidence"] for row in record["present"]) <= 0.8


def test_a_letter_tells_where_and_who_led() -> None:
    record = read(LETTER)
    assert record["body"] == "Trygghetsgruppen Norra"
    assert record["place"] == "Folkets hus i Ekby"
    assert (record["chair"], record["secretary"]) == ("Anna Ek", "Bo Alm")


def test_one_by_link_makes_the_meeting_hybrid_not_remote() -> None:
    record = read(
        "Anteckningar från mötet 12 oktober 2023\n\n"
        "På plats i sal Björken: Anna Ek (ordförande), Bo Alm och Disa Hult.\n"
        "Vi saknade Erik Norén. Gunnar Lind deltog via länk.\n\n1. Skolan\nLugnt.\n\n2. Torget\nLugnt.\n"
    )
    assert [(row["name"], row["remote"]) for row in record["present"]][-1] == ("Gunnar Lind", True)
    assert names(record["absent"]) == ["Erik Norén"]
    assert record["mode"] == "hybrid"


def test_sentences_are_not_asked_where_a_list_stands() -> None:
    record = read(
        "Protokoll möte 2024-01-02\nNärvarande: Anna Ek, Bo Alm\n\n"
        "1. Öppnande\nCecilia Strand deltog i fjol.\n\n2. Avslut\nSlut.\n"
    )
    assert names(record["present"]) == ["Anna Ek", "Bo Alm"]
