"""Forms of inspections: the order, what was seen at a unit, what must be put right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField

from pcmt.committee import queries as committee
from pcmt.documents.queries import DocumentRow
from pcmt.kernel.actor import Actor
from pcmt.plans.queries import PlanView
from pcmt.rulebook.queries import Checklist, ChecklistItem
from pcmt.web.committee.forms import PARTIES_HELP, IssuedForm, agencies_named, document_named
from pcmt.web.forms import VnDateField

SECRETS = "Không ghi tên người được quản lý, không ghi nội dung mật."


class InspectionForm(forms.Form):
    """An order to inspect: what, by which decision and plan, who goes, where, when, by which checklist."""

    title = forms.CharField(
        label="Nội dung", max_length=300, help_text="Ví dụ: Việc thực hiện Kế hoạch phòng, chống ma túy năm 2026."
    )
    kind = forms.ChoiceField(label="Loại", choices=tuple(committee.INSPECTION_KINDS.items()))
    plan_id = forms.TypedChoiceField(label="Theo kế hoạch", coerce=int, required=False, empty_value=None)
    decision = forms.CharField(
        label="Quyết định kiểm tra",
        max_length=200,
        required=False,
        help_text="Số, ký hiệu quyết định đã đăng ký; ghi sau được bằng nút Sửa.",
    )
    starts_on = VnDateField(label="Từ ngày")
    ends_on = VnDateField(label="Đến ngày")
    team = forms.CharField(
        label="Đoàn kiểm tra",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi người một dòng, trưởng đoàn trước: Họ tên, chức danh.",
    )
    agencies = forms.CharField(
        label="Đơn vị được kiểm tra", widget=forms.Textarea(attrs={"rows": 3}), help_text=PARTIES_HELP
    )
    checklist = forms.ChoiceField(label="Danh mục kiểm tra")
    note = forms.CharField(
        label="Yêu cầu chuẩn bị",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Đơn vị thấy lời này khi được báo lịch kiểm tra.",
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        on: date,
        choices: Sequence[PlanView],
        checklists: Iterable[Checklist],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.actor, self.on = actor, on
        offered = [("", "– không gắn kế hoạch –"), *((one.id, one.title) for one in choices)]
        self.fields["plan_id"].choices = offered  # type: ignore[attr-defined]
        self.fields["checklist"].choices = [(one.id, one.label) for one in checklists]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(view: committee.InspectionView) -> dict[str, object]:
        """This will give what an inspection says now, as it would be typed."""
        return {
            "title": view.row.title,
            "kind": view.row.kind,
            "plan_id": view.plan_id,
            "decision": view.decision.number or view.decision.label if view.decision else "",
            "starts_on": view.row.starts_on,
            "ends_on": view.row.ends_on,
            "team": "\n".join(", ".join(part for part in member if part) for member in view.team),
            "agencies": "; ".join(one.agency_name for one in view.visits),
            "checklist": view.checklist.id,
            "note": view.note,
        }

    def clean_decision(self) -> DocumentRow | None:
        """This will give the registered decision, None where none is named."""
        typed = self.cleaned_data["decision"].strip()
        return document_named(self.actor, typed) if typed else None

    def clean_team(self) -> tuple[tuple[str, str], ...]:
        """This will give the team, each as name and title."""
        lines = [line.partition(",") for line in self.cleaned_data["team"].splitlines() if line.strip()]
        return tuple((name.strip(), title.strip()) for name, _, title in lines)

    def clean_agencies(self) -> tuple[int, ...]:
        """This will give the units, groups taken apart; a name that none bears is told."""
        return agencies_named(self.cleaned_data["agencies"], self.on)

    def said(self) -> committee.InspectionInput:
        """This will give what was typed; the form must be valid."""
        typed = self.cleaned_data
        return committee.InspectionInput(
            title=typed["title"],
            kind=typed["kind"],
            checklist=typed["checklist"],
            days=(typed["starts_on"], typed["ends_on"]),
            team=typed["team"],
            decision_id=typed["decision"].id if typed["decision"] else None,
            plan_id=typed["plan_id"],
            note=typed["note"],
        )


class VisitForm(forms.Form):
    """What was seen at a unit: the day, who stood for it, each item of the checklist."""

    visited_on = VnDateField(label="Ngày kiểm tra")
    met = forms.CharField(label="Đại diện đơn vị", max_length=200, help_text="Họ tên, chức danh; ký biên bản.")
    words = forms.CharField(
        label="Nhận xét chung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=SECRETS,
    )

    def __init__(
        self, *args: Any, items: Sequence[ChecklistItem], marks: Mapping[str, tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.items = items
        for one in items:
            answer, note = marks.get(one.code, ("", ""))
            self.fields[f"answer-{one.code}"] = forms.ChoiceField(
                label=one.words,
                choices=(("", "– chọn –"), *committee.MARKS.items()),
                initial=answer,
                error_messages={"required": "Chọn mức đạt."},
            )
            self.fields[f"note-{one.code}"] = forms.CharField(
                label=f"Ghi chú: {one.words}", required=False, max_length=4000, initial=note
            )

    @property
    def groups(self) -> list[tuple[str, list[tuple[ChecklistItem, BoundField, BoundField]]]]:
        """The items with their two fields, by group."""
        return [
            (group, [(one, self[f"answer-{one.code}"], self[f"note-{one.code}"]) for one in found])
            for group, found in groupby(self.items, key=lambda one: one.group)
        ]

    def said(self) -> committee.VisitInput:
        """This will give what was typed; the form must be valid."""
        typed = self.cleaned_data
        return committee.VisitInput(
            visited_on=typed["visited_on"],
            met=typed["met"],
            marks=tuple(
                committee.MarkInput(one.code, typed[f"answer-{one.code}"], typed[f"note-{one.code}"])
                for one in self.items
            ),
            words=typed["words"],
        )


class FindingForm(forms.Form):
    """What must be put right, how, by when."""

    words = forms.CharField(
        label="Tồn tại, hạn chế", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), help_text=SECRETS
    )
    remedy = forms.CharField(label="Yêu cầu khắc phục", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = VnDateField(label="Hạn khắc phục")

    def said(self) -> committee.FindingInput:
        """This will give what was typed; the form must be valid."""
        return committee.FindingInput(**self.cleaned_data)


class RemedyForm(forms.Form):
    """What the unit did."""

    words = forms.CharField(
        label="Kết quả khắc phục", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), help_text=SECRETS
    )


class ChoosePlanForm(forms.Form):
    """Into which plan a task goes."""

    plan_id = forms.TypedChoiceField(label="Đưa vào kế hoạch", coerce=int)

    def __init__(self, *args: Any, choices: Sequence[PlanView], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["plan_id"].choices = [(one.id, one.title) for one in choices]  # type: ignore[attr-defined]


class ConcludeForm(IssuedForm):
    """The conclusion of an inspection as it was issued."""

    number = forms.CharField(
        label="Kết luận đã ban hành",
        max_length=200,
        help_text="Số, ký hiệu của kết luận đã đăng ký, ví dụ: 22/TB-BCĐ. Tồn tại vẫn theo dõi đến khi khắc phục xong.",
    )
