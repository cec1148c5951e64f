"""Pages of events that change the map: the list, one event with its preview, applying, dropping and undoing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.accounts import queries as accounts
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.actions.apply_event import apply_event as applying
from pcmt.areas.actions.drop_event import drop_event as dropping
from pcmt.areas.actions.undo_event import undo_event as undoing
from pcmt.areas.ports import Touched
from pcmt.areas.ports.losses import WouldLose
from pcmt.areas.queries import AreaView
from pcmt.areas.queries import events as queries
from pcmt.areas.queries.events import EventView, Part, Preview, Unit
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.web.areas.event_forms import UndoForm
from pcmt.web.areas.sides import sides_of_event
from pcmt.web.components import State
from pcmt.web.navigation import address
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import lower_first

STATES: Mapping[str, State] = {
    "proposed": State("on", "đang chuẩn bị"),
    "applied": State("met", "đã áp dụng"),
    "undone": State("void", "đã hoàn tác"),
    "dropped": State("void", "đã bỏ"),
}
# The page on which a thing is shown, and the permission without which that page is not found.
PAGES = {
    "area": ("areas.area", "areas.view"),
    "agency": ("agencies.agency", "agencies.view"),
    "submission": ("reporting.submission", "reporting.view"),
    "target": ("plans.target", "plans.view"),
    "task": ("plans.task", "plans.view"),
    "committee": ("agencies.committee", "agencies.view"),
    "programme": ("agencies.programme", "agencies.view"),
    "document": ("documents.read", "documents.view"),
}
CHOICE, USUAL = "chon:", "thuong:"


@page("areas.view")
@require_safe
def events(request: ActorRequest) -> HttpResponse:
    """This will list the events, the latest day first; those being prepared only for who may prepare them."""
    prepares = request.actor.may_somewhere("areas.propose_event")
    found = [event for event in queries.events() if prepares or event.state == "applied"]
    values = {
        "title": f"{len(found)} thay đổi địa bàn" if found else "Thay đổi địa bàn",
        "lead": "Nhập, chia tách, đổi tên, đổi loại, chuyển cấp trên, thành lập, giải thể",
        "rows": [(event, STATES[event.state]) for event in found],
        "may_propose": prepares,
    }
    return render(request, "areas/events.html", values)


@page("areas.view")
@require_safe
def event(request: ActorRequest, event_id: int) -> HttpResponse:
    """This will show an event: what it orders and did, or, while it is being prepared, what it would do."""
    return _event_page(request, _visible(request, event_id), UndoForm(), choices=_choices(request.GET))


@page("areas.apply_event")
@require_POST
def apply_event(request: ActorRequest, event_id: int) -> HttpResponse:
    """This will apply what was previewed; where choices or data have changed since, it shows the preview anew first.

    Asked only to look again (`xem`), it shows what follows from the choices made so far.
    """
    shown, choices = _visible(request, event_id), _choices(request.POST)
    seen = request.POST.get("seen", "")
    if "xem" in request.POST:
        return _event_page(request, shown, UndoForm(), choices=choices, again=True)
    if shown.state == "proposed":
        preview = _preview(request, event_id, choices)
        if isinstance(preview, Refusal) or preview.digest != seen:
            return _event_page(request, shown, UndoForm(), choices=choices, again=True, status=422)
    applying(event_id=event_id, choices=choices, seen=seen, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã áp dụng thay đổi địa bàn; cơ quan, tài khoản, báo cáo đã đi theo.")
    return redirect("areas.event", event_id)


@page("areas.drop_event")
@require_POST
def drop_event(request: ActorRequest, event_id: int) -> HttpResponse:
    """This will set a prepared event aside."""
    dropping(event_id=event_id, actor=request.actor, at=timezone.now())
    messages.success(request, "Đã bỏ thay đổi đang chuẩn bị.")
    return redirect("areas.events")


@page("areas.undo_event")
@require_POST
def undo_event(request: ActorRequest, event_id: int) -> HttpResponse:
    """This will put everything back as it was before an event, or say what stands in the way."""
    form, losing = UndoForm(request.POST), None
    if form.is_valid():
        with refusals_in(form):
            try:
                undoing(event_id=event_id, actor=request.actor, at=timezone.now(), **form.cleaned_data)
            except WouldLose as refusal:
                losing = refusal
                raise
            messages.success(request, "Đã hoàn tác; bản đồ và mọi phần liên quan trở lại như trước sự kiện.")
            return redirect("areas.event", event_id)
    return _event_page(request, _visible(request, event_id), form, losing=losing, status=status_of(form))


def _visible(request: ActorRequest, event_id: int) -> EventView:
    found = queries.event(event_id)
    if found.state != "applied" and not request.actor.may_somewhere("areas.propose_event"):
        raise NotFound("Không tìm thấy sự kiện địa bàn.")
    return found


def _choices(sent: Any) -> dict[str, str]:
    """What was chosen; what was left as it was shown is none, so that it follows where another answer changes it."""
    found = {name.removeprefix(CHOICE): sent[name][:32] for name in sent if name.startswith(CHOICE)}
    return {key: value for key, value in found.items() if sent.get(f"{USUAL}{key}") != value}


def _preview(request: ActorRequest, event_id: int, choices: Mapping[str, str]) -> Preview | Refusal:
    """What would happen, or why it can not."""
    try:
        return queries.preview_event(request.actor, event_id, choices, at=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        return refusal


def _changed_url(request: ActorRequest, shown: EventView) -> str:
    """Where the values stand that the event changed, for who may look at indicators."""
    if shown.state != "applied" or not request.actor.may_somewhere("indicators.view"):
        return ""
    return reverse("indicators.changed_by_map", args=[shown.id])


def _event_page(
    request: ActorRequest,
    shown: EventView,
    form: UndoForm,
    *,
    choices: Mapping[str, str] | None = None,
    again: bool = False,
    losing: WouldLose | None = None,
    status: int = 200,
) -> HttpResponse:
    preview = _preview(request, shown.id, choices or {}) if shown.state == "proposed" else None
    parts = shown.parts if preview is None else () if isinstance(preview, Refusal) else preview.parts
    labels = queries.part_labels()
    people = agencies.person_names(
        person for person in (shown.proposed_by, shown.applied_by, shown.undone_by) if person is not None
    )
    pages = _Pages(request.actor, parts)
    old = queries.old_units(shown)
    values = {
        "title": f"{shown.kind_label}: {_named(shown)}",
        "lead": shown.basis or shown.document,
        "event": shown,
        "state": STATES[shown.state],
        "parts": [_part(labels.get(part.name, part.name), part, pages) for part in parts],
        "units": _units(shown, old),
        "sides": sides_of_event(shown, old),
        "preview": None if isinstance(preview, Refusal) else preview,
        "refused": preview if isinstance(preview, Refusal) else None,
        "again": again,
        "losing": losing,
        "choice": CHOICE,
        "usual": USUAL,
        "form": form,
        "proposed_by": people.get(shown.proposed_by or 0, "Hệ thống"),
        "applied_by": people.get(shown.applied_by or 0, "Hệ thống"),
        "undone_by": people.get(shown.undone_by or 0, "Hệ thống"),
        "document_url": pages.of(shown.document),
        "changed_url": _changed_url(request, shown),
        "may_apply": request.actor.may_somewhere("areas.apply_event"),
        "may_drop": request.actor.may_somewhere("areas.drop_event"),
        "may_undo": request.actor.may_somewhere("areas.undo_event"),
        "list_url": reverse("areas.events"),
    }
    return render(request, "areas/event.html", values, status=status)


def _units(shown: EventView, old: Mapping[str, AreaView]) -> list[tuple[Unit, str, list[tuple[str, str]]]]:
    """Each unit after it, the old one that it is, and what it takes over, in names."""
    names = {code: one.full_name for code, one in old.items()}
    return [
        (
            unit,
            names.get(unit.goes_on, unit.goes_on),
            [
                (f"{'toàn bộ' if one.whole else 'một phần'} {names.get(one.code, one.code)}", one.share_text)
                for one in unit.takes
            ],
        )
        for unit in shown.change.units
    ]


def _named(shown: EventView) -> str:
    """The units after it; the old codes where none is left."""
    names = [lower_first(unit.full_name) for unit in shown.change.units] or [f"mã {code}" for code in shown.change.old]
    return ", ".join(names[:3]) + (f" và {len(names) - 3} đơn vị khác" if len(names) > 3 else "")


@dataclass(frozen=True)
class _PartRows:
    """A follower's part as the page shows it: rows with their pages, how many to look at, the first of those."""

    label: str
    name: str
    rows: tuple[tuple[Touched, str], ...]
    warnings: int
    first: Touched | None


