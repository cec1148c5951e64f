"""The forms that name the agency which leads in a target: in one, and in all of a plan."""

from collections.abc import Sequence
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


class LeadsForm(forms.Form):
    """Who leads in each target of a plan; where nobody is named yet, who is proposed stands chosen."""

    def __init__(self, data: QueryDict | None, views: Sequence[plans.TargetView], on: date) -> None:
        super().__init__(data)
        self.views = views
        offered = {
            area_id: {str(one.id): one.name for one in agencies.agencies(area_id=area_id, on=on)}
            for area_id in {view.scope_area_id for view in views}
        }
        proposed = plans.proposed_leads([view for view in views if not view.lead_id])
        for view in views:
            names = dict(offered[view.scope_area_id])
            if view.lead_id is not None:
                names.setdefault(str(view.lead_id), view.lead_name)
            first = str(view.lead_id or proposed.get(view.id) or "")
            self.fields[_key(view)] = forms.ChoiceField(
                label=view.label,
                required=False,
                choices=[("", "–"), *names.items()],
                initial=first if first in names else "",
                widget=forms.Select(attrs={"aria-label": f"Chủ trì: {view.label}"}),
            )

    def lines(self) -> list[tuple[plans.TargetView, forms.BoundField, bool]]:
        """This will give each target with its field, and whether what stands chosen there is only proposed."""
        return [(view, self[_key(view)], not view.lead_id and bool(self[_key(view)].initial)) for view in self.views]

    def chosen(self) -> dict[int, int | None]:
        """This will give who was chosen, by target, None for nobody; the form must be valid."""
        told = {view.id: self.cleaned_data[_key(view)] for view in self.views}
        return {key: int(agency_id) if agency_id else None for key, agency_id in told.items()}


def _key(view: plans.TargetView) -> str:
    return f"target_{view.id}"
