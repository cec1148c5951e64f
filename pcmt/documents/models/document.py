"""What was registered, its provisions, citations and suggestions, each with its span."""

from django.db import models
from django.db.models import F, Q


class Document(models.Model):
    """A document received or issued, with its text as it is stored and cited: one spelling, a paragraph a line.

    Another file of the same act (a clean copy after the scan, a corrected text) is a row of its own with `version_of`
    the first one, so that what was built on an older text still points into it. `is_current` marks the newest.
    """

    class Direction(models.TextChoices):
        """Whether it came in (đến) or went out (đi)."""

        IN = "in", "Văn bản đến"
        OUT = "out", "Văn bản đi"

    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.IN)
    kind = models.CharField(max_length=16, blank=True)
    number = models.CharField(max_length=64, blank=True)
    number_key = models.CharField(max_length=64, blank=True, db_index=True)
    act_key = models.CharField(max_length=80, blank=True, db_index=True, help_text="số không kể dấu nối và năm")
    symbol = models.CharField(max_length=64, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=255, blank=True)
    issuer_key = models.CharField(max_length=255, blank=True)
    place = models.CharField(max_length=128, blank=True)
    title = models.TextField(blank=True)
    signer = models.CharField(max_length=128, blank=True)
    signer_title = models.CharField(max_length=255, blank=True)
    arrival_number = models.CharField(max_length=32, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    urgency = models.CharField(max_length=32, blank=True)
    book_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="năm của sổ văn bản đến")
    book_count = models.PositiveIntegerField(null=True, blank=True, help_text="phần số của số đến")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    file_digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    text_digest = models.CharField(max_length=64)
    format = models.CharField(max_length=16)
    notes = models.JSONField(default=list, help_text="điều cần biết về tệp, từ lúc nhận")
    reader_notes = models.JSONField(default=list, help_text="điều cần biết từ lần đọc gần nhất")
    cells = models.JSONField(default=list, help_text="ô bảng: [đầu, cuối, bảng, dòng, cột]")
    sheets = models.JSONField(default=list, help_text="trang: [số, đầu, cuối, đọc bằng OCR, phần trăm chắc]")
    unsure = models.JSONField(default=list, help_text="chữ OCR đọc không chắc: [đầu, cuối, phần trăm]")
    registered_at = models.DateTimeField()
    version_of = models.ForeignKey("self", models.PROTECT, related_name="versions", null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    version_note = models.CharField(max_length=255, blank=True)
    is_current = models.BooleanField(default=True)
    indexed_as = models.CharField(max_length=16, blank=True, default="", db_index=True)
    read_as = models.CharField(max_length=16, blank=True, default="", db_index=True, help_text="dấu của bộ đọc")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("number_key", "issuer_key", "issued_on"),
                condition=~Q(number_key="")
                & ~Q(issuer_key="")
                & Q(issued_on__isnull=False)
                & Q(version_of__isnull=True),
                name="documents_one_per_number_issuer_day",
            ),
            models.UniqueConstraint(
                fields=("agency", "book_year", "arrival_number"),
                condition=Q(book_year__isnull=False),
                name="documents_arrival_number_once_a_year",
            ),
            models.UniqueConstraint(fields=("version_of", "version"), name="documents_version_once"),
            models.CheckConstraint(
                condition=Q(version_of__isnull=True, version=1) | Q(version_of__isnull=False, version__gt=1),
                name="documents_first_version_is_the_act",
            ),
        )
        indexes = (
            models.Index(fields=("-registered_at", "-id"), name="documents_newest"),
            models.Index(fields=("agency", "book_year", "-book_count"), name="documents_book"),
            # What lists and search narrow by, so that no long row is read for it.
            models.Index(fields=("kind", "issued_on", "direction", "issuer_key", "id"), name="documents_narrowed_by"),
        )


