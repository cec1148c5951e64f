"""What agencies wrote in their own words, gathered in groups: to read, to narrow, to take away as a table or letter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.queries import ZoneView
from pcmt.kernel.period import MONTHS, Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries
from pcmt.reporting.queries import GatheredWords, Narrowing
from pcmt.rulebook.queries import Form, WordsField, book
from pcmt.web.components import Link
from pcmt.web.downloads import csv_of, download_of
from pcmt.web.paging import page_of
from pcmt.web.reporting.asked import period_named
from pcmt.web.reporting.gathered_letter import letter
from pcmt.web.views import ActorRequest, page
from vanban.text import sort_key
from vanban.write.docx import write_docx

WIDER = (Kind.QUARTER, Kind.HALF, Kind.YEAR)
HEADS = ("Nhóm", "Ý kiến", "Số đơn vị của nhóm", "Đơn vị", "Huyện cũ", "Kỳ", "Người nhập", "Trạng thái", "Nguyên văn")
A_PAGE = 60
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: a form with words, a field of it, a span of time, and who is listened to."""

    form: Form
    field: WordsField
    span: Period | None
    periods: tuple[Period, ...]
    spans: tuple[Period, ...]
    closed_only: bool
    place: str
    sought: str

    def address(self, name: str, *keys: str, **changed: str) -> str:
        """This will give an address that asks for the same, but for what is changed."""
        asked = {
            "bieu": self.form.code,
            "ky": self.span.id if self.span else "",
            "muc": self.field.code,
            "chot": "1" if self.closed_only else "",
            "noi": self.place,
            "q": self.sought,
        }
        kept = {key: value for key, value in (asked | changed).items() if value}
        return f"{reverse(name, args=keys)}?{urlencode(kept)}"


@page("reporting.view")
@require_safe
def gathered(request: ActorRequest) -> HttpResponse:
    """This will show what was written in a field over a period, near-same wordings together."""
    on = timezone.localdate()
    forms = forms_with_words(on)
    wanted = read_wanted(request.GET.dict(), forms, on)
    zones = areas.zones(on)
    found = _found(request, wanted, zones)
    values = {
        "title": _title(wanted, found),
        "wanted": wanted,
        "forms": forms,
        "fields": [
            Link(one.label, wanted.address("reporting.gathered", muc=one.code), current=one.code == wanted.field.code)
            for one in queries.words_fields(wanted.form.code, wanted.periods[0].last_day if wanted.periods else on)
        ],
        "zones": [(_zone_value(one), one.name) for one in zones],
        "districts": _districts(on),
        "found": found,
        "sent_of": f"{found.sent if wanted.closed_only else found.came}/{found.owed}" if found else "",
        "sent_note": _sent_note(wanted, found),
        "shown": page_of(found.groups, request.GET.get("trang", ""), A_PAGE) if found else None,
        "files": [(kind.upper(), wanted.address("reporting.gathered_file", kind)) for kind in ("csv", "docx")],
    }
    return render(request, "reporting/gathered.html", values)


@page("reporting.view", machine=True)
@require_safe
def gathered_file(request: ActorRequest, kind: str) -> HttpResponse:
    """This will give the same as a table (CSV, a line for each unit that says it) or a document (DOCX)."""
    on = timezone.localdate()
    wanted = read_wanted(request.GET.dict(), forms_with_words(on), on)
    found = _found(request, wanted, areas.zones(on))
    if found is None or wanted.span is None:
        raise NotFound
    name = f"y-kien-{wanted.field.code}-{wanted.span.id.replace('@', '-')}.{kind}"
    if kind == "csv":
        return csv_of(HEADS, _lines(found), name=name)
    if kind != "docx":
        raise NotFound
    province = areas.province(on)
    own = agencies.agencies_by_id(request.actor.own_agencies).values()
    issuer = next((one.name for one in own), province.full_name if province else "")
    told = letter(found, wanted.span, issuer=issuer, place=province.short_name if province else "", on=on)
    return download_of(write_docx(told), name=name, media_type=DOCX)


