"""A filled-in blank that came back: whether it is ours, and which reports it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import seals
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.rounds import hold
from pcmt.rulebook.queries import Form, book
from vanban.text import lower_first
from workbook.blanks.reading import read_filled
from workbook.blanks.spec import CellFault, Filled
from workbook.refusals import WorkbookRefused

NEW_ONE = "Tải mẫu mới tại trang của báo cáo, chép số liệu sang rồi nộp lại."


class WrongWorkbook(Refusal):
    """This will say why a file as a whole cannot be taken as a filled-in blank of this report."""

    code = "wrong_workbook"


@dataclass
class Handed:
    """A file that was read, with the reports that it is for and what was wrong in it so far."""

    filled: Filled
    targets: Mapping[int, Submission]
    names: Mapping[int, str]
    faults: list[CellFault] = field(default_factory=list)

    def form_of(self, submission: Submission) -> Form:
        """The form of one of its reports."""
        return book().form_by_id(submission.duty.form_id)


def read_handed(data: bytes, submission_id: int | None, actor: Actor) -> Handed:
    """This will read a file and find its reports. submission_id: the one it was handed in for, where there is one.

    Raises NotFound where the actor may not see that one; WrongWorkbook for what is no blank of ours, for another form,
    period or unit, or an old version of the form.
    """
    try:
        filled = read_filled(data, seals.is_genuine)
    except WorkbookRefused as refused:
        raise WrongWorkbook(refused.message, remedy=refused.remedy) from refused
    stamp = filled.stamp
    ids = [int(one) for one in stamp["units"].split(",")]
    if submission_id is not None:
        _check_fits(stamp, ids, hold(submission_id, actor).submission)
    targets = {row.pk: row for row in Submission.ever.select_related("duty").filter(pk__in=ids)}
    if lost := set(ids) - targets.keys():
        raise WrongWorkbook(f"Báo cáo số {min(lost)} ghi trong mẫu không còn trong hệ thống.", remedy=NEW_ONE)
    old = [row for row in targets.values() if row.duty.form_id != stamp["form"]]
    if old:
        raise _old(stamp["form"], old[0].duty.form_id)
    seen = areas.last_seen([row.duty.area_id for row in targets.values()], next(iter(targets.values())).duty.last_day)
    names = {row.pk: seen[row.duty.area_id].full_name for row in targets.values()}
    return Handed(filled, targets, names, list(filled.faults))


def _check_fits(stamp: Mapping[str, str], ids: Sequence[int], wanted: Submission) -> None:
    duty: Duty = wanted.duty
    if stamp["form"].partition("@")[0] != duty.form_code:
        raise WrongWorkbook(f"Tệp là mẫu của “{stamp['form_label']}”, không phải của biểu này.", remedy=NEW_ONE)
    if stamp["period"] != duty.period:
        period = lower_first(stamp["period_label"])
        raise WrongWorkbook(f"Tệp là mẫu của {period}, không phải của kỳ này.", remedy=NEW_ONE)
    if stamp["form"] != duty.form_id:
        raise WrongWorkbook(
            f"Mẫu theo bản cũ của biểu ({stamp['form']}); kỳ này dùng bản {duty.form_id}.", remedy=NEW_ONE
        )
    if ids == [wanted.pk]:
        return
    if Submission.ever.filter(pk__in=ids, duty=duty).exists():
        raise WrongWorkbook("Mẫu lấy khi báo cáo ở lần trước; từ đó báo cáo đã được mở lại.", remedy=NEW_ONE)
    unit = lower_first(stamp["unit_label"])
    raise WrongWorkbook(f"Tệp là mẫu của {unit}, không phải của đơn vị này.", remedy=NEW_ONE)


def _old(blank: str, owed: str) -> WrongWorkbook:
    return WrongWorkbook(f"Mẫu theo bản cũ của biểu ({blank}); kỳ này dùng bản {owed}.", remedy=NEW_ONE)
