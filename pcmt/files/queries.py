"""What may be asked of uploads. Whoever owns the reference to a file decides who may read it, before asking here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from pcmt.files import shelf
from pcmt.files.models import StoredFile
from pcmt.files.rules import media, name, scan
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from workbook.reading import Reading, read
from workbook.refusals import WorkbookRefused
from workbook.spec import Fault, Row, SheetSpec

LARGEST = 50 * 1024 * 1024
"""Bytes of one upload; what is larger is not kept."""

SAVE_AGAIN = "Mở tệp bằng phần mềm gốc, lưu lại đúng định dạng rồi tải lên."


@dataclass(frozen=True)
class FileView:
    """An upload: `digest` is the SHA-256 of its content in hexadecimal, `size` its length in bytes."""

    id: int
    digest: str
    name: str
    media_type: str
    size: int
    kept_at: datetime | None = None
    purpose: str = ""

    @property
    def type_label(self) -> str:
        """The type for a reader: "văn bản Word (DOCX)"."""
        return media.label(self.media_type)


def file_view(file_id: int) -> FileView:
    """This will give what is known of an upload; raises NotFound."""
    return _view(_row(file_id))


def content(file_id: int) -> bytes:
    """This will give an upload's content, checked against its digest; raises NotFound, or Refusal where it changed."""
    return shelf.get(_row(file_id).digest)


def kept_for(file_id: int, purpose: str) -> FileView:
    """This will give an upload that one action brought; raises NotFound for those of others."""
    view = file_view(file_id)
    if view.purpose != purpose:
        raise NotFound("Không tìm thấy tệp.")
    return view


def sheet(data: bytes, spec: SheetSpec) -> Reading:
    """This will read content as a filled-in sheet; raises Refusal where it cannot be read as one."""
    try:
        return read(data, spec)
    except WorkbookRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy) from refused


class CannotImport(Refusal):
    """This will say that a sheet is not entered, as not every row of it can be."""

    code = "cannot_import"


def rows_to_enter(file_id: int, purpose: str, spec: SheetSpec) -> tuple[Row, ...]:
    """This will give the rows of a sheet that was tried before, to be entered now, all or none.

    purpose: the action that tried it. Raises NotFound for uploads of others, CannotImport for a sheet without rows or
    with faults.
    """
    kept = kept_for(file_id, purpose)
    reading = sheet(content(file_id), spec)
    if not reading.rows:
        raise CannotImport("Bảng chưa có dòng nào.", remedy="Điền bảng rồi tải lên lại.")
    if reading.faults:
        raise CannotImport("Bảng còn lỗi.", remedy="Tải tệp đã ghi lỗi về, sửa rồi nộp lại.", where=kept.name)
    return reading.rows


def must_be_whole(file_id: int, faults: Sequence[Fault]) -> None:
    """This will refuse a sheet of which a row was not entered, by the first; raises CannotImport."""
    if faults:
        first = faults[0]
        where = file_view(file_id).name
        raise CannotImport(f"Dòng {first.row}: {first.text}", remedy="Nộp lại bảng để xem mọi lỗi.", where=where)


def in_cell(key: str, text: str) -> Refusal:
    """This will make a refusal that names the cell of a row; see `fault_of`."""
    return Refusal(text, fields={key: text})


def fault_of(row: Row, refusal: Refusal) -> Fault:
    """This will tell a refusal at the cell of the row that it names, with what it says of that; else for the row."""
    named = [field for field in refusal.fields if field in row.values]
    told = [refusal.fields[field] for field in named] or [refusal.remedy]
    return Fault(row.number, " ".join(filter(None, (refusal.message, *told))), next(iter(named), ""))


@contextmanager
def told_in(row: Row, faults: list[Fault]) -> Iterator[None]:
    """This will turn a refusal of what stands inside into a fault of the row and go on after it.

    Who may not do it at all is still refused: that is no fault of a row.
    """
    try:
        yield
    except NotAllowed:
        raise
    except Refusal as refusal:
        faults.append(fault_of(row, refusal))


def safe_name(given: str) -> str:
    """This will give the name under which an upload is shown and sent back."""
    return name.safe_name(given)


def held(token: str) -> bytes:
    """This will give what `files.hold` put aside; raises NotFound where it is gone."""
    return shelf.held(token)


def has_words(data: bytes) -> bool:
    """This will tell whether content holds its words as text, so that reading it takes no recognition of pictures.

    Office files of the old formats are counted as slow too: they must be converted first.
    """
    kind = media.media_type(data)
    return kind not in scan.PICTURES | {media.TIFF, media.OLE} and not (kind == media.PDF and scan.is_bare(data))


def flaw_of_name(data: bytes, given: str) -> str:
    """This will say that a file's name claims another type than its content shows; "" where the two agree."""
    claimed, shown = media.claimed_type(given), media.media_type(data)
    if claimed is None or claimed == shown or {claimed, shown} == {media.HTML, media.TEXT}:
        return ""
    return f"Tên tệp cho biết là {media.label(claimed)}, nhưng nội dung là {media.label(shown)}."


def flaw_of_scan(data: bytes) -> str:
    """This will say why content is no copy of a signed paper, and what to do; "" where it may stand as one."""
    return scan.flaw(data)


def _row(file_id: int) -> StoredFile:
    row = StoredFile.objects.filter(pk=file_id).first()
    if row is None:
        raise NotFound("Không tìm thấy tệp.")
    return row


def _view(row: StoredFile) -> FileView:
    return FileView(row.pk, row.digest, row.name, row.media_type, row.size, row.kept_at, row.purpose)
