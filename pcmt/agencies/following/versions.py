"""Versions of agencies on the day of an event: which stand, and how the next one begins."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from pcmt.agencies.following.work import Work
from pcmt.agencies.models import AgencyAlias, AgencyVersion
from pcmt.agencies.rules.taking_over import like
from pcmt.agencies.versioning import KEPT, keep_names
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book
from vanban.text import format_date


def open_in(work: Work, area_ids: Iterable[int]) -> list[AgencyVersion]:
    """This will lock the versions of areas' agencies that hold on the event's day or later."""
    rows = AgencyVersion.objects.select_for_update(of=("self",)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), area_id__in=[*area_ids]
    )
    return [*rows.order_by("agency_id", "valid_from")]


def standing_in(work: Work, area_id: int) -> list[AgencyVersion]:
    """This will give the agencies of an area on the event's day, those founded by the event included."""
    rows = AgencyVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=work.on), area_id=area_id)
    return [*rows.filter(valid_from__lte=work.on).order_by("agency_id")]


def like_of(name: str, kind: str, there: Iterable[AgencyVersion]) -> int | None:
    """This will find the agency of an area that does the work of one so named and of that kind."""
    candidates = [(one.agency_id, one.name, one.kind) for one in there]
    return like(name, kind, candidates, only_one=kind not in book().several_kinds)


def renew(work: Work, version: AgencyVersion, **changes: Any) -> AgencyVersion:
    """This will begin an agency's next version on the event's day, or amend the one that begins that very day."""
    refuse_later(work, version)
    if version.valid_from == work.on:
        work.memento.change(version.name, version, **changes)
        return version
    work.memento.change(version.name, version, valid_to=work.eve)
    values = {name: getattr(version, name) for name in KEPT} | changes
    fresh = AgencyVersion.objects.create(
        agency_id=version.agency_id, valid_from=work.on, basis=work.course.basis, **values
    )
    work.memento.made(fresh.name, fresh)
    return fresh


def keep_new_names(work: Work, version: AgencyVersion) -> None:
    """This will let documents call an agency by the names of a version."""
    known = set(AgencyAlias.objects.filter(agency_id=version.agency_id).values_list("pk", flat=True))
    keep_names(version.agency, version)
    fresh = AgencyAlias.objects.filter(agency_id=version.agency_id).exclude(pk__in=known).order_by("pk")
    work.memento.made(version.name, *fresh)


def refuse_later(work: Work, version: AgencyVersion) -> None:
    """This will refuse where an agency changes by itself after the event's day, or ends by then."""
    later = AgencyVersion.objects.filter(agency_id=version.agency_id, valid_from__gt=work.on).exists()
    if later or version.valid_to is not None:
        raise Refusal(
            f"{version.name} đã có thay đổi khác sau ngày {format_date(work.on)}.",
            remedy="Gỡ thay đổi đó trước, rồi áp dụng sự kiện.",
        )
