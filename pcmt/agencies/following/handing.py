"""Agencies of ended areas: which end and who takes over their work, and which only change their area."""

from collections.abc import Mapping

from pcmt.agencies.following.hanging import parent_there
from pcmt.agencies.following.versions import keep_new_names, like_of, open_in, refuse_later, renew, standing_in
from pcmt.agencies.following.work import Options, Work
from pcmt.agencies.models import Agency, AgencyVersion
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book

FOUND, END = "found", "end"
ENDS = "kết thúc, không có cơ quan kế thừa"


def hand_over(work: Work) -> None:
    """This will end the agencies of ended areas, matching or founding their successors, or move them."""
    for version in _top_down(open_in(work, work.course.ended)):
        if version.kind in book().outlasting_kinds:
            _relocate(work, version)
        else:
            _succeed(work, version)


def _top_down(versions: list[AgencyVersion]) -> list[AgencyVersion]:
    """Parents before what hangs under them."""
    by_id = {version.agency_id: version for version in versions}
    ordered: dict[int, AgencyVersion] = {}
    for version in versions:
        line: list[AgencyVersion] = []
        above: AgencyVersion | None = version
        while above is not None and above.agency_id not in ordered and above not in line:
            line.append(above)
            above = by_id.get(above.parent_id or 0)
        ordered.update({one.agency_id: one for one in reversed(line)})
    return [*ordered.values()]


def _relocate(work: Work, version: AgencyVersion) -> None:
    """A school or an enterprise goes on; where its area went several ways, its new one may be chosen."""
    # By number: a unit that the event itself makes has no identifier of its own to choose it by in a preview.
    new_areas = {str(number): area_id for number, area_id in enumerate(work.course.successors(version.area_id), 1)}
    options: Options = tuple((number, work.places[area_id].full_name) for number, area_id in new_areas.items())
    reference = f"agency:{version.agency_id}"
    if not options:
        work.tell(reference, version.name, "địa bàn kết thúc mà không có nơi kế thừa; cần chuyển nơi", warning=True)
        return
    heir = work.course.heir(version.area_id)
    chosen = work.chosen(reference, options, next(number for number, one in new_areas.items() if one == heir))
    area_id = new_areas[chosen]
    parent = work.heir_at.get((version.parent_id or 0, area_id), version.parent_id)
    renew(work, version, area_id=area_id, parent_id=parent)
    effect = f"tiếp tục hoạt động, chuyển địa bàn sang {dict(options)[chosen]}"
    work.tell(reference, version.name, effect, options=options, chosen=chosen)


def _succeed(work: Work, version: AgencyVersion) -> None:
    refuse_later(work, version)
    if version.valid_from >= work.on:
        raise Refusal(f"{version.name} mới bắt đầu từ ngày sự kiện.", remedy="Lập cơ quan này ở địa bàn mới.")
    reference, heir_area = f"agency:{version.agency_id}", work.course.heir(version.area_id)
    options: Options = ()
    effect, chosen = ENDS, END
    for area_id in work.course.successors(version.area_id):
        name = work.named_in(version.name, version.area_id, area_id)
        there = standing_in(work, area_id)
        found = like_of(name, version.kind, there)
        values = {work.value_of(one.agency_id): one for one in there if one.kind == version.kind}
        wanted = work.value_of(found) if found else FOUND
        if area_id == heir_area:
            options = _options(values, "" if found else name)
            wanted = chosen = work.chosen(reference, options, wanted)
        if wanted == END:
            continue
        successor = _found(work, version, area_id, name) if wanted == FOUND else values[wanted].agency_id
        work.heir_at[version.agency_id, area_id] = successor
        if area_id == heir_area:
            work.heir_of[version.agency_id] = successor
            effect = f"kết thúc; kế thừa: {name if wanted == FOUND else dict(options)[wanted]}"
            effect += " (lập mới)" if wanted == FOUND else ""
    _end(work, version)
    work.tell(reference, version.name, effect, warning=chosen == END, options=options, chosen=chosen)


def _options(values: Mapping[str, AgencyVersion], new_name: str) -> Options:
    existing = tuple((value, one.name) for value, one in values.items())
    return (*existing, *(((FOUND, f"Lập mới {new_name}"),) if new_name else ()), (END, "Không có cơ quan kế thừa"))


def _end(work: Work, version: AgencyVersion) -> None:
    work.memento.change(version.name, version, valid_to=work.eve)
    work.ended[version.agency_id] = version
    if version.agency_id in work.heir_of:
        work.memento.change(version.name, version.agency, successor_id=work.heir_of[version.agency_id])


def _found(work: Work, version: AgencyVersion, area_id: int, name: str) -> int:
    agency = Agency.objects.create()
    work.memento.made(name, agency)
    fresh = AgencyVersion.objects.create(
        agency=agency,
        name=name,
        short_name=work.named_in(version.short_name, version.area_id, area_id),
        kind=version.kind,
        parent_id=work.heir_at.get((version.parent_id or 0, area_id)) or parent_there(work, version, area_id),
        area_id=area_id,
        party_line=version.party_line,
        valid_from=work.on,
        basis=work.course.basis,
    )
    work.memento.made(name, fresh)
    keep_new_names(work, fresh)
    work.founded_for[agency.pk] = version.agency_id
    return agency.pk
