"""The many ways in which papers tell who was there, where, and what the body was: one small paper a way."""

# ruff: noqa: E501 - a paper reads best with each of its texts in one piece

import pytest

from .papers import Record, names, record

TAIL = "\n\n1. Mötets öppnande\nMötet öppnades.\n\n2. Trafik\nFler kontroller har gjorts.\n\n3. Nästa möte\nDatum meddelas.\n"


def paper(front: str) -> Record:
    return record(f"Lunds kommun\nAnteckningar från Trygghetsrådet\n2031-02-03\n\n{front}{TAIL}")


def roles(people: list[Record]) -> dict[str, str]:
    return {person["name"]: person["role"] for person in people}


def test_a_list_parted_by_semicolons_keeps_each_home() -> None:
    read = paper("Närvarande: Bo Ek\nFörhinder: Eva Al, Lunds kommun; Ólafur Þór Jónsson, Polisregion\nSyd")
    assert names(read["absent"]) == ["Eva Al", "Ólafur Þór Jónsson"]
    assert [person["title"] for person in read["absent"]] == ["Lunds kommun", "Polisregion Syd"]


def test_units_before_their_people() -> None:
    read = paper(
        "Med på mötet:\n- Polisen: Bo Ek och Eva Al\n- Skolan: Ida Ros\nKim Lund, fritid, hade fått förhinder."
    )
    assert names(read["present"]) == ["Bo Ek", "Eva Al", "Ida Ros"]
    assert names(read["absent"]) == ["Kim Lund"]


def test_parties_before_their_people() -> None:
    read = paper("Beslutande\nC    Bo Ek, ordförande\nS    Eva Al\nBYL  Ida Ros")
    assert [(person["name"], person["party"]) for person in read["present"]] == [
        ("Bo Ek", "C"),
        ("Eva Al", "S"),
        ("Ida Ros", "BYL"),
    ]


def test_letters_of_an_association_are_no_party() -> None:
    read = paper("Ledamöter\nBo Ek (L)\nEva Al PRO\nIda Ros SPF ersätter Per Ask PRO")
    assert [person["party"] for person in read["present"]] == ["L", None, None]
    assert names(read["absent"]) == ["Per Ask"]


def test_initials_by_which_the_notes_call_somebody_are_no_party() -> None:
    read = paper("Kommunens representanter\nBo Ek (BE), kommunchef\nEva Alm (EA), Stora Hotellet")
    assert [(person["name"], person["party"]) for person in read["present"]] == [
        ("Bo Ek", None),
        ("Eva Alm", None),
    ]


def test_posts_before_names_and_staff_after_the_members() -> None:
    read = paper("Ordförande: regionpolischef Bo Ek\nLedamöter: Eva Al (S), Ida Ros (M) på länk och Per Ask (C)\n"
                 "Från polisregionen: kanslichef Kim Lund samt utvecklare Åsa Berg (vid anteckningarna)")  # fmt: skip
    assert roles(read["present"]) == {
        "Bo Ek": "serving", "Eva Al": "serving", "Ida Ros": "serving", "Per Ask": "serving",
        "Kim Lund": "official", "Åsa Berg": "official",
    }  # fmt: skip
    assert (read["chair"], read["secretary"], read["mode"]) == ("Bo Ek", "Åsa Berg", "hybrid")


def test_a_column_of_names_and_then_a_column_of_posts() -> None:
    read = paper("Närvarande\nBo Ek\nEva Al\nIda Ros\nskolchef\nsocialchef\nkommunpolis")
    assert [(person["name"], person["title"]) for person in read["present"]] == [
        ("Bo Ek", "skolchef"),
        ("Eva Al", "socialchef"),
        ("Ida Ros", "kommunpolis"),
    ]


