"""What the pages of reporting read from a request."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from pcmt.reporting.actions.enter_units import UnitEntry
from pcmt.web.forms import UploadField, VnDateField

CELL, COMMENT, WORDS, REASON, ANSWER, WAS = "cell:", "comment:", "words:", "why:", "answer:", "was:"
LONGEST_COUNT, NO_COUNT = 10, -1


@dataclass(frozen=True)
class Entry:
    """What a writer changed on the grid, and the revision that each field had on the page.

    Every field travels with the text that the page showed (`base:`), so that only what was changed is sent on:
    a cell that the writer left alone never overwrites what somebody else has typed meanwhile.
    """

    cells: Mapping[str, str]
    comments: Mapping[str, str]
    words: Mapping[str, str]
    explanations: Mapping[str, str]
    seen: Mapping[str, int]
    answers: Mapping[str, str] = field(default_factory=dict)


def read_entry(post: QueryDict) -> Entry:
    """This will gather the changed fields of a posted grid; of a conflict only those chosen to stand as mine."""
    changed = {
        key: str(post[key])
        for key in post
        if key.startswith((CELL, COMMENT, WORDS, REASON, ANSWER))
        and str(post[key]).replace("\r\n", "\n") != str(post.get(f"base:{key}", "")).replace("\r\n", "\n")
        and post.get(f"keep:{key}", "mine") == "mine"
    }
    seen = {key.removeprefix("seen:"): _count(str(post[key])) for key in post if key.startswith("seen:")}
    return Entry(
        cells=_part(changed, CELL),
        comments=_part(changed, COMMENT),
        words=_part(changed, WORDS),
        explanations=_part(changed, REASON),
        seen={_field(key): revision for key, revision in seen.items()},
        answers=_part(changed, ANSWER),
    )


def read_units(post: QueryDict) -> tuple[UnitEntry, ...]:
    """This will gather what was changed in a table of many units: fields `cell:SUBMISSION:ELEMENT`.

    Beside them each unit sends once, as `was:SUBMISSION`, the text and revision that each of its cells had on the page.
    """
    found: dict[int, tuple[dict[str, str], dict[str, int]]] = {}
    stood = {key.removeprefix(WAS): _stood(str(post[key])) for key in post if key.startswith(WAS)}
    for key in post:
        unit, _, element = key.removeprefix(CELL).partition(":")
        if not key.startswith(CELL) or _count(unit) == NO_COUNT:
            continue
        text, revision = stood.get(unit, {}).get(element, ("", 0))
        if str(post[key]).strip() != text:
            cells, seen = found.setdefault(int(unit), ({}, {}))
            cells[element], seen[element] = str(post[key]), revision
    return tuple(UnitEntry(unit, cells, seen) for unit, (cells, seen) in found.items())


def _stood(text: str) -> dict[str, tuple[str, int]]:
    """What a page says that it showed; a text that says nothing of the kind means that it showed nothing."""
    try:
        told = json.loads(text)
        return {str(element): (str(shown), int(revision)) for element, (shown, revision) in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def read_reasons(post: QueryDict) -> dict[str, str]:
    """This will give the reasons written beside warnings, by check."""
    return _part({key: str(post[key]) for key in post if key.startswith(REASON)}, REASON)


def read_version(post: QueryDict) -> int | None:
    """This will give the version that the page was made from."""
    text = str(post.get("version", ""))
    return _count(text) if text else None


def read_remarks(post: QueryDict) -> tuple[tuple[str, ...], dict[str, str]]:
    """This will give the cells pointed out when a report is returned, and the remark on each."""
    remarks = {key.removeprefix("remark:"): str(post[key]) for key in post if key.startswith("remark:") and post[key]}
    return tuple(str(code) for code in post.getlist("cells")), remarks


class ReasonForm(forms.Form):
    """Why something is done; `reads_it` says for whom and to what end it is written."""

    reads_it: ClassVar = "Ghi để người đọc biết phải kiểm tra, sửa gì."
    reason = forms.CharField(
        label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Chưa ghi lý do."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = self.reads_it


class CorrectForm(ReasonForm):
    """Why a closed report is opened again."""

    reads_it = "Ghi số liệu nào sai, căn cứ nào cho thấy sai, để đơn vị biết phải sửa gì."


class DropForm(ReasonForm):
    """Why a correction is dropped."""

    reads_it = "Ghi vì sao không còn gì phải đính chính, ví dụ: đã đối chiếu sổ gốc, số đã chốt là đúng."


class WithdrawForm(ReasonForm):
    """Why a request is taken back."""

    reads_it = "Ghi vì sao không cần báo cáo này nữa; lý do lưu cùng yêu cầu."


class ReturnForm(ReasonForm):
    """Why a report is returned, and by when it is wanted back."""

    reads_it = "Ghi để đơn vị biết phải kiểm tra, bổ sung gì."

    mend_by = VnDateField(
        label="Hạn bổ sung",
        required=False,
        help_text="Ngày đơn vị phải gửi lại; bắt buộc nếu kỳ báo cáo đã đóng.",
    )


class DeadlineForm(ReasonForm):
    """The new deadline of a request, and why."""

    reads_it = "Các đơn vị được yêu cầu đọc lý do này cùng hạn mới."
    due_on = VnDateField(label="Hạn gửi mới", help_text="Từ hôm nay trở đi.")
    field_order = ("due_on", "reason")


class ScanForm(forms.Form):
    """The scan of the signed paper."""

    file = UploadField(
        label="Bản đã ký, đóng dấu",
        help_text="Tệp PDF, hoặc ảnh PNG, JPEG; tối đa 50 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    code = forms.CharField(
        label="Mã số liệu trên bản in",
        max_length=60,
        help_text="Ở dòng cuối, ví dụ ABCD-EFGH-IJKL: để biết bản ký không phải bản in cũ.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AttachForm(forms.Form):
    """A file that a form asks for."""

    file = UploadField(label="Tệp", help_text="Tối đa 50 MB.", widget=forms.ClearableFileInput())


def _part(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): text for key, text in fields.items() if key.startswith(prefix)}


def _field(key: str) -> str:
    return key.removeprefix(CELL)


def _count(text: str) -> int:
    """What is no number, or none that a page of ours could hold, fits nothing that is stored."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_COUNT else NO_COUNT


def read_chosen(post: QueryDict) -> dict[int, int]:
    """This will give the reports ticked in a list, each with the version that the list showed."""
    pairs = (str(chosen).partition(":") for chosen in post.getlist("chon"))
    return {_count(number): _count(version) for number, _, version in pairs}


def read_marked(post: QueryDict) -> dict[int, list[str]]:
    """This will give the reports ticked in a list, each with the marks of the signs that the list showed of it."""
    pairs = (str(chosen).partition(":") for chosen in post.getlist("xem"))
    return {_count(number): marks.split(".") for number, _, marks in pairs if marks}
