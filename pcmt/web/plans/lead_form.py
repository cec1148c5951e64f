"""The form that names the agency which leads in a target."""

from datetime import date

from django import forms
from django.http import QueryDict

from pcmt.agencies import queries as agencies
from pcmt.plans import queries as plans


class LeadForm(forms.Form):
    """Who leads: the agencies of the target's own area, proposed from the tasks of the same provision."""

    agency = forms.ChoiceField(label="Cơ quan chủ trì", required=False, help_text="Để trống: không giao cơ quan nào.")

    def __init__(self, data: QueryDict | None = None, *, view: plans.TargetView, on: date) -> None:
        super().__init__(data)
        offered = {one.id: one.name for one in agencies.agencies(area_id=view.scope_area_id, on=on)}
        if view.lead_id is not None:
            offered.setdefault(view.lead_id, view.lead_name)
        field = self.fields["agency"]
        field.choices = [("", "–"), *((str(key), name) for key, name in offered.items())]  # type: ignore[attr-defined]
        proposed = None if view.lead_id else plans.proposed_lead(view)
        if proposed in offered:
            field.help_text = "Đề xuất theo nhiệm vụ xác nhận từ cùng điều khoản; bấm Ghi nếu đúng."
        field.initial = str(view.lead_id or (proposed if proposed in offered else "") or "")

    @property
    def chosen(self) -> int | None:
        """The agency chosen, None for nobody; the form must be valid."""
        found = self.cleaned_data["agency"]
        return int(found) if found else None
