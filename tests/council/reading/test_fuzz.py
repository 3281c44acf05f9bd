"""Whatever the bytes, a reader gives a layout or a ReadError, and the sandbox a whole record."""

# ruff: noqa: E501 - markup reads best in one piece

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samsyn.council.reading.errors import ReadError
from samsyn.council.reading.limits import Limits
from samsyn.council.reading.read import read_layout
from samsyn.council.reading.sandbox import Pool
from samsyn.council.reading.sniff import KINDS
from tests.council.reading.made import docx, odt, package, paragraph, pdf_page, roster, run
from tests.council.reading.test_sources_mail import MINUTES, mail
from tests.council.reading.test_sources_office import NUMBERING, ODT_STYLES, STYLES, listed

HERE = Path(__file__).parent / "files"
FILES = sorted(path for path in HERE.glob("*") if path.is_file())
HTML = b"<!doctype html><html><style>.a{text-decoration:line-through}</style><table><tr><td colspan=2>A<s>B</s></table><ul><li>x"
NOTE = b"<</Type/Annot/Subtype/Ink/Rect[0 0 9 9]/InkList[[72 683 90 685 110 682]]>>"
BASES = {
    "pdf": pdf_page(roster("{x} {m} m {x1} {m} l S"), page=b"/Annots[6 0 R]", more=(NOTE,)),
    "docx": docx(
        paragraph(run("Bo", "<w:strike/>"), properties=listed(1)) + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        styles=STYLES, numbering=NUMBERING,
    ),
    "odt": odt('<text:list text:style-name="L1"><text:list-item><text:p>x<text:s/></text:p></text:list-item></text:list>', ODT_STYLES),
    "html": HTML,
    "mail": mail(html="<p>hej", protokoll=MINUTES),
    "markdown": b"#A\n## B\n|a|b|\n|-|-|\n|~~c~~|**d**|\n- [x](http://y)\n",
    "graph": b'{"nodes":[{"typ":"m\xc3\xb6te","data":{"n\xc3\xa4rvarande":[{"namn":"A","parti":"S"}]}}]}',
    "tiff": b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x10\0\0\0\x01\x01\x03\0\x01\0\0\0\x10\0\0\0\0\0\0\0",
}  # fmt: skip
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SMALL = Limits(seconds=10)

changes = st.lists(
    st.tuples(
        st.floats(0, 1), st.sampled_from(["set", "cut", "put", "repeat", "end"]), st.binary(max_size=12)
    ),
    max_size=12,
)


def mutated(data: bytes, steps: list[tuple[float, str, bytes]]) -> bytes:
    out = bytearray(data)
    for where, how, what in steps:
        at = int(where * len(out))
        if how == "set":
            out[at : at + len(what)] = what
        elif how == "cut":
            del out[at : at + 1 + 3 * len(what)]
        elif how == "put":
            out[at:at] = what
        elif how == "repeat":
            out[at:at] = out[max(0, at - 40) : at] * 3
        elif how == "end" and len(what) > 9:
            del out[at:]
    return bytes(out)


def repacked(data: bytes, steps: list[tuple[float, str, bytes]]) -> bytes:
    """A package whose parts are changed inside, so that the changes get past the ZIP checks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return package({name: mutated(archive.read(name), steps) for name in archive.namelist()})


def must_hold(data: bytes) -> None:
    try:
        layout = read_layout(data, limits=SMALL)
    except ReadError:
        return
    text = layout.text()
    text.encode("utf-8")
    assert layout.media_type in KINDS
    assert layout.pages
    for page in layout.pages:
        for number, line in enumerate(page.lines, 1):
            assert line.words
            assert line.number == number
            assert text.startswith(line.text, line.start)
            for word in line.words:
                assert word.text
                assert not re.search(r"\s", word.text)
                assert word.box.x0 <= word.box.x1
                assert word.box.y0 <= word.box.y1
                assert 0 <= word.p_struck <= 1
                assert bool(word.strike) == (word.p_struck > 0)


@pytest.mark.parametrize("kind", [kind for kind in BASES if kind != "pdf"])
@given(steps=changes)
@FEW
def test_changed_files(kind: str, steps: list[tuple[float, str, bytes]]) -> None:
    must_hold(mutated(BASES[kind], steps))
    if kind in ("docx", "odt"):
        must_hold(repacked(BASES[kind], steps))


@given(data=st.binary(max_size=400))
@FEW
def test_any_bytes(data: bytes) -> None:
    must_hold(data)


@given(text=st.text(max_size=400))
@example("\u0336\u0336 a\u0336")
@example("\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace") + "\x85\u2028x\x1c")
@FEW
def test_any_text(text: str) -> None:
    must_hold(text.encode("utf-8", "replace"))
    must_hold(("# a\n# b\n" + text).encode("utf-8", "replace"))


tags = st.sampled_from(
    [
        "p",
        "div",
        "table",
        "tr",
        "td",
        "th",
        "li",
        "ul",
        "s",
        "del",
        "br",
        "h1",
        "pre",
        "span",
        "main",
        "body",
        "style",
        "b",
        "a",
    ]
)
pieces = st.one_of(
    tags.map(lambda tag: f"<{tag}>"), tags.map(lambda tag: f"</{tag}>"), st.text(max_size=8),
    st.sampled_from(["&#0;", "&#x1F600;", "&bogus;", "<!--", "-->", "<![CDATA[", "<td colspan=99999999>", "\u0336"]),
)  # fmt: skip


@given(parts=st.lists(pieces, max_size=60))
@FEW
def test_any_html(parts: list[str]) -> None:
    must_hold(("<html>" + "".join(parts)).encode("utf-8", "replace"))


@given(parts=st.lists(st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>ord</w:t>", "<w:del>", "</w:del>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:txbxContent>", "</w:txbxContent>", "<w:drawing>", "</w:drawing>", "<w:tab/>", "<w:br/>", "<w:sdt>", "</w:sdt>"]
), max_size=40))  # fmt: skip
@FEW
def test_any_docx_body(parts: list[str]) -> None:
    open_tags: list[str] = []
    body = ""
    for part in parts:  # balanced, so that it is the reader and not the parser that meets it
        if part.startswith("</"):
            if not open_tags or open_tags[-1] != part[2:]:
                continue
            open_tags.pop()
        elif part.count("<") == 1 and not part.endswith("/>"):
            open_tags.append(part[1:])
        body += part
    must_hold(docx(body + "".join(f"</{tag}" for tag in reversed(open_tags))))


@pytest.fixture(scope="module")
def pool():  # type: ignore[no-untyped-def]
    with Pool(1, Limits(seconds=10, page_seconds=10)) as made:
        yield made


@given(steps=changes)
@FEW
def test_changed_pdfs_in_the_sandbox(pool: Pool, steps: list[tuple[float, str, bytes]]) -> None:
    record = pool.read(mutated(BASES["pdf"], steps), "x.pdf")
    assert set(record) >= {"file", "present", "items", "warnings", "error"}
    assert record["error"] is None or record["error"]["message"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_broke_a_reader_once(path: Path) -> None:
    started = time.process_time()
    must_hold(path.read_bytes())
    assert time.process_time() - started < 5


@pytest.mark.parametrize("path", sorted((HERE / "fatal").glob("*")), ids=lambda path: path.name)
def test_what_kills_a_process_costs_one_record(pool: Pool, path: Path) -> None:
    assert pool.read(path)["error"]["code"] in ("memory", "crashed", "timeout")
    assert pool.read(b"Protokoll\n\nNarvarande: Bo Ek\n")["error"] is None
