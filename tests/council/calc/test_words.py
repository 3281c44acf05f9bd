"""Stems, compounds, snippets, masks: the pure parts of search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.council.calc.columns import columns, tsvector
from samsyn.council.calc.compounds import Lexicon
from samsyn.council.calc.diff import differences
from samsyn.council.calc.facts import Action, Change, effective, row_key
from samsyn.council.calc.mask import mask, mask_all
from samsyn.council.calc.paragraphs import paragraphs
from samsyn.council.calc.places import Gazetteer
from samsyn.council.calc.query import parse
from samsyn.council.calc.snippet import Wanted, snippet
from samsyn.council.calc.words import bare, fold, spans, stem, tokens
from tests.council.build import item, person, record

CORPUS = "kamera kamera kameror bevakning bevakning bevakningen polis polisen samhet verk verk plan plan plan"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bevakningen", "bevakning"),
        ("kommunerna", "kommun"),
        ("bedrägerier", "bedrägeri"),
        ("ungdomarna", "ungdom"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("definite", "plain"), [("kameran", "kamera"), ("brottet", "brott"), ("miljön", "miljö")]
)
def test_definite_forms_the_stemmer_leaves(definite: str, plain: str) -> None:
    assert stem(definite) != stem(plain)
    assert bare(stem(definite)) == stem(plain)


@pytest.mark.parametrize("word", ["annan", "man", "ingen", "mycket", "plan"])
def test_words_that_only_look_definite(word: str) -> None:
    assert bare(stem(word)) == ""


def test_marks_are_not_folded_in_ordinary_text() -> None:
    assert tokens("Åtgärd, ärende\xadt & Örebro") == ["åtgärd", "ärendet", "örebro"]
    assert fold("åtgärdsplanens öde é") == "atgardsplanens ode e"


def test_compounds_are_learnt_from_the_corpus() -> None:
    lexicon = Lexicon.grown_from([tokens(CORPUS)])
    assert lexicon.parts("kamerabevakning") == [stem("kamera"), stem("bevakning")]
    assert lexicon.parts("bevakningsplan") == [stem("bevakning"), stem("plan")]
    assert lexicon.parts("verksamhet") == []
    assert lexicon.parts("polisstation") == [], "a head the corpus does not know"
    assert lexicon.parts("kamera") == []


def test_a_tsvector_holds_the_four_columns_apart() -> None:
    lexicon = Lexicon.grown_from([tokens(CORPUS)])
    row = columns("Bedragerier och kamerabevakning", lexicon, ocr=True)
    assert row.stems == "bedrageri och kamerabevakning"
    assert row.parts == "bevakning kamer"
    assert row.folded == "bedrageri och kamerabevakning"
    assert tsvector(row).split() == [
        "'bedrageri':1A",
        "'w.bedrageri':1A",
        "'och':2A",
        "'w.och':2A",
        "'kamerabevakning':3A",
        "'w.kamerabevakning':3A",
        "'bevakning':5B",
        "'kamer':6B",
        "'f.bedrageri':8C",
        "'f.och':9C",
        "'f.kamerabevakning':10C",
        "'w.bedragerier':12D",
    ]


@given(st.text())
def test_tokens_have_nothing_a_query_could_trip_on(text: str) -> None:
    assert all(token.isalnum() for token in tokens(text))


@given(st.text(max_size=200))
def test_queries_never_fail(text: str) -> None:
    query = parse(text)
    assert len(query.terms()) <= 24


def test_the_language_of_the_box() -> None:
    query = parse('kamera OR bild -film "val av justerare" organ:"Barn- och ungdomsnämnden" från:2025 trygg*')
    assert [len(group) for group in query.must] == [2, 1, 1]
    assert len(query.without) == 1
    assert query.fields == {"body": "Barn- och ungdomsnämnden", "from": "2025"}


def test_snippets_mark_every_form_of_the_word() -> None:
    text = "Inledning. " * 40 + "Kamerorna på torget och kamerabevakningen i parken. " + "Avslutning. " * 40
    runs = snippet(text, Wanted(parse("kamera")))
    assert [run.text for run in runs if run.hit] == ["Kamerorna", "kamerabevakningen"]
    assert runs[0].text == "… "
    assert len("".join(run.text for run in runs)) < 320


@given(st.text(max_size=600), st.text(max_size=20))
def test_a_snippet_is_a_piece_of_the_text(text: str, asked: str) -> None:
    runs = snippet(text, Wanted(parse(asked)))
    joined = "".join(run.text for run in runs).removeprefix("… ").removesuffix(" …")
    assert joined in text
    assert all(text[start:end] for _token, start, end in spans(text))


# --- personal identity numbers ---
@pytest.mark.parametrize(
    "number", ["850709-9805", "19850709-9805", "850709+9805", "850769-9805", "850709 - 9805"]
)
def test_personal_identity_numbers_are_dotted(number: str) -> None:
    masked = mask(f"Anna Ek ({number}) valdes")
    assert not any(char.isdigit() for char in masked)
    assert len(masked) == len(f"Anna Ek ({number}) valdes")


@pytest.mark.parametrize(
    "text", ["212000-1234", "Dnr 2026.123-4567", "2026-09-22", "0701-234567", "1234567890", "§§ 27-68"]
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


def test_a_whole_record_is_masked_but_for_its_hash() -> None:
    digits = "850709980" + "5" * 55
    masked = mask_all({"sha256": digits, "items": [{"text": "850709-9805"}]})
    assert masked == {"sha256": digits, "items": [{"text": "••••••-••••"}]}


# --- facts ---
def test_keys_do_not_hang_on_spelling_of_case_or_edges() -> None:
    assert row_key("present", {"name": "Izabel Ried|"}) == row_key("present", {"name": "izabel  ried"})
    assert row_key("present", {"name": "Åsa"}) != row_key("present", {"name": "Asa"})


def test_one_person_in_two_roles_has_two_keys() -> None:
    held = effective(record(present=[person("A B", role="substitute"), person("A B")]), [])
    assert [fact.key for fact in held.facts if fact.group == "present"] == [
        "person:present:a b:1",
        "person:present:a b:2",
    ]


def test_a_rejected_header_is_empty_in_the_record() -> None:
    held = effective(record(place="Sida 2"), [Change("place", Action.REJECT, was="Sida 2")])
    assert held.record["place"] is None


def test_confidence_and_source_are_no_difference() -> None:
    before = record(present=[person("A", confidence=0.5)], items=[item("1", "X")])
    after = record(present=[person("A", confidence=0.9, source={"page": 2})], items=[item("1", "Y")])
    assert [(d.key, d.before, d.after) for d in differences(before, after)] == [
        ("item:1:1", {"title": "X"}, {"title": "Y"})
    ]


def test_paragraphs_without_items_are_the_whole_text() -> None:
    found = paragraphs(record(present=[person("Siv Ahl")]), "Ett stycke\npå två rader.\n\nEtt till.")
    assert [p.text for p in found] == ["Ett stycke på två rader.", "Ett till.", "Närvarande: Siv Ahl"]


def test_places_are_known_in_any_form() -> None:
    places = Gazetteer([("Klockartorget", 1), ("Krypterade grupper", 2), ("X", 3)])
    assert places.named("Vid Klockartorgets norra sida, i krypterade grupper.") == {1, 2}
    assert places.named("Vid torget x.") == set()