class Provision(models.Model):
    """A labelled piece of a document; (document, anchor) is how the rest of the system points at it.

    `is_former`: an earlier reading saw it and the present one does not; it stays, so that what points at it still leads
    to its words, but is no part of the outline.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="provisions")
    anchor = models.CharField(max_length=128)
    path = models.CharField(max_length=128)
    label = models.CharField(max_length=64)
    depth = models.PositiveSmallIntegerField()
    heading = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    order = models.PositiveIntegerField()
    is_former = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "anchor"), name="documents_anchor_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="documents_provision_span"),
        )
        ordering = ("document_id", "order", "id")


class Citation(models.Model):
    """An act that a document names, with every place where it does, and the registered document that it is, if any.

    `is_basis`: named where a document says what it rests on, before its first provision, and not only in passing.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    kind = models.CharField(max_length=16, blank=True)
    number = models.CharField(max_length=64, blank=True)
    number_key = models.CharField(max_length=64, blank=True, db_index=True)
    act_key = models.CharField(max_length=80, blank=True, db_index=True, help_text="số không kể dấu nối và năm")
    name = models.TextField(blank=True)
    year = models.CharField(max_length=4, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=255, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    spans = models.JSONField(default=list)
    is_basis = models.BooleanField(default=False)
    cited = models.ForeignKey(Document, models.SET_NULL, related_name="cited_by", null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(end__gte=F("start")), name="documents_citation_span"),)
        ordering = ("document_id", "start", "id")


class Decision(models.Model):
    """One act of a person at the desk, over one suggestion or many; the last one can be undone.

    What one act closes bears one user and one instant, so these with the verb are the decision's identity.
    """

    class Verb(models.TextChoices):
        """What was done."""

        ADOPTED = "adopted", "xác nhận"
        DISMISSED = "dismissed", "loại bỏ"
        REDRAWN = "redrawn", "tách, gộp, chỉnh đoạn"

    document = models.ForeignKey(Document, models.CASCADE, related_name="decisions")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    user_id = models.BigIntegerField(default=0, help_text="0: hệ thống")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("document", "verb", "user_id", "at"),
                condition=Q(undone_at__isnull=True),
                name="documents_decision_once",
            ),
        )
        indexes = (models.Index(fields=("document", "user_id", "-id"), name="documents_decision_last"),)


class Suggestion(models.Model):
    """A target or duty seen in the text by the reader or a person, waiting to be adopted or dismissed.

    `payload` stays as it was proposed; `confirmed` is what a person made of it: the two are data to learn from.
    `carried_from` is the one of an older version whose decision counts here too.
    """

    class Kind(models.TextChoices):
        """What it would become."""

        TARGET = "target", "Chỉ tiêu"
        DUTY = "duty", "Nhiệm vụ"

    class State(models.TextChoices):
        """How far it is settled."""

        OPEN = "open", "chờ xác nhận"
        ADOPTED = "adopted", "đã xác nhận"
        DISMISSED = "dismissed", "đã loại bỏ"
        REDRAWN = "redrawn", "đã tách, gộp hoặc chỉnh đoạn"

    document = models.ForeignKey(Document, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    anchor = models.CharField(max_length=128, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    payload = models.JSONField(default=dict)
    confidence = models.PositiveSmallIntegerField(help_text="phần nghìn")
    sureness = models.PositiveSmallIntegerField(default=100, help_text="phần trăm chắc của chữ đọc từ ảnh")
    reason = models.CharField(max_length=255, blank=True)
    cue = models.CharField(max_length=255, blank=True)
    by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_ref = models.CharField(max_length=64, blank=True)
    settled_reason = models.TextField(blank=True)
    confirmed = models.JSONField(null=True, blank=True)
    closed_by = models.ForeignKey(Decision, models.SET_NULL, related_name="closed", null=True, blank=True)
    carried_from = models.ForeignKey("self", models.SET_NULL, related_name="carried_to", null=True, blank=True)
    drawn_by = models.ForeignKey(Decision, models.SET_NULL, related_name="drawn", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="documents_suggestion_span"),
            models.CheckConstraint(condition=Q(confidence__lte=1000), name="documents_confidence_per_mille"),
            models.CheckConstraint(
                condition=~Q(state="adopted") | ~Q(settled_ref=""), name="documents_adopted_has_reference"
            ),
        )
        indexes = (models.Index(fields=("document", "state"), name="documents_suggestion_state"),)
        ordering = ("document_id", "start", "id")
