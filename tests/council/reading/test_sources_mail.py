"""E-mail: the attachment that is minutes, else the message; what was left out is told."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from samsyn.council.reading.read import read_layout
from tests.council.reading.made import docx, paragraph, pdf_page, roster, run, struck, texts

MINUTES = docx(paragraph(run("Protokoll")) + paragraph(run("Närvarande")) + paragraph(run("Bo Ek")))


def mail(body: str = "Hej!\nHär kommer det.", html: str = "", **files: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "siv@example.se", "rad@example.se"
    message["Subject"] = "Minnesanteckningar från rådet"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_the_attachment_is_read() -> None:
    layout = read_layout(mail(protokoll=MINUTES))
    assert [line.text for line in layout.pages[0].lines] == ["Protokoll", "Närvarande", "Bo Ek"]
    assert (layout.media_type, layout.notices) == ("message/rfc822", [])


def test_strokes_of_an_attached_pdf_are_kept() -> None:
    assert struck(mail(lista=pdf_page(roster("{x} {m} m {x1} {m} l S") ))) == [
        "Ann-Christine", "Åström", "Bo", "Ek",
    ]  # fmt: skip


def test_of_several_the_minutes_are_chosen_and_the_rest_is_told() -> None:
    budget = docx(paragraph(run("Budget")) + paragraph(run("Summa 100")))
    layout = read_layout(mail(budget=budget, protokoll=MINUTES, trasig=b"\x00\x01\x02" * 99))
    assert layout.pages[0].lines[0].text == "Protokoll"
    assert [notice.code for notice in layout.notices] == ["attachment_skipped"]
    assert "budget" in layout.notices[0].message


def test_without_attachments_the_message_is_the_document() -> None:
    assert texts(mail("Anteckningar\nNärvarande: Bo Ek\n")) == [
        "Minnesanteckningar från rådet", "Anteckningar", "Närvarande: Bo Ek",
    ]  # fmt: skip


def test_a_message_in_html_keeps_its_strikes() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "siv@example.se", "Möte", "1.0"
    message.set_content("<p>Närvarande: Bo, <s>Åsa</s></p>", subtype="html", charset="iso-8859-1")
    assert struck(message.as_bytes()) == ["Åsa"]


def test_a_body_of_minutes_outranks_an_unrelated_attachment() -> None:
    body = "Protokoll\nNärvarande: Bo\nFrånvarande: Eva\nBeslut: ja\n§ 1 Val\n"
    layout = read_layout(mail(body, karta=docx(paragraph(run("Vägbeskrivning")))))
    assert layout.pages[0].lines[1].text == "Protokoll"
    assert layout.notices[0].code == "attachment_skipped"


def test_forwarded_mail_gives_its_attachment() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "per@example.se", "VB: protokoll"
    outer.set_content("Se nedan.")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "siv@example.se", "protokoll"
    inner.set_content("Bifogas.")
    inner.add_attachment(MINUTES, maintype="application", subtype="octet-stream", filename="p.docx")
    outer.add_attachment(inner)
    assert "Bo Ek" in texts(outer.as_bytes())


@pytest.mark.parametrize(
    "head",
    [b"Content-Type: multipart/mixed; boundary=", b"Content-Type: text/plain; charset=x-okand",
     b"Content-Type: ;;;=\xff", b"Content-Transfer-Encoding: base64", b"Date: \x00\x00"],
)  # fmt: skip
def test_broken_heads_still_give_the_text(head: bytes) -> None:
    data = b"From: a@example.se\r\nMIME-Version: 1.0\r\n" + head + b"\r\n\r\nN\xc3\xa4rvarande: Bo Ek\r\n"
    assert read_layout(data).media_type == "message/rfc822"
