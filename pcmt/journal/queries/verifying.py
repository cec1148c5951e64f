"""Whether the journal is whole: every entry as it was written, none missing, none put in."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count

from pcmt.journal.models import Anchor, Entry, Head, Payload, PayloadKey, Seal
from pcmt.journal.rules.anchor import AnchorText
from pcmt.journal.rules.chain import START, digest, link
from pcmt.journal.rules.payload import fingerprint
from pcmt.journal.sealed import head_fields, is_ours, public_fields, stamped_fields

CHUNK = 1000
MOST_FAULTS = 50
"""Faults told one by one; a journal with more is told to hold more."""
SHREDDING = ("journal.shred", "journal.shred_person")


@dataclass(frozen=True)
class Fault:
    """One thing wrong: `kind` (changed, missing, inserted, chain, payload, key, head, anchor), where, and in words."""

    kind: str
    entry_id: int | None
    position: int | None
    told: str


@dataclass(frozen=True)
class Verification:
    """Whether the journal is whole: how many entries are sealed, how many wait, and what is wrong, in order.

    `first_broken_id` is the entry of the first fault, None where all holds (or where no entry is left to name).
    """

    ok: bool
    sealed: int
    unsealed: int
    first_broken_id: int | None
    anchors: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass
class _Walk:
    """What the walk over the chain has come to."""

    link: str = START
    position: int = 0
    sealed: int = 0
    stamped: bool = False
    faults: list[Fault] = field(default_factory=list)

    def tell(self, kind: str, entry_id: int | None, position: int | None, told: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(kind, entry_id, position, told))


def verify(claim: AnchorText | None = None) -> Verification:
    """This will walk the whole journal and tell what is wrong with it; `claim` is an anchor that was kept elsewhere.

    It finds entries changed, missing or put in, sealed or not; links changed or cut off; payloads exchanged; keys
    gone without a shredding on record; and, by anchors, a chain that was computed anew. Memory stays flat.
    """
    walk, claims = _Walk(), _claims(claim)
    shredded = _shredded()
    for seals in _chunks():
        _check_seals(walk, seals, shredded, claims)
    _check_waiting(walk, shredded)
    _check_end(walk)
    for missed in claims:
        walk.tell("anchor", None, missed.position, _of_anchor(missed))
    unsealed = Entry.objects.filter(seal__isnull=True).count()
    named = next((fault.entry_id for fault in walk.faults if fault.entry_id is not None), None)
    return Verification(not walk.faults, walk.sealed, unsealed, named, Anchor.objects.count(), tuple(walk.faults))


def _chunks() -> Iterator[list[Seal]]:
    # By position and not by join: a seal whose entry is gone must still be met.
    last = None
    while True:
        rows = Seal.objects.order_by("position")
        seals = list((rows if last is None else rows.filter(position__gt=last))[:CHUNK])
        if not seals:
            return
        yield seals
        last = seals[-1].position


def _check_seals(walk: _Walk, seals: list[Seal], shredded: "_Ranges", claims: list[AnchorText]) -> None:
    ids = [seal.entry_id for seal in seals]
    entries = Entry.objects.in_bulk(ids)
    payloads, keys = _payloads(ids)
    for seal in seals:
        walk.sealed += 1
        _check_link(walk, seal)
        entry = entries.get(seal.entry_id)
        if entry is None:
            walk.tell("missing", seal.entry_id, seal.position, f"Mục {seal.entry_id} đã bị xóa.")
        else:
            _check_entry(walk, entry, seal)
            _check_payload(walk, entry, payloads, keys, shredded)
        claims[:] = [claim for claim in claims if not _is_met(claim, seal)]


def _check_link(walk: _Walk, seal: Seal) -> None:
    if seal.position != walk.position + 1:
        told = f"Thiếu các mắt xích {walk.position + 1}–{seal.position - 1} của chuỗi niêm phong."
        walk.tell("missing", None, walk.position + 1, told)
    elif seal.link != link(walk.link, seal.entry_digest):
        walk.tell("chain", seal.entry_id, seal.position, f"Mắt xích {seal.position} không nối với mắt xích trước.")
    walk.position, walk.link = seal.position, seal.link


def _check_entry(walk: _Walk, entry: Entry, seal: Seal | None) -> None:
    position = seal.position if seal else None
    if seal is not None and digest(public_fields(entry)) != seal.entry_digest:
        walk.tell("changed", entry.pk, position, f"Mục {entry.pk} đã bị sửa sau khi niêm phong.")
    elif entry.stamp is None:
        if walk.stamped:
            walk.tell("inserted", entry.pk, position, f"Mục {entry.pk} không do hệ thống ghi: không có dấu.")
        return
    elif not is_ours(stamped_fields(entry), entry.stamp):
        told = f"Mục {entry.pk} đã bị sửa, hoặc không do hệ thống này ghi: dấu không đúng."
        walk.tell("changed", entry.pk, position, told)
    walk.stamped = walk.stamped or entry.stamp is not None


def _check_payload(
    walk: _Walk, entry: Entry, payloads: dict[int, str], keys: frozenset[int], shredded: "_Ranges"
) -> None:
    if payloads.get(entry.pk, "") != entry.payload_digest:
        walk.tell("payload", entry.pk, None, f"Phần cá nhân của mục {entry.pk} đã bị thay, xóa hoặc thêm.")
    elif entry.payload_digest and entry.pk not in keys and entry.pk not in shredded:
        walk.tell("key", entry.pk, None, f"Khóa của mục {entry.pk} đã mất mà không có lần hủy nào được ghi.")


def _check_waiting(walk: _Walk, shredded: "_Ranges") -> None:
    waiting = Entry.objects.filter(seal__isnull=True).order_by("id")
    last = None
    while rows := list((waiting if last is None else waiting.filter(id__gt=last))[:CHUNK]):
        payloads, keys = _payloads([row.pk for row in rows])
        for entry in rows:
            _check_entry(walk, entry, None)
            _check_payload(walk, entry, payloads, keys, shredded)
        last = rows[-1].pk
    # A copied row keeps a stamp that is right: only that no two entries share what it was made with gives it away.
    twice = Entry.objects.filter(nonce__isnull=False).values("nonce").annotate(times=Count("pk")).filter(times__gt=1)
    copies = Entry.objects.filter(nonce__in=[row["nonce"] for row in twice[:MOST_FAULTS]]).order_by("id")
    for entry_id in copies.values_list("pk", flat=True)[:MOST_FAULTS]:
        walk.tell("inserted", entry_id, None, f"Mục {entry_id} và một mục khác mang cùng một dấu: có mục là bản chép.")


def _check_end(walk: _Walk) -> None:
    head = Head.objects.order_by("pk").first()
    if head is None:
        if walk.sealed and walk.stamped:
            walk.tell("head", None, walk.position, "Không còn dấu cuối chuỗi niêm phong.")
    elif not is_ours(head_fields(head), head.stamp):
        walk.tell("head", None, head.position, "Dấu cuối chuỗi niêm phong đã bị sửa.")
    elif (head.position, head.link) != (walk.position, walk.link):
        told = f"Phần cuối chuỗi niêm phong đã bị cắt hoặc thêm: từng có {head.position} mục, nay {walk.position}."
        walk.tell("missing", None, walk.position, told)
    for anchor in Anchor.objects.order_by("day"):
        if not is_ours(head_fields(anchor), anchor.stamp):
            walk.tell("anchor", None, anchor.position, f"Điểm neo ngày {anchor.day:%d/%m/%Y} đã bị sửa.")


def _claims(claim: AnchorText | None) -> list[AnchorText]:
    kept = [AnchorText(one.link, one.position, one.day) for one in Anchor.objects.exclude(position=0)]
    return [*kept, *([claim] if claim else [])]


def _is_met(claim: AnchorText, seal: Seal) -> bool:
    return claim.link == seal.link and claim.position in (None, seal.position)


def _of_anchor(claim: AnchorText) -> str:
    day = f" ngày {claim.day:%d/%m/%Y}" if claim.day else ""
    return f"Chuỗi hiện có không đi qua điểm neo{day}: nhật ký trước đó đã bị làm lại hoặc bị cắt."


def _payloads(ids: list[int]) -> tuple[dict[int, str], frozenset[int]]:
    rows = Payload.objects.filter(pk__in=ids).values_list("pk", "ciphertext")
    keys = PayloadKey.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: fingerprint(bytes(ciphertext)) for pk, ciphertext in rows}, frozenset(keys)


class _Ranges:
    """The entries that shreddings on record name, as ranges: a person's whole time may be one row."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in sorted(ranges):
            if self._lasts and first <= self._lasts[-1] + 1:
                self._lasts[-1] = max(self._lasts[-1], last)
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    def __contains__(self, entry_id: int) -> bool:
        at = bisect_right(self._firsts, entry_id) - 1
        return at >= 0 and entry_id <= self._lasts[at]


def _shredded() -> _Ranges:
    ranges: list[tuple[int, int]] = []
    for row in Entry.objects.filter(action__in=SHREDDING).only("subject", "after"):
        kind, _, key = row.subject.partition(":")
        if kind == "entry" and key.isdecimal():
            ranges.append((int(key), int(key)))
        ranges += [(int(first), int(last)) for first, last in (row.after or {}).get("entries", [])]
    return _Ranges(ranges)