def test_ticks_are_no_parties() -> None:
    read = paper(
        "Ledamöter\nBo Ek X, mötesordförande\nEva Al X\nIda Ros anmält förhinder\nSekretariatet\nPer Ask X"
    )
    assert [(person["name"], person["party"], person["role"]) for person in read["present"]] == [
        ("Bo Ek", None, "serving"),
        ("Eva Al", None, "serving"),
        ("Per Ask", None, "official"),
    ]
    assert names(read["absent"]) == ["Ida Ros"]


def test_first_names_with_posts() -> None:
    read = paper(
        "Närvarande: Kerstin- kassör, Sten – sekreterare\nEj närvarande: Markus mailansvarig, Tor-telefonansvarig"
    )
    assert names(read["present"]) == ["Kerstin", "Sten"]
    assert names(read["absent"]) == ["Markus", "Tor"]


def test_labels_in_two_languages() -> None:
    read = record("RAJA KOMMUN\nPROTOKOLL / PÖYTÄKIRJA\nTrygghetsrådet / Turvallisuusneuvosto\n\nTid / Aika  2031-02-03 kl. 14.00–15.45\n"
                  "Plats / Paikka  Rajasali\nNärvarande / Läsnä  Bo Ek, Polisen\n" + TAIL)  # fmt: skip
    assert (read["body"], read["place"], names(read["present"])) == ("Trygghetsrådet", "Rajasali", ["Bo Ek"])


def test_the_list_of_those_present_may_stand_last() -> None:
    read = paper("Närvarande: Se närvarolistan på sista sidan")
    assert read["present"] == []
    text = f"Trygghetsrådet – protokoll\n2031-02-03\nNärvarande: Se närvarolistan på sista sidan{TAIL}\n\nNärvarolista\n"
    table = "Namn      Skola/enhet   Uppdrag     Närvaro\nBo Ek     Norra skolan  Ordförande  N\nEva Al    Söderskolan   Ledamot     F\nIda Ros   Norra skolan  Ersättare   T\nN = närvarande, F = frånvarande, T = tjänstgörande ersättare\n"
    read = record(text + table)
    assert roles(read["present"]) == {"Bo Ek": "serving", "Ida Ros": "substitute_serving"}
    assert names(read["absent"]) == ["Eva Al"]
    assert len(read["items"]) == 3


def test_surnames_that_are_nearly_alike_are_two_people() -> None:
    read = paper("Närvarande: Hampus Eriksson, Eva Al\nOrdförande: Hampus Persson")
    assert read["chair"] == "Hampus Persson"


def test_a_name_ends_where_its_sentence_ends() -> None:
    read = paper("Närvarande: Bo Ek, Eva Al\n\nMötet leddes av Bo Ek. Eva Al förde anteckningar.")
    assert (read["chair"], read["secretary"]) == ("Bo Ek", "Eva Al")


def test_who_is_chosen_for_next_time_did_not_lead_this() -> None:
    text = "Protokoll\nMöte med styrelsen den 26-27 januari 2031\nLedamöter\nBo Ek, ordförande\nEva Al\n\n§ 1 Öppnande\nMötet öppnades.\n\n§ 2 Val av ordförandereserv till nästa möte\nBeslut\natt välja Eva Al till ordförandereserv.\n\n§ 3 Övrigt\nInget.\n"
    read = record(text)
    assert (read["date"], read["chair"]) == ("2031-01-26", "Bo Ek")


def test_the_day_of_the_letter_is_not_the_day_of_the_meeting() -> None:
    text = f"MINNESANTECKNINGAR\nDatum  2031-02-20  Dnr  RU 31/214\nMöte med Forum för trygghet\nTid: Torsdagen den 6 februari 2031 klockan 13.00–15.45\nNärvarande: Bo Ek, Eva Al{TAIL}"
    assert record(text)["date"] == "2031-02-06"


