"""Load an old book: its figures become history, each with the cell that it came from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.files import queries as files
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.book_trying import Maps, TriedBook, opened, read_definition, try_book
from pcmt.reporting.models import OldBookLoad
from pcmt.reporting.old_figures import close_from_book

LONGEST_BASIS = 300


class CannotLoad(Refusal):
    """This will say why a book is not taken over."""

    code = "cannot_load"


@transaction.atomic
def load_book(
    *,
    file_id: int,
    definition: Mapping[str, Any],
    sheets: Sequence[int],
    basis: str,
    without_misfits: bool = False,
    actor: Actor,
    at: datetime,
) -> int:
    """This will close the figures of a book on the maps of their periods' last days, and return the load.

    file_id: what `open_book` kept. sheets: places of those to load. basis: what the book is. without_misfits: load what
    fits though something does not. Figures that stand already keep their facts; those of an earlier file are replaced,
    those of reports never.
    """
    actor.may("reporting.load_book").require()

    basis = " ".join(basis.split())
    kept = files.kept_for(file_id, "reporting.open_book")
    tried = _tried(files.content(file_id), kept.name, definition, sheets, at)
    _check(tried, basis, without_misfits)

    load = OldBookLoad.objects.create(
        file_id=kept.id,
        definition=tried.definition.plain,
        sheets=[tried.grids[index].name for index in tried.sheets],
        basis=basis,
        left_out=tried.left_out,
        loaded_by_id=actor.person_id,
        loaded_at=at,
    )
    written = close_from_book(load, tried.compared, actor=actor, at=at)

    periods = sorted({figure.period.id for figure in tried.fit.figures})
    record(
        action="reporting.load_book",
        subject=f"old_book:{load.pk}",
        actor=actor,
        at=at,
        after={"figures": written, "periods": periods, "digest": kept.digest, "left_out": load.left_out},
        reason=basis,
    )
    return load.pk


def _tried(data: bytes, name: str, definition: Mapping[str, Any], sheets: Sequence[int], at: datetime) -> TriedBook:
    grids = opened(data, name)
    chosen = sorted({index for index in sheets if 0 <= index < len(grids)})
    if not chosen:
        raise CannotLoad("Chưa chọn trang nào để nạp.", remedy="Đánh dấu ít nhất một trang của tệp.")
    meant = read_definition(definition)
    return try_book(grids, meant, chosen, shown=chosen[0], maps=Maps(meant.units), today=localdate(at))


def _check(tried: TriedBook, basis: str, without_misfits: bool) -> None:
    if not basis or len(basis) > LONGEST_BASIS:
        raise CannotLoad(
            "Chưa ghi nguồn của sổ." if not basis else f"Nguồn dài quá {LONGEST_BASIS} ký tự.",
            remedy="Ghi sổ nào, của ai, năm nào; số, ngày của báo cáo nếu có.",
            fields={"basis": f"Ghi nguồn, tối đa {LONGEST_BASIS} ký tự."},
        )
    if tried.misfits and not without_misfits:
        first = tried.misfits[0]
        raise CannotLoad(
            f"Còn {len(tried.misfits)} chỗ chưa khớp, chưa ghi gì (chỗ đầu: {first.sheet} {first.address}).",
            remedy="Sửa cách đọc hoặc tệp; hoặc đánh dấu nạp phần khớp, bỏ phần còn lại.",
        )
    if not (tried.compared.new or tried.compared.changed):
        said = "Mọi số liệu trong sổ đã có trong hệ thống." if tried.compared.same else "Không có số liệu nào để nạp."
        raise CannotLoad(said, remedy="Kiểm tra trang đã chọn và cách đọc.")
