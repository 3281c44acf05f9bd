"""More ways in which papers say the same: posts, stand-ins, broken lines, places, homes. One small paper each."""

# ruff: noqa: E501 - a paper reads best with each of its texts in one piece

import pytest

from .papers import Record, names, record

TAIL = "\n\n§ 1 Öppnande\nBo Ek öppnar mötet.\n\n§ 2 Lägesbild\nLäget är lugnt.\n"


def paper(front: str, tail: str = TAIL) -> Record:
    return record(f"Säterby kommun\nProtokoll Trygghetsrådet 2031-02-03\n{front}{tail}")


@pytest.mark.parametrize(
    ("said", "presenters"),
    [
        ("Ekonomichef Eva Al redovisar utfallet.", ["Eva Al"]),
        ("Kommundirektör Ida Ros och beredskapssamordnare Per Ask redovisar läget.", ["Ida Ros", "Per Ask"]),
        ("Eva Al från polisen berättade om sommaren.", ["Eva Al"]),
        ("Eva Al visade ett urval av siffror.", ["Eva Al"]),
        ("Rådet redovisar sin plan.", []),
    ],
)
def test_presenters_behind_their_posts(said: str, presenters: list[str]) -> None:
    read = paper(
        "Närvarande: Bo Ek, Eva Al, Ida Ros, Per Ask",
        f"\n\n§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Läget\n{said}\n",
    )
    assert names(read["presenters"]) == presenters


def test_a_stand_in_after_a_home_or_a_comma() -> None:
    read = paper(
        "Ledamöter: Bo Ek (S)\nTjänstgörande ersättare: Eva Al (S), Skäröns kommun, för Ida Ros (L)\nPer Ask (M), för Liv Berg (M)"
    )
    assert [(one["name"], one["substitute_for"]) for one in read["present"]][1:] == [
        ("Eva Al", "Ida Ros"), ("Per Ask", "Liv Berg"),
    ]  # fmt: skip
    assert names(read["absent"]) == ["Ida Ros", "Liv Berg"]


def test_who_served_and_stands_in_the_list_of_substitutes_too_is_one() -> None:
    read = paper(
        "Ledamöter: Bo Ek (S)\nTjänstgörande ersättare: Eva Al (S)\nNärvarande ersättare: Eva Al (S)\nPer Ask (M)"
    )
    assert [(one["name"], one["role"]) for one in read["present"]] == [
        ("Bo Ek", "serving"), ("Eva Al", "substitute_serving"), ("Per Ask", "substitute"),
    ]  # fmt: skip


def test_officials_with_definite_posts() -> None:
    read = paper(
        "Ledamöter: Bo Ek (S)\nTjänstemän:\nFörvaltningschefen Eva Al, avdelningschefen Ida Ros och\nnämndsekreteraren Per Ask."
    )
    assert names(read["present"]) == ["Bo Ek", "Eva Al", "Ida Ros", "Per Ask"]


def test_what_somebody_did_that_day_is_no_title_beside_a_post() -> None:
    read = paper("Närvarande:\nBo Ek, kommunalråd (ordförande)\nEva Al, trygghetssamordnare (antecknar)")
    assert [one["title"] for one in read["present"]] == ["kommunalråd", "trygghetssamordnare"]
    assert (read["chair"], read["secretary"]) == ("Bo Ek", "Eva Al")


def test_particles_with_a_capital_inside_a_name() -> None:
    assert names(paper("Närvarande:\nBirgitta De Geest, fältsekreterare\nBo Ek")["present"]) == [
        "Birgitta De Geest",
        "Bo Ek",
    ]


def test_a_post_of_two_words_joined_by_a_hyphen() -> None:
    read = paper("Ledamöter: Bo Ek (S)\nÖvriga närvarande:\nTrygghets- och säkerhetsdirektör Eva Al")
    assert names(read["present"]) == ["Bo Ek", "Eva Al"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Plats: Rådhuset, Lilla salen, och Teams", "Rådhuset, Lilla salen"),
        ("Plats: Residenset, samt på distans via Teams", "Residenset"),
        ("Plats och tid: Folkets hus, måndagen den 3 februari\n2031, kl. 18:00–20:35", "Folkets hus"),
    ],
)
def test_places_with_a_link_or_a_broken_date(line: str, place: str) -> None:
    assert paper(f"{line}\nNärvarande: Bo Ek, Eva Al")["place"] == place


def test_a_dash_after_the_number_of_a_matter() -> None:
    read = paper(
        "Ledamöter: Bo Ek (S)",
        "\n\n§ 1 – Val av justerare\nBo Ek väljs.\n\n§ 2 – Belysning\nBeslut\nBifall.\n",
    )
    assert [(item["number"], item["title"]) for item in read["items"]] == [
        ("1", "Val av justerare"),
        ("2", "Belysning"),
    ]


def test_the_papers_of_last_time_by_their_date() -> None:
    read = paper(
        "Ledamöter: Bo Ek (S)",
        "\n\n§ 1 Anmälan\nNämndens protokoll från sammanträdet den 20 januari har justerats.\n\n§ 2 Läget\nLugnt.\n",
    )
    assert read["previous_meeting"]["date"] == "2031-01-20"


def test_an_authority_alone_at_the_top() -> None:
    read = record(
        "Polismyndigheten\nLokalpolisområde Söder\nMinnesanteckningar från Lokalpolisråd Söder\nDatum: 6 maj 2031\nNärvarande:\nBo Ek, lokalpolisområdeschef\nEva Al, kommunalråd\n\n1. Lägesbild\nLugnt.\n\n2. Trafik\nLugnt.\n"
    )
    assert read["organisation"] == "Polismyndigheten"


def test_a_name_and_a_post_without_a_comma() -> None:
    read = paper(
        "Närvarande: Siw Ek kommunalråd (ordförande), Anders Al kommunpolis, Petra Ros räddningstjänsten"
    )
    assert names(read["present"]) == ["Siw Ek", "Anders Al", "Petra Ros"]


def test_who_leads_stands_in_the_text_not_in_the_heading() -> None:
    read = record(
        "# Anteckningar Trygghetsrådet 2031-02-03\n\nNärvarande: Pia Ek, Bo Al\n\n## Öppnande\n\nPia Ek leder mötet och hälsar välkommen.\n\n## Läget\n\nLugnt.\n"
    )
    assert read["chair"] == "Pia Ek"
