"""Forms of the steps of a task: how far it is, done, accepted or returned, more time, put off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from pcmt.areas import queries as areas
from pcmt.plans import queries as plans
from pcmt.rulebook.queries import book
from pcmt.web.forms import UploadsField, VnDateField, VnDecimalField, VnIntegerField


class EvidenceForm(forms.Form):
    """What an agency says, and what lies beside it."""

    words = forms.CharField(
        label="Kết quả, vướng mắc",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Đã làm được gì, số văn bản hoặc sản phẩm, còn vướng gì. Không ghi tên người được quản lý.",
    )
    pieces = UploadsField(label="Tệp minh chứng", required=False)
    links = forms.CharField(
        label="Đường dẫn, số liệu minh chứng",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một đường dẫn https://, hoặc một mã tra nguồn của số liệu.",
    )

    def evidence(self) -> plans.Evidence:
        """This will give the evidence as it was handed in; the form must be valid."""
        files = [one for one in self.cleaned_data["pieces"] if one]
        return plans.Evidence(
            files=tuple(plans.FilePiece(one.name or "", one.read()) for one in files),
            links=plans.links_of(self.cleaned_data["links"]),
        )


class ProgressForm(EvidenceForm):
    """How far an agency is with its part."""

    percent = VnIntegerField(label="Tiến độ", minimum=0, maximum=100)


class FinishForm(EvidenceForm):
    """The result with which a part is reported as done."""


class AgenciesForm(forms.Form):
    """A step on the parts of some agencies: those that are chosen, all where there is nobody to choose."""

    agencies = forms.TypedMultipleChoiceField(
        label="Cơ quan", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, parties: Sequence[plans.PartyView], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = parties
        field = self.fields["agencies"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(party.agency_id, party.name) for party in parties if party.agency_id is not None]
        field.required = bool(field.choices)
        field.error_messages["required"] = "Chọn ít nhất một cơ quan."

    def chosen(self) -> list[int] | None:
        """This will give the agencies chosen, None where there is nobody to choose; the form must be valid."""
        return self.cleaned_data["agencies"] if self.parties else None


class VerdictForm(AgenciesForm):
    """What the issuer says to reports of parts done."""

    reason = forms.CharField(
        label="Nhận xét",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Trả lại thì ghi rõ phần nào chưa đạt, cần bổ sung gì.",
    )


class PaperForm(EvidenceForm, AgenciesForm):
    """A report on paper, noted by the issuer for some agencies."""


class ExtensionForm(forms.Form):
    """More time asked for."""

    wanted_on = VnDateField(label="Xin gia hạn đến")
    reason = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vướng mắc gì, đã làm đến đâu, vì sao ngày mới làm được.",
    )


class DecisionForm(forms.Form):
    """What the issuer decides on a request for more time."""

    granted_on = VnDateField(label="Đồng ý đến", required=False)
    answer = forms.CharField(
        label="Số văn bản hoặc ý kiến",
        required=False,
        max_length=500,
        help_text="Không đồng ý thì phải ghi rõ lý do.",
    )
    refuse = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """This will ask for the day where more time is granted."""
        said: dict[str, Any] = self.cleaned_data
        if not said.get("refuse") and said.get("granted_on") is None and "granted_on" not in self.errors:
            self.add_error("granted_on", "Ghi ngày được gia hạn đến.")
        if said.get("refuse") and not said.get("answer", "").strip():
            self.add_error("answer", "Ghi lý do không đồng ý.")
        return said


class ResumeForm(forms.Form):
    """Why a task that was put off goes on."""

    words = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class MeasureForm(forms.Form):
    """The figure that a task is to bring about; without an indicator none is said."""

    indicator = forms.ChoiceField(label="Chỉ số", required=False)
    area = forms.TypedChoiceField(label="Địa bàn", coerce=int)
    relation = forms.ChoiceField(label="So với mức", choices=tuple(plans.MEASURES.items()))
    value = VnDecimalField(label="Mức", required=False, decimals=6)

    def __init__(self, data: QueryDict | None, on: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="so-lieu-%s", initial=initial)
        province = areas.province(on)
        places = (province, *areas.communes(province.id, on)) if province else ()
        codes = [(one.code, f"{one.label} ({one.unit})" if one.unit else one.label) for one in book().indicators(on)]
        self._offer("indicator", [("", "không theo số liệu"), *codes])
        self._offer("area", [(one.id, one.full_name) for one in places])

    def _offer(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """This will ask for the level where an indicator is chosen."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("indicator") and told.get("value") is None and "value" not in self.errors:
            self.add_error("value", "Ghi mức phải đạt.")
        return told
