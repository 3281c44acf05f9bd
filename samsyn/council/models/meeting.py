"""A meeting as its document tells it: written anew from reading and corrections by
`domain/materialise.py`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.core.models import Body, Document, LabelledModel, Person
from samsyn.council.calc.paragraphs import section_sign


class Meeting(LabelledModel):
    """One meeting. `body` is set by a person or by an exact name; `body_name` is what the document says."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("Protokoll")
        NOTES = "notes", _("Anteckningar")
        MEMO = "memo", _("Minnesanteckningar")
        NOTICE = "notice", _("Kallelse")
        SUMMARY = "summary", _("Referat")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("på plats")
        REMOTE = "remote", _("på distans")
        HYBRID = "hybrid", _("på plats och på distans")

    document = models.OneToOneField(Document, models.CASCADE, related_name="meeting")
    body = models.ForeignKey(Body, models.SET_NULL, null=True, blank=True, related_name="meetings")
    organisation_name = models.CharField(max_length=200, blank=True, default="")
    body_name = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True, default="")
    date = models.DateField(null=True, blank=True)
    # Of the date, 0 without one: lists are filtered by it.
    year = models.PositiveSmallIntegerField(default=0)
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True, default="")
    mode = models.CharField(max_length=10, choices=Mode.choices, blank=True, default="")
    chair = models.CharField(max_length=200, blank=True, default="")
    secretary = models.CharField(max_length=200, blank=True, default="")
    adjusters = models.JSONField(default=list, blank=True)
    paragraph_range = models.CharField(max_length=40, blank=True, default="")
    next_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["body", "date"], name="council_meeting_date"),
            # The archive asks which bodies and years occur among what one may see: this index alone answers.
            models.Index(
                fields=["body", "year", "level", "organisation", "circle", "terms"],
                name="council_meeting_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.date or ''}".strip()

    @property
    def title(self) -> str:
        """The body's own name, else what the document calls it, else the document's title."""
        return (self.body.name if self.body else "") or self.body_name or self.document.title


class Attendance(models.Model):
    """A person's row in one of the record's lists. `name_as_written` stays whatever is made of it."""

    guard_prefix = "meeting__"

    class List(models.TextChoices):
        CALLED = "called", _("kallad")
        PRESENT = "present", _("närvarande")
        ABSENT = "absent", _("frånvarande")
        UNCERTAIN = "uncertain", _("osäker")
        PRESENTER = "presenters", _("föredragande")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    key = models.CharField(max_length=300)
    position = models.PositiveIntegerField()
    list = models.CharField(max_length=10, choices=List.choices)
    role = models.CharField(max_length=20, blank=True, default="")
    office = models.CharField(max_length=20, blank=True, default="")
    name = models.CharField(max_length=200)
    name_as_written = models.CharField(max_length=300, blank=True, default="")
    name_key = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="attendance")
    proposed = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    party = models.CharField(max_length=40, blank=True, default="")
    title = models.CharField(max_length=300, blank=True, default="")
    remote = models.BooleanField(null=True, blank=True)
    substitute_for = models.CharField(max_length=200, blank=True, default="")
    paragraphs = models.CharField(max_length=100, blank=True, default="")
    from_point = models.CharField(max_length=100, blank=True, default="")
    until_point = models.CharField(max_length=100, blank=True, default="")
    reason = models.CharField(max_length=20, blank=True, default="")
    p_absent = models.FloatField(null=True, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    source = models.JSONField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting", "position"]
        indexes = [
            models.Index(fields=["meeting", "list"], name="council_attendance_list"),
            models.Index(fields=["name_key", "meeting"], name="council_attendance_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.list})"


class Item(LabelledModel):
    """An item of the agenda. `number` is text: "27", "1.1", or empty. Its label is its
    meeting's, or a stricter one of its own."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    key = models.CharField(max_length=300)
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True, default="")
    title = models.TextField(blank=True, default="")
    registry_no = models.CharField(max_length=60, blank=True, default="")
    text = models.TextField(blank=True, default="")
    decision = models.TextField(blank=True, default="")
    presenters = models.JSONField(default=list, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    source = models.JSONField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def mark(self) -> str:
        """The number as the record writes it: "§ 27", "4", or empty."""
        return section_sign(self.number, self.meeting.paragraph_range) + self.number


class Mention(models.Model):
    """A date or an action the document mentions: a candidate for the calendar or a list of measures."""

    guard_prefix = "meeting__"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="mentions")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    date = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True, default="")
    body = models.CharField(max_length=200, blank=True, default="")
    item = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["meeting", "position"]

    def __str__(self) -> str:
        return self.text
