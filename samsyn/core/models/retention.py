"""How long documents are kept, what stops their destruction, and the proof of what was destroyed.

Nothing here says what a destroyed document was called or said. Rules and holds are ended, never changed, so a
proof of years ago still names the rule it followed. Verbs: core/domain/{retention,holds,destruction}.py."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .account import Account
from .body import Body
from .document import Document
from .job import Job
from .organisation import Organisation


class RetentionRule(models.Model):
    """One line of a disposal decision. `body` None and `kind` "" mean any; `months` is None where it is
    kept."""

    class Start(models.TextChoices):
        MEETING = "meeting", _("mötets dag")
        IMPORT = "import", _("dagen den lästes in")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="retention_rules")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="retention_rules")
    kind = models.CharField(max_length=20, blank=True, default="")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    start = models.CharField(max_length=10, choices=Start, default=Start.MEETING)
    automatic = models.BooleanField(default=False)
    source = models.CharField(max_length=500)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("organisation", "body__name", "kind", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("organisation", "body", "kind"),
                condition=Q(ended_at=None, body__isnull=False),
                name="retention_once_a_body",
            ),
            models.UniqueConstraint(
                fields=("organisation", "kind"),
                condition=Q(ended_at=None, body=None),
                name="retention_once_without_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.source}"

    @property
    def years(self) -> int | None:
        """The time in whole years, if that is what it is."""
        return self.months // 12 if self.months and self.months % 12 == 0 else None


class Hold(models.Model):
    """A recorded decision that stops destruction, of one document or of all of a body or kind, until somebody
    lifts it. The review day is when to look at it again; a hold never lapses by itself."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="holds")
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="holds")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="holds")
    kind = models.CharField(max_length=20, blank=True, default="")
    reason = models.CharField(max_length=500)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    review_on = models.DateField()
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ("review_on", "pk")

    def __str__(self) -> str:
        return f"{self.pk}: {self.review_on}"


class DestructionList(models.Model):
    """Documents to be destroyed together. Confirmed it waits until `runs_at`; so long it can be taken
    back."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("förslag")
        CONFIRMED = "confirmed", _("bekräftad")
        RUNNING = "running", _("pågår")
        DONE = "done", _("klar")
        WITHDRAWN = "withdrawn", _("återtagen")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="destruction_lists")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    automatic = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    runs_at = models.DateTimeField(null=True, blank=True)
    ran_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class DestructionItem(models.Model):
    """One document of a list, and afterwards the proof.

    `object` is the document's number, `commitment` stands in the ledger's entry `seq` and binds the number,
    the rule and the original's hash by `salt`. `sha256` stands only while the bytes may still lie on disk.
    `looked_for` counts the document's own words that were sought afterwards, `found` the places they were
    found in; None is not checked."""

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        ERASED = "erased", _("rader borta, städas")
        DONE = "done", _("gallrad")
        HELD = "held", _("stoppad")
        KEPT = "kept", _("ska inte längre gallras")
        FAILED = "failed", _("gick inte")

    list = models.ForeignKey(DestructionList, models.CASCADE, related_name="items")
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="destruction_items"
    )
    object = models.PositiveBigIntegerField()
    rule = models.ForeignKey(RetentionRule, models.PROTECT, null=True, blank=True, related_name="items")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    salt = models.CharField(max_length=64, blank=True, default="")
    commitment = models.CharField(max_length=64, blank=True, default="")
    seq = models.PositiveBigIntegerField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    looked_for = models.PositiveSmallIntegerField(null=True, blank=True)
    found = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("list", "due", "pk")
        constraints = [models.UniqueConstraint(fields=("list", "object"), name="destruction_once_a_list")]
        indexes = [models.Index(fields=("object",), name="destruction_object")]

    def __str__(self) -> str:
        return f"{self.object} {self.state}"
