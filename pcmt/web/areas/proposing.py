"""The steps in which an event is written, without script: what and why, which units, what comes of them.

The first two steps stand in the address, so that going back loses nothing; the last one is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.areas import queries
from pcmt.areas.actions.propose_event import propose_event as proposing
from pcmt.areas.queries import AreaView, events
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.web.areas.event_forms import DOCUMENTS, MOST_UNITS, PART, WHOLE, FrameForm, UnitForm
from pcmt.web.views import ActorRequest, page

KEEPING = {"rename", "retype", "move"}
UNITS_AT_FIRST = {"merge": 1, "split": 2, "open": 1, "close": 0}
SHOWN = 200


@dataclass(frozen=True)
class Written:
    """What the address holds: the frame, if it is whole, and the old units chosen on the map of the day before."""

    frame: FrameForm
    old: tuple[AreaView, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of event."""
        return str(self.frame.cleaned_data["kind"])

    @property
    def on(self) -> date:
        """The day of the event."""
        day: date = self.frame.cleaned_data["on"]
        return day

    @property
    def eve(self) -> date:
        """The day before."""
        return self.on - timedelta(days=1)

    @property
    def level(self) -> str:
        """The level of the units concerned."""
        return self.old[0].level if self.old else str(self.frame.cleaned_data["level"] or "commune")


@page("areas.propose_event")
@require_http_methods(["GET", "HEAD", "POST"])
def propose_event(request: ActorRequest) -> HttpResponse:
    """This will lead through the steps, and keep the event for preview at the end."""
    asked = request.GET
    sent = asked if "kind" in asked or "on" in asked else None
    frame = FrameForm(sent, initial={"kind": asked.get("loai", "merge")}, reader=request.actor)
    if not frame.is_valid():
        values = {
            "title": "Chuẩn bị thay đổi địa bàn",
            "lead": "Bước 1: thay đổi gì, từ ngày nào, theo căn cứ nào",
            "form": frame,
            "offered_id": DOCUMENTS,
            "old": _chosen(asked, timezone.localdate()),
        }
        return render(request, "areas/event_frame.html", values)
    written = Written(frame, _chosen(asked, frame.cleaned_data["on"] - timedelta(days=1)))
    if written.kind != "open" and (not written.old or asked.get("buoc") != "3" or "tim" in asked):
        return _choose_units(request, written)
    return _write_units(request, written)


def _chosen(asked: QueryDict, eve: date) -> tuple[AreaView, ...]:
    ids = [int(text) for text in asked.getlist("cu")[:100] if text.isdecimal() and len(text) < 10]
    found = queries.areas_by_id(ids, eve)
    return tuple(found[area_id] for area_id in dict.fromkeys(ids) if area_id in found)


def _choose_units(request: ActorRequest, written: Written) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()[:80]
    if wanted:
        offered: Sequence[AreaView] = queries.search(wanted, written.eve)[:SHOWN]
    else:
        province = queries.province(written.eve)
        offered = queries.communes(province.id, written.eve) if province else ()
    chosen = {area.id for area in written.old}
    values = {
        "title": "Chuẩn bị thay đổi địa bàn",
        "lead": "Bước 2: chọn các đơn vị có trên bản đồ ngay trước ngày thay đổi",
        "written": written,
        "kept": _kept(request.GET, without=("cu", "q", "buoc", "tim")),
        "q": wanted,
        "offered": [area for area in offered if area.id not in chosen],
        "missed": request.GET.get("buoc") == "3" and "tim" not in request.GET and not written.old,
    }
    return render(request, "areas/event_units.html", values)


def _write_units(request: ActorRequest, written: Written) -> HttpResponse:
    forms = _unit_forms(request, written)
    refused: Refusal | None = None
    sent = request.method == "POST" and "them" not in request.POST
    if sent and sum(form.is_valid() for form in forms) == len(forms):  # all are asked, so that all can tell
        try:
            change = events.read_change(_data(written, forms))
            event_id = proposing(change=change, actor=request.actor, at=timezone.now())
            return redirect("areas.event", event_id)
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            refused = refusal
    values = {
        "title": "Chuẩn bị thay đổi địa bàn",
        "lead": "Bước 3: đơn vị sau thay đổi",
        "written": written,
        "forms": forms,
        "refused": refused,
        "back": "?" + "&".join(f"{name}={value}" for name, value in _encoded(request.GET, without=("buoc",))),
        "may_add": written.kind in {"merge", "split", "open"} and len(forms) < MOST_UNITS,
    }
    bad = refused is not None or any(form.is_bound and form.errors for form in forms)
    return render(request, "areas/event_results.html", values, status=422 if bad else 200)


def _unit_forms(request: ActorRequest, written: Written) -> list[UnitForm]:
    sent, more = request.POST, "them" in request.POST
    count = len(written.old) if written.kind in KEEPING else UNITS_AT_FIRST[written.kind]
    said = sent.get("so", "")
    if said.isdecimal() and len(said) < 4 and written.kind not in KEEPING:
        count = max(count, min(int(said) + more, MOST_UNITS))
    above = _parents(written)
    options: dict[str, Any] = {
        "types": events.types_at(written.level, written.on),
        "parents": above,
        "old": written.old,
        "kept": written.kind in KEEPING,
    }
    return [
        UnitForm(
            sent if request.method == "POST" and not more else None,
            prefix=f"m{number}",
            initial=_typed(sent, number) if more and f"m{number}-name" in sent else _initial(written, number, above),
            **options,
        )
        for number in range(count)
    ]


def _parents(written: Written) -> tuple[AreaView, ...]:
    if written.level == "province":
        return ()
    if written.level == "hamlet":
        province = queries.province(written.on)
        return queries.communes(province.id, written.on) if province else ()
    return queries.provinces(written.on)


def _typed(sent: QueryDict, number: int) -> dict[str, Any]:
    start = f"m{number}-"
    return {name.removeprefix(start): sent[name] for name in sent if name.startswith(start)}


def _initial(written: Written, number: int, above: Sequence[AreaView]) -> dict[str, Any]:
    by_id = {area.id: area.code for area in above}
    if written.kind in KEEPING:
        old = written.old[number]
        parent = by_id.get(old.parent_id or 0, "")
        return {"name": old.name, "type": old.type, "code": old.code, "parent": parent, "goes_on": old.code}
    first = written.old[0] if written.old else None
    initial: dict[str, Any] = {"type": first.type if first else "xa"}
    initial["parent"] = by_id.get(first.parent_id or 0, "") if first else next(iter(by_id.values()), "")
    take = WHOLE if written.kind == "merge" and number == 0 else PART if written.kind == "split" else ""
    return initial | {f"take-{area.code}": take for area in written.old}


def _data(written: Written, forms: Sequence[UnitForm]) -> dict[str, Any]:
    frame = written.frame.cleaned_data
    return {
        "kind": frame["kind"],
        "on": frame["on"],
        "basis": frame["basis"],
        "document": frame["document"],
        "old": [area.code for area in written.old],
        "units": [form.unit(written.level) for form in forms],
    }


def _kept(asked: QueryDict, *, without: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in asked.lists() if name not in without for value in values]


def _encoded(asked: QueryDict, *, without: Sequence[str]) -> list[tuple[str, str]]:
    kept = asked.copy()
    for name in without:
        kept.pop(name, None)
    return [tuple(pair.split("=", 1)) for pair in kept.urlencode().split("&") if "=" in pair]  # type: ignore[misc]
