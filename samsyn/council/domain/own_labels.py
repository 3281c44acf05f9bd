"""Labels of what hangs on a document: meeting, items, paragraphs. They follow the document's, unless a part
has a stricter one of its own."""

from __future__ import annotations

from django.urls import reverse

from samsyn.core.domain.labels import Part, Tag, hides, settled, tag_of
from samsyn.core.models import Account, Document
from samsyn.council.models import Block, Item, Meeting, PartLabel


def apply(document: Document, before: Tag | None = None) -> None:
    """Write the document's label to all that hangs on it. `before` is what it was, if it has changed: a
    paragraph that had the same follows, one with its own keeps that if it is as strict."""
    whole = tag_of(document)
    Meeting.objects.filter(document=document).exclude(**whole.fields).update(**whole.fields)
    keys = dict(Item.objects.filter(meeting__document=document).values_list("pk", "key"))
    own = _own(document, set(keys.values()))
    by_item = {pk: settled(own[key], whole, document) for pk, key in keys.items() if key in own}
    rows = Item.objects.filter(meeting__document=document)
    rows.exclude(pk__in=by_item).exclude(**whole.fields).update(**whole.fields)
    _paragraphs(document, by_item, whole, before or whole)
    for pk, label in by_item.items():
        Item.objects.filter(pk=pk).update(**label.fields)
        Block.objects.filter(item=pk).exclude(**label.fields).update(**label.fields)


def _own(document: Document, keys: set[str]) -> dict[str, Tag]:
    """Own labels by the item's key. One whose item is gone (a later reading has another heading for it) holds
    for every item, until a person has put it right: nobody knows any longer which it was."""
    labels = {row.key: Tag(row.level, row.circle_id, row.terms_id) for row in document.part_labels.all()}
    for lost in sorted(set(labels) - keys):
        for key in keys - set(labels):
            labels[key] = labels[lost]
    return labels


def _paragraphs(document: Document, by_item: dict[int, Tag], whole: Tag, before: Tag) -> None:
    rows = Block.objects.filter(document=document).exclude(item__in=by_item)
    found = rows.order_by().values_list("level", "circle_id", "terms_id").distinct()
    for held in [Tag(*one) for one in found]:
        label = whole if held == before else settled(held, whole, document)
        if label != held:
            rows.filter(**held.fields).update(**label.fields)


def whole(account: Account, document: Document) -> bool:
    """May the account see every part of the document? If not, it gets neither original nor record."""
    return not any(_hidden(account, document, row) for row in document.part_labels.all())


def _hidden(account: Account, document: Document, row: PartLabel) -> bool:
    return hides(account, document, Tag(row.level, row.circle_id, row.terms_id))


def all_whole(account: Account, documents: list[Document]) -> list[Document]:
    """Those of the documents of which the account may see every part."""
    keys = [document.pk for document in documents]
    labelled: dict[int, list[PartLabel]] = {}
    for start in range(0, len(keys), 500):
        for row in PartLabel.objects.filter(document__in=keys[start : start + 500]):
            labelled.setdefault(row.document_id, []).append(row)
    return [d for d in documents if not any(_hidden(account, d, row) for row in labelled.get(d.pk, ()))]


class Keeper:
    """The council's documents, to the core (core/domain/labels.py)."""

    def follow(self, document: Document, before: Tag) -> None:
        apply(document, before)

    def parts(self, document: Document) -> list[Part]:
        rows = Item.objects.filter(meeting__document=document).select_related("meeting")
        return [Part(row.key, f"{row.mark} {row.title}".strip(), tag_of(row)) for row in rows]

    def put(self, document: Document, key: str, tag: Tag | None) -> None:
        if tag is None:
            PartLabel.objects.filter(document=document, key=key).delete()
            rows = Block.objects.filter(item__meeting__document=document, item__key=key)
            rows.update(**tag_of(document).fields)
            return
        held = {"level": tag.level, "circle_id": tag.circle, "terms_id": tag.terms}
        PartLabel.objects.update_or_create(document=document, key=key, defaults=held)

    def address(self, document: Document) -> str:
        return reverse("council:document", args=[document.pk])

    def name(self, document: Document) -> str:
        meeting = Meeting.objects.filter(document=document).select_related("body").first()
        return str(meeting) if meeting else ""
