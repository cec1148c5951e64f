"""Form fields in which agencies, posts and areas are typed by name, with or without marks, and found in the directory.

A directory has hundreds of entries: a list to choose from in every row of a form would be a page of a megabyte. The
page offers the names once (`<datalist>`); what is typed is understood as documents' names are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pcmt.agencies import queries
from pcmt.agencies.queries import AgencyView, PostView
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from vanban.text import fold

AGENCY_NAMES, POST_NAMES, AREA_NAMES = "ten-co-quan", "ten-chuc-vu", "ten-dia-ban"


@dataclass(frozen=True)
class Directory:
    """What can be named on a day: agencies, posts with their agencies, areas."""

    on: date
    posts: tuple[tuple[PostView, AgencyView], ...]
    areas: tuple[AreaView, ...]

    @property
    def post_labels(self) -> tuple[str, ...]:
        """How posts are offered: "Phạm Ngọc Quế, Giám đốc, Sở Y tế"."""
        return tuple(post_label(post, agency) for post, agency in self.posts)

    def post(self, text: str) -> tuple[PostView, AgencyView] | None:
        """This will find a post by its label, marks and letter case aside; None where none or several answer."""
        wanted = fold(" ".join(text.split()))
        found = [pair for pair in self.posts if fold(post_label(*pair)) == wanted]
        return found[0] if len(found) == 1 else None

    def area(self, text: str) -> AreaView | None:
        """This will find an area by its name, with or without its type; None where none or several answer."""
        wanted = fold(" ".join(text.split()))
        found = [area for area in self.areas if wanted in (fold(area.full_name), fold(area.short_name))]
        return found[0] if len(found) == 1 else None


def directory(on: date) -> Directory:
    """This will gather what can be named on a day."""
    held = queries.all_posts(on)
    homes = queries.agencies_by_id({post.agency_id for post in held}, on)
    province = areas.province(on)
    places = (province, *areas.communes(province.id, on)) if province else ()
    return Directory(on, tuple((post, homes[post.agency_id]) for post in held if post.agency_id in homes), places)


def post_label(post: PostView, agency: AgencyView) -> str:
    """This will name a post as it is offered and typed."""
    return f"{post.person_name}, {post.title}, {agency.short_name}"


class AgencyField(forms.CharField):
    """This will read the name of one agency of a day and give the agency, None for nothing."""

    def __init__(self, *, on: date, **options: Any) -> None:
        super().__init__(max_length=200, **options)
        self.on = on

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will offer the directory's names while one types."""
        return {**super().widget_attrs(widget), "list": AGENCY_NAMES, "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """This will find the agency, or say which names come near."""
        text = super().clean(value)
        return found_agency(text, self.on) if text else None


class AgenciesField(forms.CharField):
    """This will read names of agencies, one a line, and give the agencies."""

    widget = forms.Textarea

    def __init__(self, *, on: date, **options: Any) -> None:
        super().__init__(max_length=4000, **options)
        self.on = on

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will keep the box to a few lines."""
        return {**super().widget_attrs(widget), "rows": 4}

    def clean(self, value: Any) -> Any:
        """This will find every agency, or name the first line that means none."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [found_agency(line, self.on) for line in lines]


class AreasField(forms.CharField):
    """This will read names of areas with semicolons between, and give their identifiers."""

    def __init__(self, *, known: Directory, **options: Any) -> None:
        super().__init__(max_length=1000, **options)
        self.known = known

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """This will offer the areas' names while one types the first."""
        return {**super().widget_attrs(widget), "list": AREA_NAMES, "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """This will find every area, or name the first that is not on the map."""
        names = [name.strip() for name in super().clean(value).split(";") if name.strip()]
        return tuple(self._area(name) for name in names)

    def _area(self, name: str) -> int:
        found = self.known.area(name)
        if found is None:
            raise ValidationError(f"Không có địa bàn “{name}”. Ghi tên xã, phường; nhiều nơi cách nhau bằng dấu “;”.")
        return found.id


def found_agency(text: str, on: date) -> AgencyView:
    """This will give the one agency that a text names on a day; raises ValidationError that offers what comes near."""
    found = queries.match(text, on)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValidationError(f"“{text}” có thể là {_offered(found)}. Ghi tên đầy đủ.")
    near = queries.resembling([text], on, most=3)[text]
    ending = f" Có phải là {_offered(near)}?" if near else " Chọn trong danh sách gợi ý khi gõ."
    raise ValidationError(f"Không có cơ quan “{text}” trong danh bạ.{ending}")


def _offered(agencies: Sequence[AgencyView]) -> str:
    return " hay ".join(f"“{one.name}”" for one in agencies)
