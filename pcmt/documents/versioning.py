"""Another file of an act that is registered already, kept beside the ones before."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.head import HEAD, head
from pcmt.documents.indexing import forget
from pcmt.documents.models import Citation, Document, Suggestion
from pcmt.documents.rules.carrying import Finding, same_as
from pcmt.documents.rules.identity import number_key
from pcmt.documents.rules.kinds import citation_form
from pcmt.documents.storing import Paper, store
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal

ACTION = "documents.add_version"


class AnotherAct(Refusal):
    """This will say that a file bears another number than the act it was given for."""

    code = "another_act"


@transaction.atomic
def enter_version(paper: Paper, *, document_id: int, note: str, actor: Actor, at: datetime) -> Document:
    """This will keep a paper without a stamp as the newest version of an act, under the head that the act has.

    document_id: any version of it. What was settled on the version before is recognised where the new text says the
    same; citations of the act lead to the new version from now on. Refuses a paper with another number.
    """
    act = act_of(document_id)
    current = Document.objects.get(id=act.id) if act.is_current else act.versions.get(is_current=True)
    _refuse_other_number(paper, act)

    columns = head({name: getattr(act, name) for name in HEAD})
    columns |= {"book_year": None, "book_count": None}  # the act's own row stands in the book
    columns |= {"version_of_id": act.id, "version": current.version + 1, "version_note": note}
    current.is_current = False
    current.save(update_fields=["is_current"])
    forget(current)
    document, linked = store(paper, columns, actor=actor, at=at)
    Citation.objects.filter(cited_id=current.id).update(cited_id=document.id)
    carried = _carry(current, document)

    record(
        action=ACTION,
        subject=f"document:{document.id}",
        actor=actor,
        at=at,
        after={
            "version_of": f"document:{act.id}",
            "version": document.version,
            "text": document.text_digest,
            "file": document.file_id,
            "links": linked,
            "carried": carried,
        },
    )
    return document


def act_of(document_id: int) -> Document:
    """This will lock the first version of the act that a document is a version of; raises NotFound."""
    rows = Document.objects.select_for_update(of=("self",)).defer("text")
    found = rows.filter(id=document_id).first()
    if found and found.version_of_id:
        found = rows.filter(id=found.version_of_id).first()
    if found is None:
        raise NotFound("Không tìm thấy văn bản.")
    return found


def _refuse_other_number(paper: Paper, act: Document) -> None:
    number = paper.reading.metadata.number or ""
    if any(sheet.by_ocr for sheet in paper.reading.sheets):
        return  # a number read from a picture may be off by a digit; who hands the file in has seen it
    if not number or not act.number_key or number_key(number) == act.number_key:
        return
    raise AnotherAct(
        f"Tệp này mang số {number}, không phải {citation_form(act.kind, act.number, act.issued_on)}.",
        remedy="Nếu là văn bản khác, đăng ký riêng. Nếu số của văn bản đã ghi sai, sửa thông tin văn bản trước.",
        fields={"file": f"Tệp mang số {number}, khác số của văn bản này."},
    )


def _carry(before: Document, document: Document) -> int:
    """Settled on the version before, said again in the new one: settled alike. Returns how many."""
    settled = {row.id: row for row in before.suggestions.filter(state__in=("adopted", "dismissed"))}
    found = {row.id: row for row in document.suggestions.all()}
    pairs = same_as([_finding(row) for row in settled.values()], [_finding(row) for row in found.values()])
    for new, old in pairs.items():
        found[new].state, found[new].settled_ref = settled[old].state, settled[old].settled_ref
        found[new].settled_reason = f"Như bản {before.version}"
        found[new].confirmed = settled[old].confirmed
        found[new].carried_from = settled[old]
    carried = [found[new] for new in pairs]
    Suggestion.objects.bulk_update(carried, ["state", "settled_ref", "settled_reason", "confirmed", "carried_from"])
    return len(carried)


def _finding(row: Suggestion) -> Finding:
    return Finding(row.id, row.kind, row.anchor, row.quote, row.payload)