def test_scribble_and_echoes_say_nothing() -> None:
    text = "KARLS KOMMUN\nKARLS KO~MUN\n\nFolkhälsorådet\n\nSAMMANTRÄDESPROTOKOLL\n2031-02-03\n\nPlats och tid\nPlats odi tid\n\nKlosterrummet, kl 14.00-16.15\n\nNärvarande\nNarvarande\n\nBo Ek\nEva Al\n\nOrdförande\n!L-.. (lJ_\nBo Ek\n\n§ 1\n\nTrafik\n\nFler kontroller.\n\n§ 2\n\nSkola\n\nLugnt.\n"
    read = record(text)
    assert (read["place"], read["chair"], names(read["present"])) == (
        "Klosterrummet",
        "Bo Ek",
        ["Bo Ek", "Eva Al"],
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Anteckningar från Nätverket mot våld", "Nätverket mot våld"),
        ("Minutes – Steering group SafeRoads", "Steering group SafeRoads"),
        ("Samverkansgruppen polis och kommun – uppföljning", "Samverkansgruppen polis och kommun"),
        ("Protokoll från Beslutsgruppen för Levande centrum den 19", "Beslutsgruppen för Levande centrum"),
        ("Anteckningar från träff med nätverket för brottsförebyggande samordnare", "Nätverket för brottsförebyggande samordnare"),
        ("Kyrkorådets protokoll", "Kyrkorådet"),
        ("Kallelse till Lunds brottsförebyggande råd", "Lunds brottsförebyggande råd"),
    ],
)  # fmt: skip
def test_names_of_bodies(head: str, body: str) -> None:
    assert record(f"{head}\nDatum: 2031-02-03\nNärvarande: Bo Ek, Eva Al{TAIL}")["body"] == body


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            "Torsdag 1 oktober 2031 klockan 10.00 till 11.30\nLunds stadshus, B-salen",
            "Lunds stadshus, B-salen",
        ),
        ("2031-02-03\nKlockan 09.30–12.00, Hotell Kronan, Lund", "Hotell Kronan, Lund"),
        ("Vi träffades på Träffen 2031-02-03 klockan 15.00–16.30.", "Träffen"),
        ("Date: 2031-02-03\nPlace: Room 3 / on line", "Room 3"),
        ("Date: 2031-02-03\nPlace: On line (Zoom)", None),
    ],
)
def test_places(lines: str, place: str | None) -> None:
    assert record(f"Anteckningar Trygghetsrådet\n{lines}\nNärvarande: Bo Ek, Eva Al{TAIL}")["place"] == place


def test_an_extract_has_one_matter() -> None:
    text = "Lunds kommun    PROTOKOLLSUTDRAG\nTrygghetsutskottet    Sammanträdesdatum\n2031-02-03\n\n§ 74 Dnr KS 2031/311\nFörordnande av ordningsvakter\n\nTrygghetsutskottets beslut\nAnsökan lämnas in.\n\nÄrendebeskrivning\nEva Al, säkerhetschef, föredrar ärendet.\n\nBeslutet skickas till\nPolisen\n"
    read = record(text)
    assert [(item["number"], item["title"], item["presenters"]) for item in read["items"]] == [
        ("74", "Förordnande av ordningsvakter", ["Eva Al"])
    ]


def test_hours_before_headings_are_no_numbers() -> None:
    text = "# Anteckningar från Trygghetsrådet\n\n2031-02-03\n\nNärvarande: Bo Ek, Eva Al\n\n## 09.30 Välkomna\n\nEn runda.\n\n## 10.45 Orsaksanalys\n\nKursen var full.\n\n## 14.00 Laget runt\n\nKort.\n"
    assert [(item["number"], item["title"]) for item in record(text)["items"]] == [
        (None, "Välkomna"), (None, "Orsaksanalys"), (None, "Laget runt")
    ]  # fmt: skip


def test_a_name_that_is_also_a_word_of_the_form() -> None:
    read = paper("Närvarande\nBo Ek (S)\nDag Hagström (M)\nEva Al (C)")
    assert names(read["present"]) == ["Bo Ek", "Dag Hagström", "Eva Al"]


