"""The unit of search, its index beside it, and what the index needs to know."""

from __future__ import annotations

from django.conf import settings
from django.db import connection, models

from samsyn.core.models import Body, Document, LabelledModel, Organisation, Place, Terms
from samsyn.council.models.lookups import Match
from samsyn.council.models.meeting import Item, Meeting


class Block(LabelledModel):
    """A paragraph of an item or a document, with a label of its own: search, counts and excerpts see these
    alone.

    Narrow fields stand first and the text last, so that a scan of labels and facets does not read the text.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="blocks")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="blocks")
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="blocks")
    body = models.ForeignKey(Body, models.SET_NULL, null=True, blank=True, related_name="+")
    date = models.DateField(null=True, blank=True)
    # 20254 is the fourth quarter of 2025; 0 if the date is not known. A year is quarter // 10.
    quarter = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, blank=True, default="")
    ocr = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    heading = models.TextField(blank=True, default="")
    text = models.TextField()

    class Meta:
        ordering = ["document", "position"]
        indexes = [
            models.Index(fields=["body", "date"], name="council_block_body_date"),
            models.Index(fields=["-date", "-id"], name="council_block_date"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class _IndexColumn(models.TextField):  # type: ignore[type-arg] # not subscriptable when run
    """The whole index row; only `__match` makes sense on it."""


_IndexColumn.register_lookup(Match)


class BlockIndex(models.Model):
    """The search index: an FTS5 table on SQLite, a tsvector with GIN on PostgreSQL. Written by
    domain/indexing.py.

    On PostgreSQL a row also carries its paragraph's label and day, so that a search need not open every
    paragraph that holds the word. Triggers (migration 0005) write them and keep them true. FTS5 has no such
    columns: `labelled` says where to look."""

    block = models.OneToOneField(
        Block,
        models.DO_NOTHING,
        primary_key=True,
        db_column="rowid",
        related_name="index",
        db_constraint=False,
    )
    content = _IndexColumn(db_column="council_search")
    level = models.CharField(max_length=20, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.DO_NOTHING, related_name="+", db_constraint=False, editable=False
    )
    circle = models.ForeignKey(
        Body, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, editable=False
    )
    terms = models.ForeignKey(
        Terms, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, editable=False
    )
    date = models.DateField(null=True, editable=False)

    class Meta:
        managed = False
        db_table = "council_search"

    def __str__(self) -> str:
        return str(self.block_id)

    @staticmethod
    def labelled() -> str:
        """What leads from an index row to the label and day that hold for it: itself, or its paragraph."""
        return "" if connection.vendor == "postgresql" else "block__"


class BlockPlace(models.Model):
    """A physical or digital place named in a paragraph."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="block_places")
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block", "place"], name="council_block_place")]

    def __str__(self) -> str:
        return f"{self.block_id} {self.place_id}"


class LexiconWord(models.Model):
    """How often a stem occurs in the installation's documents: what the compound splitter knows."""

    stem = models.CharField(max_length=64, primary_key=True)
    count = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.stem


class SavedSearch(models.Model):
    """A search kept under a name, as the query string of its page."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=120)
    query = models.CharField(max_length=1000)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="council_saved_search_name")]

    def __str__(self) -> str:
        return self.name


class IndexState(models.Model):
    """One row: how many words the lexicon knew when all paragraphs were last indexed with it."""

    words = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.words)