def _part(label: str, part: Part, pages: "_Pages") -> _PartRows:
    rows = tuple((one, pages.of(one.reference)) for one in part.touched if not one.asks)
    to_see = [one for one, _ in rows if one.warning]
    return _PartRows(label, part.name, rows, len(to_see), to_see[0] if to_see else None)


class _Pages:
    """Where the things that an event touches are shown, for one reader, asked for all of them at once."""

    def __init__(self, actor: Actor, parts: Sequence[Part]) -> None:
        self.actor = actor
        self.standing = areas.areas_by_id(_numbers("area", parts), timezone.localdate())
        self.persons = agencies.persons_of(_numbers("post", parts))
        self.accounts = accounts.holders_of(actor, _numbers("grant", parts))

    def of(self, reference: str) -> str:
        """This will give the page of a thing, "" where there is none or the reader may not see it.

        An area has its page while it stands; a post is shown with its person, a role with its account.
        """
        kind, _, text = reference.partition(":")
        if not text.isdecimal():
            return ""
        number = int(text)
        if kind == "post" and number in self.persons:
            return address("agencies.person", self.persons[number])
        if kind == "grant" and number in self.accounts:
            return address("accounts.account", self.accounts[number])
        if kind not in PAGES or (kind == "area" and number not in self.standing):
            return ""
        page_name, permission = PAGES[kind]
        return address(page_name, number) if self.actor.may_somewhere(permission) else ""


def _numbers(kind: str, parts: Sequence[Part]) -> set[int]:
    references = [one.reference.partition(":") for part in parts for one in part.touched]
    return {int(number) for word, _, number in references if word == kind and number.isdecimal()}