def test_posts_with_a_capital_before_names() -> None:
    read = paper(
        "Beslutande\nBo Ek (S)\n\nTjänstemän\nTf. kommunchef Eva Al\nSocialchef Ida Ros, ej § 3\nBrottsförebyggare Per Ask, § 1"
    )
    assert roles(read["present"]) == {
        "Bo Ek": "serving",
        "Eva Al": "official",
        "Ida Ros": "official",
        "Per Ask": "official",
    }


def test_offices_before_the_names_of_a_list() -> None:
    read = paper(
        "Deltog\nOrdförande: Bo Ek\nPolisrepresentant: Eva Al\nSekreterare: Ida Ros\n\nKunde inte delta\nOmbud: Per Ask"
    )
    assert sorted(names(read["present"])) == ["Bo Ek", "Eva Al", "Ida Ros"]
    assert (read["chair"], read["secretary"], names(read["absent"])) == ("Bo Ek", "Ida Ros", ["Per Ask"])


def test_stars_of_those_who_serve_for_others() -> None:
    read = paper("Beslutande\nBo Ek (S)\n*Eva Al (M)\nIda Ros (C)\n* = tjänstgörande ersättare")
    assert roles(read["present"]) == {
        "Bo Ek": "serving",
        "Eva Al": "substitute_serving",
        "Ida Ros": "serving",
    }


def test_parties_at_a_table_and_their_people() -> None:
    read = paper(
        "Närvarande\nför kommunen: Bo Ek (ordförande) och Eva Al\nför Vision: Ida Ros\nför Sveriges Lärare: Per Ask och Kim Lund (adjungerad)"
    )
    assert roles(read["present"]) == {
        "Bo Ek": "serving", "Eva Al": "serving", "Ida Ros": "serving", "Per Ask": "serving", "Kim Lund": "guest",
    }  # fmt: skip


def test_a_substitute_on_a_vacant_seat_serves() -> None:
    read = paper("Beslutande\nBo Ek (S)\nEva Al (S) ersättare på vakant plats")
    assert roles(read["present"]) == {"Bo Ek": "serving", "Eva Al": "substitute_serving"}


def test_signatures_between_slashes() -> None:
    read = paper(
        "Närvarande\nBo Ek\nEva Al\n\nUnderskrifter\n.......\n/Bo Ek, ordförande/\n.......\n/Ida Ros, sekreterare/"
    )
    assert (read["chair"], read["secretary"]) == ("Bo Ek", "Ida Ros")


def test_a_roll_call_is_a_matter() -> None:
    text = "Protokoll Trygghetsrådet\n2031-02-03\nBeslutande: Bo Ek, Eva Al\n\n§ 5 Upprop\nUpprop förrättas.\n\n§ 6 Trafik\nFler kontroller.\n\n§ 7 Skola\nLugnt.\n"
    read = record(text)
    assert ([item["title"] for item in read["items"]], read["paragraph_range"]) == (
        ["Upprop", "Trafik", "Skola"],
        "5-7",
    )


def test_the_year_of_the_day_beside() -> None:
    read = record(f"Byarådet: protokoll 25 maj\nPublicerad 29 maj 2031\nMedverkande: Bo Ek, Eva Al{TAIL}")
    assert read["date"] == "2031-05-25"


def test_lines_inside_a_cell_of_markdown() -> None:
    read = record(
        "# Kallelse Trygghetsrådet\n\n| Datum | 2031-02-03 |\n|---|---|\n| Kallade ledamöter | Bo Ek (S), ordförande<br>Eva Al (M) |\n| Kallade ersättare | Ida Ros (C) |\n"
    )
    assert roles(read["called"]) == {"Bo Ek": "serving", "Eva Al": "serving", "Ida Ros": "substitute"}


def test_who_sent_word_in_the_column_of_those_present_was_away() -> None:
    text = f"Möte med styrelsen den 26 januari 2031\n\nLedamöter       Närvarande\nBo Ek           X, mötesordförande\nEva Al          X\nIda Ros         anmält förhinder{TAIL}"
    read = record(text)
    assert (names(read["present"]), names(read["absent"])) == (["Bo Ek", "Eva Al"], ["Ida Ros"])


