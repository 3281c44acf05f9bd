"""The ledger's tables. Triggers of the database refuse to change or delete what is appended (migration 0002).

Who reads or writes them: core/domain/ledger.py. An entry's `body` is what counts; the other columns repeat
parts of it so that it can be found, and `samsyn ledger verify` compares them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerEntry(models.Model):
    seq = models.PositiveBigIntegerField(
        primary_key=True
    )  # from 0, without gaps: the leaf's place in the tree
    leaf = models.BinaryField(max_length=32)  # SHA-256(0x00 || body)
    at = models.CharField(max_length=27)  # UTC, as in the body
    act = models.CharField(max_length=10)
    who = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    object = models.CharField(max_length=32, blank=True)
    body = models.TextField()  # canonical JSON, see calc/entry.py

    class Meta:
        indexes = [
            models.Index(fields=("who", "seq"), name="ledger_who"),
            models.Index(fields=("kind", "object", "seq"), name="ledger_object"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class LedgerTile(models.Model):
    """256 hashes that will not change any more: of leaves at level 0, above of the tiles one level down."""

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)  # over the tile's hashes
    hashes = models.BinaryField(max_length=8192)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("level", "number"), name="ledger_tile_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class LedgerHead(models.Model):
    """The one row (id 1) that whoever appends holds: how many entries, and the compact range over them."""

    size = models.PositiveBigIntegerField(default=0)
    hashes = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return str(self.size)


class LedgerCheckpoint(models.Model):
    """What this log has signed of itself: a note of c2sp.org/tlog-checkpoint."""

    size = models.PositiveBigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.size)


class LedgerCosignature(models.Model):
    """A witness's line under one of our checkpoints."""

    checkpoint = models.ForeignKey(LedgerCheckpoint, models.PROTECT, related_name="cosignatures")
    key = models.CharField(max_length=300)  # of the witness, as C2SP writes keys
    line = models.TextField()
    at = models.DateTimeField()  # what the witness says

    class Meta:
        constraints = [models.UniqueConstraint(fields=("checkpoint", "key"), name="ledger_cosigned_once")]

    def __str__(self) -> str:
        return f"{self.checkpoint_id}: {self.key}"


class LedgerPeer(models.Model):
    """Another installation: its keys, and the last checkpoint of its log that we have seen and cosigned.

    `alarm` is what its log has done that a log must not, with the note that shows it. It is never taken
    back."""

    class Alarm(models.TextChoices):
        NONE = "", _("inget")
        FORKED = "forked", _("loggen är en annan än den som har bevittnats")
        RESTORED = "restored", _("loggen är kortare än den som har bevittnats")

    origin = models.CharField(max_length=200, unique=True)
    log_key = models.CharField(max_length=300)
    witness_key = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField(default=0)
    note = models.TextField(blank=True)  # with our cosignature under it
    updated = models.DateTimeField(auto_now=True)
    alarm = models.CharField(max_length=10, choices=Alarm, blank=True, default="")
    alarm_note = models.TextField(blank=True, default="")
    alarm_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.origin


class LedgerWitness(models.Model):
    """An address of SAMSYN_WITNESSES, and how the last exchange with it went."""

    class Fault(models.TextChoices):
        NONE = "", _("utväxlar")
        AWAY = "away", _("svarar inte")
        REFUSES = "refuses", _("medundertecknar inte")
        UNKNOWN = "unknown", _("svarar med en nyckel vi inte känner")
        FORKED = "forked", _("har sett en annan logg under vårt namn")
        RESTORED = "restored", _("har sett en längre logg än vår")

    url = models.CharField(max_length=300, unique=True)
    size = models.PositiveBigIntegerField(default=0)  # of our log, as it last cosigned
    fault = models.CharField(max_length=10, choices=Fault, blank=True, default="")
    said = models.CharField(max_length=300, blank=True, default="")
    tried_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url
