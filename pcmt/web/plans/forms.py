"""Forms of plans: a target, a task, a step of a roadmap."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from pcmt.areas import queries as areas
from pcmt.kernel.period import Kind, Period
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book
from pcmt.web.asked import number_of
from pcmt.web.forms import VnDateField, VnDecimalField, VnIntegerField, YearField
from pcmt.web.plans.scope_field import scope_choices, scope_said

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"(?:quý|quí|q)\s*(iv|i{1,3}|[1-4])\s*(?:/|năm|\s)\s*(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*(?:/|năm)\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm\s*)?(\d{4})", re.IGNORECASE)


class PeriodField(forms.Field):
    """This will read 2030, 6/2026 or quý IV/2026 and give a Period."""

    widget = forms.TextInput
    default_error_messages: ClassVar = {"invalid": "Ghi năm (2030), tháng (6/2026) hoặc quý (quý IV/2026)."}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will keep the field short."""
        return {"class": "short", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """This will show a period as it is typed."""
        if not isinstance(value, Period):
            return value
        if value.kind is Kind.MONTH:
            return f"{value.index}/{value.year}"
        if value.kind is Kind.QUARTER:
            return f"quý {('I', 'II', 'III', 'IV')[value.index - 1]}/{value.year}"
        return str(value.year) if value.kind is Kind.YEAR else value.id

    def to_python(self, value: Any) -> Period | None:
        """This will give the period, or None for nothing."""
        if value in self.empty_values:
            return None
        text = str(value).strip()
        try:
            if found := _QUARTER.fullmatch(text):
                return Period(Kind.QUARTER, int(found[2]), QUARTERS[found[1].lower()])
            if found := _MONTH.fullmatch(text):
                return Period.parse(f"{int(found[2]):04}-{int(found[1]):02}")
            if found := _YEAR.fullmatch(text):
                return Period.parse(found[1])
            return Period.parse(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class TargetForm(forms.Form):
    """A target before it is confirmed; `wide` are the fields that take a whole line."""

    wide: ClassVar[tuple[str, ...]] = ("indicator", "subject", "scope", "compared")

    indicator = forms.ChoiceField(label="Chỉ số", required=False)
    subject = forms.CharField(label="Nội dung đo", widget=forms.Textarea(attrs={"rows": 2}))
    relation = forms.ChoiceField(label="So với mức", choices=tuple(plans.RELATIONS.items()))
    value = VnDecimalField(label="Mức phấn đấu", required=False, decimals=6, minimum=0)
    value_high = VnDecimalField(label="Mức cao (nếu là khoảng)", required=False, decimals=6, minimum=0)
    unit = forms.CharField(label="Đơn vị tính", required=False, max_length=64)
    by = PeriodField(label="Thời hạn", help_text="Ví dụ: năm 2030, tháng 6/2026 hoặc quý IV/2026.")
    scope = forms.TypedChoiceField(label="Phạm vi", coerce=scope_said)
    every = forms.ChoiceField(label="Lặp lại", required=False, choices=tuple(plans.RECURRENCES.items()))
    compared = forms.BooleanField(label="Đã đối chiếu con số với ảnh trang", required=False)

    def __init__(
        self, *args: Any, on: date, guesses: Sequence[plans.Guess] = (), scanned_page: int = 0, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not scanned_page:
            del self.fields["compared"]
        self.guesses = guesses
        likely = [one.code for one in guesses]
        labels = {one.code: f"{one.label} ({one.unit})" for one in book().indicators(on)}
        others = [(code, label) for code, label in labels.items() if code not in likely]
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            ("", "Chưa gắn chỉ số"),
            *([("Có thể là", [(code, labels[code]) for code in likely])] if likely else []),
            ("Chỉ số khác" if likely else "Chỉ số", others),
        ]
        province = areas.province(on)
        self.province_id = province.id if province else 0
        communes = areas.communes(province.id, on) if province else ()
        self.fields["scope"].choices = scope_choices(province, communes, on)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(proposal: plans.TargetProposal) -> dict[str, Any]:
        """This will give the form's first content."""
        return {
            "indicator": proposal.indicator,
            "subject": proposal.subject,
            "relation": proposal.relation,
            "value": proposal.value,
            "value_high": proposal.value_high,
            "unit": proposal.unit,
            "by": proposal.by,
            "scope": proposal.scope_area_id,
            "every": proposal.every,
        }

    def confirmed(self) -> plans.TargetInput:
        """This will give what the person confirmed; the form must be valid."""
        said = self.cleaned_data
        return plans.TargetInput(
            indicator=said["indicator"],
            relation=said["relation"],
            value=said["value"],
            value_high=said["value_high"],
            unit=said["unit"],
            subject=said["subject"],
            by=said["by"],
            scope_area_id=said["scope"].area_id or self.province_id,
            scope_zone_id=said["scope"].zone_id,
            scope_type=said["scope"].kind,
            every=said["every"],
            compared=said.get("compared", False),
        )


class TaskForm(forms.Form):
    """A task before it is confirmed. Agencies are typed by name, as documents write them.

    unnamed: the document names nobody to lead it, so that an agency is chosen beside the form (`lead_agency`).
    """

    wide: ClassVar[tuple[str, ...]] = ("title", "leads", "supports", "within", "product")

    title = forms.CharField(label="Nội dung nhiệm vụ", widget=forms.Textarea(attrs={"rows": 3}))
    leads = forms.CharField(
        label="Chủ trì",
        error_messages={"required": "Chọn ít nhất một cơ quan chủ trì."},
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi cơ quan cách nhau bằng dấu chấm phẩy; “UBND các xã, phường” là tất cả các xã, phường.",
    )
    supports = forms.CharField(label="Phối hợp", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = VnDateField(label="Thời hạn", required=False)
    within = forms.CharField(
        label="Thời hạn như văn bản ghi",
        required=False,
        max_length=255,
        help_text="Khi văn bản không nêu ngày: bao lâu, kể từ khi nào. Biết ngày bắt đầu thì ghi ngày vào ô Thời hạn.",
    )
    every = forms.ChoiceField(label="Lặp lại", required=False, choices=tuple(plans.RECURRENCES.items()))
    product = forms.CharField(label="Sản phẩm", required=False, max_length=plans.LONGEST_PRODUCT)
    weight = VnIntegerField(
        label="Trọng số",
        required=False,
        minimum=1,
        maximum=100,
        help_text="Việc nặng hơn tính nhiều hơn trong tiến độ kế hoạch; để trống là 1.",
    )

    def __init__(self, *args: Any, unnamed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leads"].required = not (unnamed or self._chosen_lead())

    @staticmethod
    def initial_of(proposal: plans.TaskProposal) -> dict[str, Any]:
        """This will give the form's first content."""
        return {
            "title": proposal.title,
            "leads": "; ".join(proposal.lead_names),
            "supports": "; ".join(proposal.support_names),
            "due_on": proposal.due_on,
            "within": proposal.within,
            "every": proposal.every,
            "product": proposal.product[: plans.LONGEST_PRODUCT],
        }

    def confirmed(self, on: date) -> plans.TaskInput:
        """This will give what the person confirmed, names matched to the register; the form must be valid.

        Agencies chosen beside the form for names that the register does not know (`called_name`, `called_agency`) are
        meant by these names.
        """
        said = self.cleaned_data
        called = self._called()
        leads = self.meant(plans.named(said["leads"]), on=on, called=called)
        chosen = self._chosen_lead()
        supports = self.meant(plans.named(said["supports"]), on=on, called=called)
        taken = {name for name, _ in (*leads.named, *supports.named)}
        return plans.TaskInput(
            title=said["title"],
            leads=tuple(dict.fromkeys((*chosen, *leads.ids))),
            supports=tuple(agency for agency in supports.ids if agency not in (*chosen, *leads.ids)),
            lead_words=leads.words,
            support_words=supports.words,
            due_on=said["due_on"],
            within=said["within"],
            every=said["every"],
            product=said["product"],
            called=tuple((name, agency) for name, agency in called.items() if name in taken),
            lead_names=() if chosen else tuple(name for name, _ in leads.named),
            support_names=tuple(name for name, _ in supports.named),
            groups=(*leads.groups, *supports.groups),
            weight=said["weight"] or 1,
        )

    def meant(self, names: Sequence[str], *, on: date, called: Mapping[str, int]) -> plans.Parties:
        """This will find whom names mean, some of them as the person said."""
        return plans.parties(names, on=on, called=called)

    def _chosen_lead(self) -> tuple[int, ...]:
        """The agency chosen beside the form for a duty whose document names nobody to lead it."""
        one = number_of(self.data.get("lead_agency", ""))
        return () if one is None else (one,)

    def _called(self) -> dict[str, int]:
        if not isinstance(self.data, QueryDict):
            return {}
        names, chosen = self.data.getlist("called_name"), self.data.getlist("called_agency")
        return {
            name.strip(): meant
            for name, one in zip(names, chosen, strict=False)
            if name.strip() and (meant := number_of(one)) is not None
        }


class PlanForm(forms.Form):
    """A document about to become a plan."""

    title = forms.CharField(
        label="Tên kế hoạch", max_length=plans.LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 3})
    )
    horizon_from = YearField(label="Từ năm")
    horizon_to = YearField(label="Đến hết năm")

    def horizon(self) -> tuple[date, date]:
        """This will give the first and last day; the form must be valid."""
        return date(self.cleaned_data["horizon_from"], 1, 1), date(self.cleaned_data["horizon_to"], 12, 31)


class MilestoneForm(forms.Form):
    """A step of a roadmap."""

    period = PeriodField(label="Đến hết", help_text="Năm 2026, quý IV/2026 hoặc tháng 6/2026.")
    value = VnDecimalField(label="Đạt mức", decimals=6, minimum=0)


class ReasonForm(forms.Form):
    """Why a target or task is withdrawn."""

    reason = forms.CharField(label="Lý do, căn cứ", widget=forms.Textarea(attrs={"rows": 3}))
