"""Forms of committees: the decision, and a row for each seat."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from pcmt.agencies import queries
from pcmt.agencies.actions.found_committee import Seat
from pcmt.agencies.queries import CommitteeView, SeatView
from pcmt.areas.queries import AreaView
from pcmt.web.agencies.forms import area_choices
from pcmt.web.agencies.typed import POST_NAMES, AgencyField, AreasField, Directory
from pcmt.web.forms import VnDateField

BY = [
    ("post", "chức vụ đang giữ"),
    ("office", "chức danh, ai giữ cũng là thành viên"),
    ("person", "cá nhân, dù đổi chức vụ"),
]
MOST_ROWS = 60


class SeatForm(forms.Form):
    """One seat to be filled; a row without a member is left out."""

    member = forms.CharField(label="Thành viên", required=False, max_length=400)
    by = forms.ChoiceField(label="Gắn với", choices=BY, required=False)
    role = forms.ChoiceField(label="Vai trò", required=False)
    field = forms.CharField(label="Lĩnh vực phụ trách", required=False, max_length=200)

    def __init__(self, *args: Any, kind: str, known: Directory, **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = known
        self.fields["role"].choices = queries.seat_roles(kind)  # type: ignore[attr-defined]
        self.fields["areas"] = AreasField(label="Địa bàn phụ trách", required=False, known=known)
        self.fields["member"].widget.attrs.update({"list": POST_NAMES, "autocomplete": "off"})
        for name, shown in self.fields.items():
            shown.widget.attrs["aria-label"] = shown.label
            shown.widget.attrs["title"] = shown.label
            if name in ("by", "role"):
                shown.widget.attrs["class"] = "short"

    def clean(self) -> dict[str, Any]:
        """This will find the member in the directory."""
        values = super().clean() or {}
        if not values.get("member"):
            return values
        found = self.known.post(values["member"])
        if found is None:
            said = f"Không có “{values['member']}” trong danh bạ."
            raise ValidationError({"member": f"{said} Chọn một dòng gợi ý: họ tên, chức danh, cơ quan."})
        values["post"] = found[0]
        return values

    def seat(self) -> Seat | None:
        """This will give the seat as the action takes it; None for an empty row."""
        values = self.cleaned_data
        post = values.get("post")
        if post is None:
            return None
        by = values.get("by") or "post"
        return Seat(
            post_id=post.id if by == "post" else None,
            role=values.get("role") or "member",
            field=values.get("field", ""),
            person_id=post.person_id if by == "person" else None,
            office_agency_id=post.agency_id if by == "office" else None,
            title="" if by == "post" else post.title,
            area_ids=values.get("areas", ()),
        )


class FoundCommitteeForm(forms.Form):
    """A new committee or support team, by its decision."""

    name = forms.CharField(label="Tên", max_length=200, help_text="Như trong quyết định thành lập.")
    founded_by = forms.CharField(
        label="Quyết định thành lập",
        max_length=200,
        help_text="Số, ngày, cơ quan ban hành; nếu văn bản đã đăng ký thì tự dẫn đến văn bản.",
    )
    area_id = forms.TypedChoiceField(label="Địa bàn", coerce=int)
    valid_from = VnDateField(label="Có hiệu lực từ ngày")

    def __init__(self, *args: Any, places: Iterable[AreaView], known: Directory, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["area_id"].choices = area_choices(places)  # type: ignore[attr-defined]
        self.fields["standing"] = AgencyField(label="Cơ quan thường trực", required=False, on=known.on)


class ChangeCommitteeForm(forms.Form):
    """The decision that changes a committee."""

    decision = forms.CharField(
        label="Quyết định kiện toàn",
        max_length=200,
        help_text="Số, ngày, cơ quan ban hành; nếu văn bản đã đăng ký thì tự dẫn đến văn bản.",
    )
    holds_from = VnDateField(label="Có hiệu lực từ ngày")


class EndCommitteeForm(forms.Form):
    """The decision that ends a committee."""

    decision = forms.CharField(label="Quyết định", max_length=200, help_text="Số, ngày, cơ quan ban hành.")
    last_day = VnDateField(label="Ngày cuối hoạt động")


class HeldSeatForm(forms.Form):
    """A seat that is held: let go, or sit on with another role, field or areas."""

    leaves = forms.BooleanField(label="Thôi tham gia", required=False)
    role = forms.ChoiceField(label="Vai trò", required=False)
    field = forms.CharField(label="Lĩnh vực phụ trách", required=False, max_length=200)

    def __init__(self, data: QueryDict | None, *, seat: SeatView, committee: CommitteeView, known: Directory) -> None:
        names = {area.id: area.full_name for area in known.areas}
        now = {
            "role": seat.role,
            "field": seat.field,
            "areas": "; ".join(names[area_id] for area_id in seat.area_ids if area_id in names),
        }
        super().__init__(data, prefix=f"ghe-{seat.id}", initial=now)
        self.held = seat
        self.fields["role"].choices = committee.roles  # type: ignore[attr-defined]
        self.fields["areas"] = AreasField(label="Địa bàn phụ trách", required=False, known=known)
        for shown in self.fields.values():
            shown.widget.attrs["aria-label"] = f"{shown.label}: {seat.person_name or seat.title}"

    @property
    def leaving(self) -> bool:
        """Whether the seat is let go."""
        return bool(self.cleaned_data.get("leaves"))

    @property
    def otherwise(self) -> bool:
        """Whether role, field or areas were written otherwise."""
        values, held = self.cleaned_data, self.held
        now = (values.get("role") or held.role, values.get("field", ""), {*values.get("areas", ())})
        return now != (held.role, held.field, {*held.area_ids})
