"""DOCX and ODT from their XML: strikes by inheritance, tracked changes, numbers, tables, boxes, notes; bombs."""

# ruff: noqa: E501 - markup reads best in one piece

from __future__ import annotations

import pytest

from samsyn.council.reading.errors import ReadError
from samsyn.council.reading.layout import Strike
from samsyn.council.reading.limits import Limits
from samsyn.council.reading.read import read_layout
from tests.council.reading.made import W, docx, odt, package, paragraph, run, struck, texts, words

STYLES = """<w:styles>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Gone"/></w:style>
<w:style w:type="character" w:styleId="Out"><w:name w:val="Out"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="LoopA"><w:name w:val="A"/><w:basedOn w:val="LoopB"/></w:style>
<w:style w:type="paragraph" w:styleId="LoopB"><w:name w:val="B"/><w:basedOn w:val="LoopA"/></w:style>
<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
</w:styles>"""
NUMBERING = """<w:numbering>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="12"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    ("properties", "on"),
    [
        ("<w:strike/>", True),
        ("<w:dstrike/>", True),
        ('<w:strike w:val="true"/>', True),
        ('<w:strike w:val="0"/>', False),
        ('<w:strike w:val="false"/>', False),
        ('<w:strike w:val="0"/><w:dstrike/>', True),
        ('<w:rStyle w:val="Out"/>', True),
        ('<w:rStyle w:val="Out"/><w:strike w:val="0"/>', False),
        ("<w:b/>", False),
    ],
)
def test_strike_of_a_run(properties: str, on: bool) -> None:
    data = docx(paragraph(run("Bo Ek", properties)), styles=STYLES)
    assert struck(data) == (["Bo", "Ek"] if on else [])


def test_strike_comes_by_the_paragraph_style_and_is_taken_off_by_the_run() -> None:
    for name in ("Gone", "Child"):
        body = paragraph(run("Bo "), run("Eva ", '<w:strike w:val="0"/>'), run("Åke", '<w:rStyle w:val="Out"/>'),
                         properties=styled(name))  # fmt: skip
        assert struck(docx(body, styles=STYLES)) == ["Bo"]
    assert texts(docx(paragraph(run("Bo"), properties=styled("LoopA")), styles=STYLES)) == ["Bo"]


def test_tracked_changes_are_deletions_not_strikes() -> None:
    body = paragraph(
        run("Bo "), '<w:del><w:r><w:delText>Eva </w:delText></w:r></w:del>', f"<w:ins>{run('Åke ')}</w:ins>",
        f"<w:moveFrom>{run('Siv')}</w:moveFrom>",
    )  # fmt: skip
    found = {word.text: word.strike for word in words(read_layout(docx(body)))}
    assert found == {"Bo": None, "Eva": Strike.DELETED, "Åke": None, "Siv": Strike.DELETED}


def test_a_word_struck_in_part_says_how_much() -> None:
    found = words(read_layout(docx(paragraph(run("Eva-"), run("Lena", "<w:strike/>"), run(", Bo")))))
    assert (found[0].text, found[0].p_struck) == ("Eva-Lena,", pytest.approx(4 / 7, abs=0.01))


def test_numbers_of_automatic_lists_are_text() -> None:
    body = "".join(
        paragraph(run(text), properties=how)
        for text, how in [
            ("Val", listed(1)), ("del", listed(1, 1)), ("del", listed(1, 1)), ("Nästa", listed(1)),
            ("del", listed(1, 1)), ("punkt", listed(3)), ("Först", styled("Item")), ("Sedan", styled("Item")),
            ("fri", styled("Item") + listed(0)),
        ]
    )  # fmt: skip
    layout = read_layout(docx(body, styles=STYLES, numbering=NUMBERING))
    assert [line.text for line in layout.pages[0].lines] == [
        "§ 12 Val", "12.a) del", "12.b) del", "§ 13 Nästa", "13.a) del", "punkt", "I. Först", "II. Sedan", "fri",
    ]  # fmt: skip
    assert [line.bullet for line in layout.pages[0].lines].index(True) == 5


def test_headings_tabs_breaks_hidden_text_and_fields() -> None:
    body = paragraph(run("Beslut"), properties=styled("H2")) + paragraph(
        run("Plats"), "<w:r><w:tab/></w:r>", run("Rådhuset"), "<w:r><w:br/></w:r>", run("Tid"), run("dolt", "<w:vanish/>"),
        "<w:r><w:instrText>PAGE</w:instrText></w:r>", "<w:r><w:noBreakHyphen/></w:r>",
    )  # fmt: skip
    lines = read_layout(docx(body, styles=STYLES)).pages[0].lines
    assert [line.text for line in lines] == ["Beslut", "Plats Rådhuset", "Tid-"]
    assert lines[0].heading == 2
    assert lines[1].words[1].box.x0 - lines[1].words[0].box.x1 >= 18


def test_tables_with_merged_cells_and_a_table_inside() -> None:
    def cell(text: str, properties: str = "", inner: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}{inner}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell('inre')}</w:tr></w:tbl>"
    merged = cell("A", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
    rows = [cell("Ärende") + cell("Not"), merged[0] + cell("B", inner=inner), merged[1] + cell("C")]
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    lines = read_layout(docx(body)).pages[0].lines
    assert [(line.text, line.cell) for line in lines] == [
        ("Ärende", (0, 0, 0)), ("Not", (0, 0, 1)), ("A", (0, 1, 0)), ("B", (0, 1, 1)), ("inre", (0, 1, 1)), ("C", (0, 2, 1)),
    ]  # fmt: skip


def test_text_boxes_headers_and_notes_come_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('I rutan'))}</w:txbxContent>"
    twice = f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    body = paragraph(run("Text"), twice, '<w:r><w:footnoteReference w:id="7"/></w:r>')
    head = f"<w:hdr>{paragraph(run('Norrälvs kommun'))}</w:hdr>"
    notes = f'<w:footnotes><w:footnote w:id="7">{paragraph(run("en not"))}</w:footnote><w:footnote w:id="8">{paragraph(run("borta"))}</w:footnote></w:footnotes>'
    data = docx(
        body, header1=head, header2=head, footnotes=notes, footer1=f"<w:ftr>{paragraph(run('Sida'))}</w:ftr>"
    )
    assert texts(data) == ["Norrälvs kommun", "Text", "I rutan", "en not", "Sida"]


LOL = '<!DOCTYPE l [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + step)} "{("&" + chr(97 + step) + ";") * 10}">' for step in range(9)
) + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "codes"),
    [
        ("<w:document><w:body>", {"damaged"}),
        (f'<w:document xmlns:w="{W}"/>', {"damaged"}),
        (LOL, {"damaged", ""}),
        (f'<w:document xmlns:w="{W}"><w:body>{"<w:sdt>" * 50_000}', {"damaged"}),
        (
            f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{"A" * 60_000_000}</w:t></w:r></w:p></w:body></w:document>',
            {"too_large"},
        ),
    ],
    ids=["cut", "empty", "entities", "deep", "long"],
)
def test_hostile_documents(xml: str, codes: set[str]) -> None:
    code = ""
    try:
        assert "lollol" not in read_layout(package({"word/document.xml": xml})).text()
    except ReadError as error:
        code = error.code
    assert code in codes


def test_an_entity_never_opens_a_file() -> None:
    xml = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>a&f;b</w:t></w:r></w:p></w:body></w:document>'
    assert "root" not in read_layout(package({"word/document.xml": xml})).text()


def test_parts_together_may_not_unfold_too_far() -> None:
    body = paragraph(run("A" * 3_000_000))
    with pytest.raises(ReadError) as caught:
        read_layout(docx(body), limits=Limits(zip_total=1_000_000))
    assert caught.value.code == "too_large"


ODT_STYLES = """<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="§ " text:start-value="7"/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>"""


def test_odt_strikes_by_style() -> None:
    body = '<text:p>Bo <text:span text:style-name="T1">Eva <text:span text:style-name="T3">Siv</text:span></text:span> <text:span text:style-name="T2">Åke</text:span></text:p>'
    assert struck(odt(body, ODT_STYLES)) == ["Eva", "Åke"]


def test_odt_lists_headings_tabs_and_tables() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = "<text:list>" + item.format("del", "") + item.format("del", "") + "</text:list>"
    body = (
        '<text:h text:outline-level="2">Beslut</text:h><text:p>Plats<text:tab/>Rådhuset<text:line-break/>Tid<text:s text:c="3"/>10</text:p>'
        '<text:list text:style-name="L1">'
        + item.format("Val", inner)
        + item.format("Nästa", "")
        + "</text:list>"
        '<text:list text:style-name="L2">' + item.format("punkt", "") + "</text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>"
    )
    lines = read_layout(odt(body, ODT_STYLES)).pages[0].lines
    assert [line.text for line in lines] == [
        "Beslut", "Plats Rådhuset", "Tid 10", "§ 7 Val", "a) del", "b) del", "§ 8 Nästa", "punkt", "A", "B",
    ]  # fmt: skip
    assert (lines[0].heading, lines[7].bullet, lines[-1].cell) == (2, True, (0, 0, 1))


def test_odt_tracked_deletion_notes_and_boxes() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Eva</text:p></text:deletion></text:changed-region></text:tracked-changes>'
        '<text:p>Bo <text:change text:change-id="c1"/><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>en not</text:p></text:note-body></text:note>'
        "<draw:frame><draw:text-box><text:p>I rutan</text:p></draw:text-box></draw:frame></text:p>"
    )
    layout = read_layout(odt(body))
    assert [line.text for line in layout.pages[0].lines] == ["Bo Eva", "I rutan", "en not"]
    assert {word.text: word.strike for word in words(layout)}["Eva"] is Strike.DELETED
