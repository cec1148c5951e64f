"""Forms of reviews: what is asked of whom, what became of each task and target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from pcmt.committee import queries as committee
from pcmt.plans.queries import PlanView
from pcmt.web.committee.forms import PARTIES_HELP, IssuedForm, agencies_named
from pcmt.web.forms import VnDateField
from vanban.text import lower_first


class AskReviewForm(forms.Form):
    """Which plan is reviewed, over which days, by whom, until when."""

    plan_id = forms.TypedChoiceField(label="Kế hoạch", coerce=int)
    kind = forms.ChoiceField(label="Hình thức", choices=tuple(committee.REVIEW_KINDS.items()))
    title = forms.CharField(
        label="Tên",
        max_length=300,
        help_text="Thành trích yếu của báo cáo, ví dụ: Tổng kết thực hiện Kế hoạch năm 2026.",
    )
    covers_from = VnDateField(label="Từ ngày")
    covers_to = VnDateField(label="Đến ngày")
    due_on = VnDateField(label="Hạn cơ quan gửi báo cáo")
    agencies = forms.CharField(
        label="Cơ quan, địa phương phải báo cáo",
        widget=forms.Textarea(attrs={"rows": 4}),
        initial="các sở, ban, ngành tỉnh; UBND các xã, phường",
        help_text=PARTIES_HELP,
    )
    note = forms.CharField(label="Yêu cầu thêm", required=False, max_length=500)

    def __init__(self, *args: Any, choices: Sequence[PlanView], on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.on = on
        self.fields["plan_id"].choices = [(one.id, one.title) for one in choices]  # type: ignore[attr-defined]

    def clean_agencies(self) -> tuple[int, ...]:
        """This will give the agencies, groups taken apart; a name that none bears is told."""
        return agencies_named(self.cleaned_data["agencies"], self.on)

    def clean(self) -> dict[str, Any]:
        """This will tell days that are wrong together with the rest, not once the rest was put right."""
        typed = super().clean() or self.cleaned_data
        covers_from, covers_to, due_on = (typed.get(name) for name in ("covers_from", "covers_to", "due_on"))
        if covers_from and covers_to and due_on:
            for name, words in committee.days_wrong((covers_from, covers_to), due_on, self.on).items():
                self.add_error(name, words)
        return typed

    def said(self) -> committee.ReviewInput:
        """This will give what was typed; the form must be valid."""
        typed = self.cleaned_data
        return committee.ReviewInput(
            title=typed["title"],
            kind=typed["kind"],
            covers=(typed["covers_from"], typed["covers_to"]),
            due_on=typed["due_on"],
            note=typed["note"],
        )


class CloseForm(IssuedForm):
    """The report of a review as it was issued."""

    number = forms.CharField(
        label="Báo cáo đã ban hành",
        max_length=200,
        help_text="Số, ký hiệu của báo cáo đã đăng ký, ví dụ: 21/BC-BCĐ. Gắn xong thì kết thúc đợt này.",
    )


@dataclass(frozen=True)
class Line:
    """A task or a target to be reviewed, with what is proposed. asked: its level, or who leads and by when.

    proposed: the outcome that the figure proposes, whatever was said before.
    """

    of_id: int
    title: str
    asked: str
    outcome: str
    result: str
    cause: str = ""
    lesson: str = ""
    onward: str = "end"
    figure: str = ""
    proposed: str = ""


LINE_FIELDS = ("outcome", "result", "cause", "lesson", "onward")


class LinesForm(forms.Form):
    """What became of each line; fields are named "outcome-ID" and so on."""

    def __init__(self, *args: Any, lines: Sequence[Line], outcomes: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.lines = lines
        for number, one in enumerate(lines, 1):
            self.fields[f"outcome-{one.of_id}"] = forms.ChoiceField(
                label="Đánh giá",
                choices=(("", "– chọn –"), *_offered(outcomes, one.proposed)),
                initial=one.outcome,
                error_messages={"required": "Chọn kết quả."},
            )
            for name, label, initial in (
                ("result", "Kết quả", one.result),
                ("cause", "Nguyên nhân (khi chưa đạt, chưa hoàn thành)", one.cause),
                ("lesson", "Bài học", one.lesson),
            ):
                self.fields[f"{name}-{one.of_id}"] = forms.CharField(
                    label=label,
                    required=name == "result",
                    error_messages={"required": "Ghi kết quả đạt được."},
                    max_length=4000,
                    initial=initial,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )
            self.fields[f"onward-{one.of_id}"] = forms.ChoiceField(
                label="Sau đợt này", choices=tuple(committee.ONWARD.items()), initial=one.onward
            )
            for name in LINE_FIELDS:
                field = self.fields[f"{name}-{one.of_id}"]
                field.told_as = f"Mục {number}, {lower_first(str(field.label))}"  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[tuple[Line, dict[str, BoundField]]]:
        """The lines with their fields by name."""
        return [(one, {name: self[f"{name}-{one.of_id}"] for name in LINE_FIELDS}) for one in self.lines]

    def said(self) -> tuple[committee.LineInput, ...]:
        """This will give what was typed; the form must be valid."""
        typed = self.cleaned_data
        return tuple(
            committee.LineInput(
                of_id=one.of_id,
                outcome=typed[f"outcome-{one.of_id}"],
                result=typed[f"result-{one.of_id}"],
                cause=typed[f"cause-{one.of_id}"],
                lesson=typed[f"lesson-{one.of_id}"],
                onward=typed[f"onward-{one.of_id}"],
                figure=_kept(one, typed[f"result-{one.of_id}"]),
            )
            for one in self.lines
        )


def _offered(outcomes: Mapping[str, str], proposed: str) -> list[tuple[str, str]]:
    """The outcomes to choose from, that which the figure proposes marked as such."""
    marks = {proposed: " (đề xuất theo số liệu)"}
    return [(code, label + marks.get(code, "")) for code, label in outcomes.items()]


def _kept(line: Line, said: str) -> str:
    """The reference of the figure, while the words that were typed still tell that figure."""
    figure, _, _ = line.result.partition(" (")
    return line.figure if figure in said else ""


class JudgedForm(LinesForm):
    """What became of each target; a target without a rating is left for later, unless something is written of it."""

    def __init__(self, *args: Any, lines: Sequence[Line], outcomes: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, lines=lines, outcomes=outcomes, **more)
        for one in lines:
            self.fields[f"outcome-{one.of_id}"].required = self.fields[f"result-{one.of_id}"].required = False
            self.fields[f"cause-{one.of_id}"].label = "Nguyên nhân (khi chưa đạt), lý do (khi đánh giá khác số liệu)"

    def clean(self) -> dict[str, Any]:
        """This will ask for the rating of what was written about: words that are sent are never let go."""
        typed = super().clean() or self.cleaned_data
        for one in self.lines:
            if not typed.get(f"outcome-{one.of_id}") and self._is_told(one):
                self.add_error(f"outcome-{one.of_id}", "Chọn đánh giá, hoặc xóa lời đã ghi ở chỉ tiêu này.")
        return typed

    def said(self) -> tuple[committee.LineInput, ...]:
        """This will give the lines that have a rating; the form must be valid."""
        return tuple(one for one in super().said() if one.outcome)

    def _is_told(self, line: Line) -> bool:
        """Whether something stands in a line that the page did not propose itself."""
        typed = self.cleaned_data
        result = typed.get(f"result-{line.of_id}", "")
        words = [typed.get(f"{name}-{line.of_id}", "") for name in ("cause", "lesson")]
        return any(words) or bool(result and " ".join(result.split()) != " ".join(line.result.split()))


class AnswerForm(LinesForm):
    """An agency's answer: its tasks, and what it says by section. unfinished: a draft, that may lack anything."""

    def __init__(self, *args: Any, words: Mapping[str, str], unfinished: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label in committee.SECTIONS.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=4000,
                initial=words.get(name, ""),
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text="Mỗi ý một dòng. Không ghi tên người được quản lý, không ghi nội dung mật.",
            )
        for field in self.fields.values() if unfinished else ():
            field.required = False

    @property
    def sections(self) -> list[BoundField]:
        """The fields of what is said in general."""
        return [self[name] for name in committee.SECTIONS]

    def answer(self) -> committee.AnswerInput:
        """This will give what was typed; the form must be valid."""
        return committee.AnswerInput(self.said(), tuple((name, self.cleaned_data[name]) for name in committee.SECTIONS))
