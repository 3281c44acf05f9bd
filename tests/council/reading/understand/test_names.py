"""Names, parties, titles and offices."""

import pytest

from samsyn.council.reading.understand.names import looks_like_name, split_run_on
from samsyn.council.reading.understand.posts import is_organisation, is_title, office_of, party_of


@pytest.mark.parametrize(
    "name",
    [
        "Bo Ek",
        "Eva-Lena Fjällström",
        "Carl von Linné",
        "Ólafur Þór Jónsson",
        "Nadia Al-Hassan",
        "Sean O'Brien",
        "A. Ek",
        "Jovana Đorđević",
        "Åsa Öhman-Lind",
        "Ingrid McDonald",
        "Li",
        "Karin af Ugglas",
    ],
)
def test_names(name):
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kommunen",
        "Kommunstyrelsen",
        "Övriga frågor",
        "Måndag",
        "2024",
        "Enhetschef",
        "Bo Ek informerar",
        "Räddningstjänsten",
        "Närvarande",
        "A1",
        "Polisen informerar om läget i kommunen",
    ],
)
def test_what_is_no_name(text):
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("(S)", "S"),
        ("(s)", "S"),
        ("Moderaterna", "M"),
        ("(-)", "-"),
        ("(–)", "-"),
        ("(SJV)", "SJV"),
        ("chef", None),
        ("(kassör)", None),
    ],
)
def test_parties(text, party):
    assert party_of(text) == party


def test_a_bare_word_is_no_party():
    assert party_of("AB", bare=True) is None
    assert party_of("KD", bare=True) == "KD"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("ordförande", "chair"),
        ("Ordf.", "chair"),
        ("1:e vice ordförande", "vice_chair"),
        ("v. ordf", "vice_chair"),
        ("2:e vice ordf.", "second_vice_chair"),
        ("nämndsekreterare", "secretary"),
        ("protokollförare", "secretary"),
        ("justerare", "adjuster"),
        ("ledamot", None),
        ("rektor", None),
    ],
)
def test_offices(text, office):
    assert office_of(text) == office


def test_titles_and_units():
    assert is_title("tf. enhetschef SU Stockholm")
    assert is_title("Controller")
    assert not is_title("Bo Ek")
    assert is_organisation("Räddningstjänsten")
    assert is_organisation("Storå Bostäder AB")
    assert not is_organisation("Bo Ek")


def test_names_run_together_are_parted_at_given_names():
    assert split_run_on("Anna Berg Lars Holm") == ["Anna Berg", "Lars Holm"]
    assert split_run_on("Anna Maria Berg") == ["Anna Maria Berg"]