def forms_with_words(on: date) -> tuple[Form, ...]:
    """This will list the forms that ask something in words."""
    return tuple(form for form in book().forms(on) if form.words)


def read_wanted(asked: Mapping[str, str], forms: Sequence[Form], on: date) -> Wanted:
    """This will read what an address asks for; raises NotFound for a form or period that there is not."""
    form = next((one for one in forms if one.code == asked.get("bieu", "")), None)
    if form is None:
        if asked.get("bieu") or not forms:
            raise NotFound("Biểu này không có mục lời văn.", remedy="Mở Báo cáo số liệu và chọn biểu trong danh sách.")
        form = forms[0]
    known = queries.periods_known(form.code)
    span = period_named(asked["ky"]) if asked.get("ky") else known[0] if known else None
    inside = tuple(one for one in known if span and span.first_day <= one.first_day and one.last_day <= span.last_day)
    fields = queries.words_fields(form.code, inside[0].last_day if inside else on)
    chosen = asked.get("muc", "")
    return Wanted(
        form=form,
        field=next((one for one in fields if one.code == chosen), fields[0]),
        span=span,
        periods=inside,
        spans=spans(known),
        closed_only=asked.get("chot") == "1",
        place=asked.get("noi", ""),
        sought=asked.get("q", "").strip(),
    )


def spans(known: Sequence[Period]) -> tuple[Period, ...]:
    """This will list the periods opened and the wider ones that hold them, wider first where they end together."""
    found = dict.fromkeys(known)
    for one in known:
        if one.kind in MONTHS:
            found |= dict.fromkeys(one.enclosing(kind) for kind in WIDER if MONTHS[kind] > MONTHS[one.kind])
    return tuple(sorted(found, key=lambda one: (-one.last_day.toordinal(), one.first_day.toordinal())))


def _found(request: ActorRequest, wanted: Wanted, zones: Sequence[ZoneView]) -> GatheredWords | None:
    zone = next((one for one in zones if wanted.place == _zone_value(one)), None)
    narrowing = Narrowing(
        closed_only=wanted.closed_only,
        area_ids=frozenset(one.id for one in zone.members) if zone else None,
        former_district="" if zone else wanted.place,
        sought=wanted.sought,
    )
    return queries.gathered(request.actor, wanted.form.code, wanted.periods, wanted.field.code, narrowing)


def _zone_value(zone: ZoneView) -> str:
    return f"zone:{zone.id}"


def _districts(on: date) -> list[str]:
    province = areas.province(on)
    names = {one.former_district for one in areas.communes(province.id, on)} if province else set()
    return sorted(names - {""}, key=sort_key)


def _sent_note(wanted: Wanted, found: GatheredWords | None) -> str:
    if wanted.closed_only:
        return "chỉ tính báo cáo đã chốt"
    if found and found.returned:
        return f"trong đó {found.returned} đang trả lại để sửa, chưa gom"
    return "của các kỳ đang xem"


def _title(wanted: Wanted, found: GatheredWords | None) -> str:
    if wanted.span is None or found is None:
        return f"{wanted.field.label}: chưa có kỳ báo cáo nào"
    if not found.sent:
        return f"{wanted.field.label}, {wanted.span.name_inside}: chưa có báo cáo nào được gửi"
    return f"{wanted.field.label}, {wanted.span.name_inside}: {len(found.groups)} nhóm ý từ {found.answered} báo cáo"


def _lines(found: GatheredWords) -> Iterator[tuple[str, ...]]:
    for number, group in enumerate(found.groups, 1):
        for wording in group.wordings:
            for one in wording.sayers:
                yield (
                    str(number), wording.text, str(group.units), one.unit, one.former_district, one.period.name,
                    one.writer, "Đã chốt" if one.is_closed else "Đã gửi", one.said,
                )  # fmt: skip
    for label, sayers in (("Không có ý kiến", found.nothing), ("Không ghi", found.silent)):
        for one in sayers:
            state = "Đã chốt" if one.is_closed else "Đã gửi"
            yield "", label, "", one.unit, one.former_district, one.period.name, one.writer, state, one.said
