"""The directory of agencies, and one page for each with its posts, who signs, and what it takes part in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.accounts.queries import accounts_of
from pcmt.agencies import queries
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.journal import queries as journal
from pcmt.web import history
from pcmt.web.agencies.asked import day_of
from pcmt.web.agencies.forms import AppointForm
from pcmt.web.agencies.papers import address_of
from pcmt.web.asked import number_of
from pcmt.web.components import Link
from pcmt.web.views import ActorRequest, page, status_of
from vanban.text import fold

PAGE_SIZE = 100
VERBS = (
    "revise_agency",
    "correct_beginning",
    "move_agency",
    "close_agency",
    "appoint",
    "relieve",
    "order_signing",
    "end_signing",
)


@dataclass(frozen=True)
class Branch:
    """An agency in the tree of its area: `depth` steps under the one that it hangs on there."""

    agency: AgencyView
    depth: int


def tabs(current: str) -> list[Link]:
    """This will lead through the directory's four parts."""
    parts = (
        ("agencies.list", "Cơ quan"),
        ("agencies.committees", "Ban Chỉ đạo, Tổ giúp việc"),
        ("agencies.in_charge", "Ai phụ trách"),
        ("agencies.programmes", "Chương trình phối hợp"),
    )
    return [Link(label, reverse(name), current=name == current) for name, label in parts]


@page("agencies.view")
@require_safe
def agencies(request: ActorRequest) -> HttpResponse:
    """This will show the directory as a tree, or what of it answers to words, a kind or an area."""
    today = timezone.localdate()
    on = day_of(request, today)
    wanted, kind = request.GET.get("q", "").strip(), request.GET.get("loai", "")
    area_id = number_of(request.GET.get("dia_ban", ""))
    found = queries.agencies(on=on)
    places = areas.areas_by_id({agency.area_id for agency in found}, on)
    named = {agency.id for agency in queries.search(wanted, on)} if wanted else set()
    asked = bool(wanted or kind or area_id)
    rows = [
        (agency, places.get(agency.area_id))
        for agency in found
        if (not wanted or agency.id in named or fold(wanted) in fold(f"{agency.name} {agency.short_name}"))
        and kind in ("", agency.kind)
        and area_id in (None, agency.area_id)
    ]
    number = min(max(1, number_of(request.GET.get("trang", "")) or 1), max(1, -(-len(rows) // PAGE_SIZE)))
    values = {
        "title": f"{len(found)} cơ quan trong danh bạ" if found else "Danh bạ cơ quan",
        "lead": "Cơ quan được giao biểu, giao nhiệm vụ, và tên gọi trong văn bản",
        "tabs": tabs("agencies.list"),
        "rows": rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        "number": number,
        "pages": max(1, -(-len(rows) // PAGE_SIZE)),
        "total": len(rows),
        "asked": asked,
        "q": wanted,
        "kind": kind,
        "kinds": [(code, label) for code, label in queries.kinds() if any(one.kind == code for one in found)],
        "area_id": area_id,
        "places": sorted(places.values(), key=lambda place: (place.level != "province", place.sort_key)),
        "on": on,
        "other_day": on != today,
        "any": bool(found),
        "tree": () if asked else tree(found, places),
        "below": () if asked else by_commune(found, places),
        "may_found": request.actor.may_somewhere("agencies.found_agency"),
        "may_found_usual": request.actor.may_somewhere("agencies.found_usual_agencies"),
        "may_import": request.actor.may_somewhere("agencies.preview_import"),
    }
    return render(request, "agencies/list.html", values)


def tree(found: Sequence[AgencyView], places: dict[int, AreaView]) -> tuple[Branch, ...]:
    """This will put the agencies above the communes in the order of their tree, each under its own."""
    upper = [one for one in found if one.area_id not in places or places[one.area_id].level != "commune"]
    known = {one.id for one in upper}
    under: dict[int | None, list[AgencyView]] = {}
    for one in upper:
        under.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)

    def walk(parent_id: int | None, depth: int) -> Iterable[Branch]:
        for one in under.get(parent_id, ()):
            yield Branch(one, depth)
            yield from walk(one.id, depth + 1)

    return tuple(walk(None, 0))


def by_commune(
    found: Sequence[AgencyView], places: dict[int, AreaView]
) -> tuple[tuple[AreaView, tuple[AgencyView, ...]], ...]:
    """This will gather the agencies of each commune, in Vietnamese order, those of one kind in the rulebook's."""
    order = [code for code, _ in queries.kinds()]
    groups: dict[int, list[AgencyView]] = {}
    for one in found:
        if one.area_id in places and places[one.area_id].level == "commune":
            groups.setdefault(one.area_id, []).append(one)
    ranked = sorted(groups, key=lambda area_id: places[area_id].sort_key)
    return tuple((places[key], tuple(sorted(groups[key], key=lambda one: order.index(one.kind)))) for key in ranked)


@page("agencies.view")
@require_safe
def agency(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will show one agency as it is, or as it was on a day: posts, who signs, names, committees, programmes."""
    return agency_page(request, agency_id, AppointForm(initial={"valid_from": timezone.localdate()}))


def agency_page(request: ActorRequest, agency_id: int, form: AppointForm) -> HttpResponse:
    """This will render an agency's page with a form to appoint, filled in or not."""
    today = timezone.localdate()
    on = day_of(request, today)
    shown = _as_on(agency_id, on)
    posts = queries.posts(agency_id, on)
    accounts = accounts_of(request.actor, [post.person_id for post in posts])
    may = {f"may_{verb}": _may(request, verb, shown) for verb in VERBS}
    versions = queries.versions(agency_id)
    values = {
        "title": shown.name,
        "lead": shown.kind_label,
        "agency": shown,
        "on": on,
        "other_day": on != today,
        "ended": shown.valid_to is not None and shown.valid_to < on,
        "successor": queries.successor(agency_id) if shown.valid_to else None,
        "parent": queries.agency(shown.parent_id) if shown.parent_id else None,
        "place": areas.areas_by_id([shown.area_id], on).get(shown.area_id),
        "children": queries.agencies(parent_id=agency_id, on=on),
        "posts": [(post, accounts.get(post.person_id)) for post in posts],
        "former": queries.posts_before(agency_id, on),
        "signers": [(signer, address_of(signer.document)) for signer in queries.signers(agency_id, on)],
        "charges": queries.in_charge(on, agency_id=agency_id),
        "programmes": queries.programmes(on, agency_id),
        "aliases": queries.aliases(agency_id),
        "learned": queries.learned_aliases(agency_id),
        "versions": versions,
        "begun_on": versions[-1].valid_from,
        "events": history.events(journal.entries(subject=f"agency:{agency_id}")) if may["may_revise_agency"] else (),
        "form": form,
        "may_forget": request.actor.may_somewhere("agencies.forget_alias"),
        "may_invite": bool(request.actor.may("accounts.invite")),
        **may,
    }
    return render(request, "agencies/agency.html", values, status=status_of(form))


def _as_on(agency_id: int, on: date) -> AgencyView:
    """The agency of that day; before it began or after it ended, as it is last known, so that its page never goes."""
    return queries.agencies_by_id([agency_id], on).get(agency_id) or queries.agency(agency_id)


def _may(request: ActorRequest, verb: str, shown: AgencyView) -> bool:
    open_still = shown.valid_to is None
    return open_still and bool(request.actor.may(f"agencies.{verb}", agency_id=shown.id, area_id=shown.area_id))
