"""Tables of the journal. Triggers (migrations 0002, 0005) refuse UPDATE and DELETE of all but the keys and the head."""

from django.db import models


class Entry(models.Model):
    """One thing done. `before` and `after` hold references and scaled figures, never a person's data.

    `on_behalf_of` is the person for whom `person_id` acted, under the authority `delegation_id`. `stamp` is the
    system's own mark on what it wrote, made with `nonce`; only entries older than the marks have none.
    """

    at = models.DateTimeField()
    action = models.CharField(max_length=64)
    subject = models.CharField(max_length=96)
    person_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    on_behalf_of = models.BigIntegerField(null=True)
    delegation_id = models.BigIntegerField(null=True)
    system = models.CharField(max_length=96, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    payload_digest = models.CharField(max_length=64, blank=True)
    nonce = models.CharField(max_length=32, null=True, db_index=True)  # null: written before there were stamps
    stamp = models.CharField(max_length=64, null=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject", "id"], name="journal_by_subject"),
            models.Index(fields=["action", "id"], name="journal_by_action"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=False) | ~models.Q(system=""), name="journal_somebody_acted"
            ),
        )


class Payload(models.Model):
    """The personal part of an entry, as ciphertext."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    ciphertext = models.BinaryField()


class PayloadKey(models.Model):
    """The key of one payload; the only rows of the journal that can be deleted, by `journal.shred`."""

    payload = models.OneToOneField(Payload, on_delete=models.PROTECT, primary_key=True, related_name="key")
    key = models.BinaryField()


class Seal(models.Model):
    """One link of the chain, made by `journal.seal` after the entry is committed."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="seal")
    position = models.BigIntegerField(unique=True)
    entry_digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64, unique=True)


class Head(models.Model):
    """Where the chain ends, in one row under the system's stamp: an end cut off leaves a head that points past it."""

    position = models.BigIntegerField()
    link = models.CharField(max_length=64)
    stamp = models.CharField(max_length=64)


class Anchor(models.Model):
    """The end of the chain when a day was over; kept here, printed and sent out."""

    day = models.DateField(unique=True)
    position = models.BigIntegerField()
    link = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    stamp = models.CharField(max_length=64)
