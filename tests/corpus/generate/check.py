"""Checks that what the gold says stands in the files: `python -m tests.corpus.generate.check [half …]`.

Scans are skipped; a name that the print wraps counts as found when white space is ignored.
"""

import email
import io
import json
import re
import sys
import zipfile
from email import policy
from pathlib import Path

from .marks import to_text

OFFICE_PART = re.compile(r"(?:word/(?:document|header\d*|footer\d*)|content|styles)\.xml$")
ROOT = Path(__file__).resolve().parent.parent


def text_of(name: str, data: bytes) -> str:
    """All text of a file, whatever its kind."""
    suffix = Path(name).suffix
    if suffix == ".pdf":
        return to_text(data, "-raw")
    if suffix in (".docx", ".odt"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(part).decode() for part in archive.namelist() if OFFICE_PART.match(part)]
        return re.sub(r"<[^>]+>", " ", " ".join(parts).replace("&apos;", "'"))
    if suffix == ".html":
        return re.sub(r"<[^>]+>", " ", data.decode()).replace("&#x27;", "'")
    if suffix == ".eml":
        message = email.message_from_bytes(data, policy=policy.default)
        parts = []
        for leaf in message.walk():
            if leaf.is_multipart():
                continue
            body = leaf.get_payload(decode=True)
            parts.append(text_of(leaf.get_filename() or "body.txt", body if isinstance(body, bytes) else b""))
        return "\n".join(parts)
    return data.decode()


def squeeze(text: str) -> str:
    """Without white space, soft hyphens and the marks of Markdown."""
    return re.sub(r"[\s\u00ad~*]+", "", text).replace("’", "'")


def missing(gold: dict[str, object], text: str) -> list[str]:
    """Names, titles and decisions of the gold that the text does not hold."""
    flat = squeeze(text)
    wanted: list[str] = [str(gold[k]) for k in ("organisation", "place", "chair", "secretary") if gold[k]]
    for key in ("called", "present", "absent", "uncertain"):
        wanted += [row["name_as_written"] for row in gold[key]]  # type: ignore[attr-defined]
    for item in gold["items"]:  # type: ignore[attr-defined]
        wanted += [item["title"], item["registry_no"] or "", item["decision"] or "", *item["presenters"]]
    nearly = flat.replace("-", "").casefold()
    return [w for w in wanted if squeeze(w).replace("-", "").casefold() not in nearly]


def main(halves: list[str]) -> int:
    """Print what is missing; the number of files with something missing."""
    bad = 0
    for half in halves or sorted(index.parent.name for index in ROOT.glob("*/index.json")):
        for path in sorted((ROOT / half).rglob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = text_of(gold["file"], (ROOT / gold["file"]).read_bytes())
            if len(text.strip()) < 50:
                print("scan, not checked:", gold["file"])
                continue
            lost = missing(gold, text)
            bad += bool(lost)
            if lost:
                print(gold["file"], lost)
    return bad


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
