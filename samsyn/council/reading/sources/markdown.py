"""Markdown as people write it: headings with or without space, lists with any dash, ~~struck~~, tables."""

from __future__ import annotations

import re

from samsyn.council.reading.layout import Layout, Strike
from samsyn.council.reading.limits import Budget

from .flow import Flow, Row, Run
from .text import decode, find_links

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]*(.*?)[ \t]*#*\s*$")
_BULLET = re.compile(r"(\s*)[-–—*+•·‣◦▪●­][ \t]+(?=\S)")
_RULE = re.compile(r"\s*(?:(?:[-*_]\s*){3,}|=+\s*)$")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~|<(s|del|strike)>(.+?)</\2>", re.I)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*_])")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_ANCHOR = re.compile(r"\[([^\]]+)\]\((\S+?)(?:\s+\"[^\"]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>-])")
_TAG = re.compile(r"</?(?:br|p|b|i|em|strong|u|span|div|sup|sub|center|hr)\b[^>]*>", re.I)

_BREAK = re.compile(r"<br\s*/?>", re.I)

_LONGEST = 20_000


def inline(text: str) -> list[Run]:
    """Runs of one line with the marks of Markdown taken away."""
    if len(text) > _LONGEST:  # nobody marks up such a line, and the patterns below would take their time
        return [Run(text)]
    text = _TAG.sub(" ", _ANCHOR.sub(r"\1", _IMAGE.sub(r"\1", text)))
    runs: list[Run] = []
    place = 0
    for match in _STRUCK.finditer(text):
        runs += _strong(text[place : match.start()], None)
        inner = match.group(1) or match.group(3)
        runs += _strong(inner, Strike.MARKUP)
        place = match.end()
    return runs + _strong(text[place:], None)


def _strong(text: str, strike: Strike | None) -> list[Run]:
    runs: list[Run] = []
    place = 0
    for match in _STRONG.finditer(text):
        runs.append(Run(_light(text[place : match.start()]), strike))
        runs.append(Run(_light(match.group(2)), strike, bold=True))
        place = match.end()
    runs.append(Run(_light(text[place:]), strike))
    return [run for run in runs if run.text]


def _light(text: str) -> str:
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", text))


def _cells(line: str) -> list[list[Row]]:
    parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    lines = [[line.strip() for line in _BREAK.split(part) if line.strip()] for part in parts]
    return [[Row(inline(line)) for line in cell] for cell in lines]


def read(data: bytes, budget: Budget) -> Layout:
    text = decode(data)
    lines = text.replace("\f", "\n").splitlines()
    flow = Flow(budget)
    title = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        if "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and _DIVIDER.match(lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            flow.table(_cells(row) for row in (line, *lines[at + 2 : end]))
            at = end
            continue
        below = lines[at + 1] if at + 1 < len(lines) else ""
        row = _row(line, below)
        if row.heading and not title:
            title = "".join(run.text for run in row.runs).strip()
        flow.add(row)
        at += 1
    layout = Layout("text/markdown", flow.done(), find_links(text), title=title)
    layout.number_lines()
    return layout


def _row(line: str, below: str) -> Row:
    if heading := _HEADING.match(line):
        return Row(inline(heading.group(2)), heading=len(heading.group(1)))
    if _RULE.match(line):
        return Row([])
    if line.strip() and re.fullmatch(r"={3,}\s*|-{3,}\s*", below):
        return Row(inline(line), heading=1 if below.startswith("=") else 2)
    if bullet := _BULLET.match(line):
        indent = len(bullet.group(1).expandtabs(4))
        return Row(inline(line[bullet.end() :]), indent=indent + 2, bullet=True)
    body = line.lstrip(" \t>")
    indent = len(line[: len(line) - len(body)].expandtabs(4).replace(">", ""))
    return Row(inline(body.expandtabs(4)), indent=indent)