def test_several_who_lead_above_the_members() -> None:
    read = paper(
        "Ordförande: Bo Ek (S)\nVice ordförande: Eva Al (M)\nAndre vice ordförande: Ida Ros (C)\nLedamöter: Per Ask (L)"
    )
    assert [(person["name"], person["office"]) for person in read["present"]] == [
        ("Bo Ek", "chair"), ("Eva Al", "vice_chair"), ("Ida Ros", "second_vice_chair"), ("Per Ask", None),
    ]  # fmt: skip


def test_a_name_broken_over_two_lines_after_whom_somebody_stood_in_for() -> None:
    read = paper(
        "Ledamöter: Bo Ek (S)\nErsättare: Eva Al (KD), tjänstgör för Christian\nModin (KD)\nIda Ros (M)"
    )
    assert [(person["name"], person["substitute_for"]) for person in read["present"]][1:] == [
        ("Eva Al", "Christian Modin"),
        ("Ida Ros", None),
    ]


def test_matters_numbered_after_the_body() -> None:
    text = "Säterby kommun\nSAMMANTRÄDESPROTOKOLL\nSammanträdesdatum 2031-02-10\nKulturnämnden\nBeslutande  Bo Ek (s), ordförande\n\nKun 12 Dnr KUN 31/14\n\nNattfotboll\n\nBidraget beviljas.\n\nKun 13 Dnr KUN 31/20\n\nOrdningsregler\n\nReglerna antas.\n"
    read = record(text)
    assert [(item["number"], item["title"]) for item in read["items"]] == [
        ("12", "Nattfotboll"),
        ("13", "Ordningsregler"),
    ]


def test_a_meeting_by_telephone() -> None:
    read = record(
        f"# Minnesanteckningar från telefonmöte med arbetsgruppen för trygg trafik den 8 mars 2031\n\nDeltog: Bo Ek (Region Syd), ordförande, Eva Al (Bolaget)\n\nHade inte möjlighet att delta: Ida Ros (Staden){TAIL}"
    )
    assert (read["body"], read["mode"], names(read["absent"])) == (
        "Arbetsgruppen för trygg trafik",
        "remote",
        ["Ida Ros"],
    )
    assert all(person["remote"] for person in read["present"])


def test_an_agenda_told_under_a_heading() -> None:
    read = record(
        "# Trygghetsrådet i Lunds kommun har träffats\n\nDen 24 april 2031 möttes trygghetsrådet på biblioteket.\n\n## Deltagare på mötet var\n\n* Bo Ek, kommunchef\n* Eva Al, kommunpolis\n\n## På dagordningen stod\n\n* Lägesbild\n* Laget runt\n\n## Öppet samtal\n\nSamtalen var öppna.\n"
    )
    assert [item["title"] for item in read["items"]] == ["Lägesbild", "Laget runt"]
    assert read["place"] == "biblioteket"


def test_the_letter_of_a_party_before_the_name() -> None:
    read = paper("Beslutande\nS Patrik Hammar\nC Benny Hult\nKD Lovisa Palm")
    assert [(person["name"], person["party"]) for person in read["present"]] == [
        ("Patrik Hammar", "S"), ("Benny Hult", "C"), ("Lovisa Palm", "KD"),
    ]  # fmt: skip


def test_heads_of_the_boards_that_sent_them_are_no_people() -> None:
    read = paper(
        "Beslutande\nFör Kommunstyrelsen\nBo Ek (S)\nFör Barn- och utbildningsnämnden\nEva Al (M)\n\nBo Ek, Ordförande\nIda Ros, Sekreterare"
    )
    assert names(read["present"])[:2] == ["Bo Ek", "Eva Al"]
    assert (read["chair"], read["secretary"]) == ("Bo Ek", "Ida Ros")
