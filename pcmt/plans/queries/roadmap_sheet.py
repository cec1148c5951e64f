"""The registered roadmap as a sheet: every commune of a target's area with its year, handed out and handed in again."""

from datetime import date

from pcmt.kernel.actor import Actor
from pcmt.plans.models import RoadmapEntry, Target
from pcmt.plans.queries.roadmaps import last_year_of, of_roadmap, registered_already, roadmap
from pcmt.plans.rules.registering import LONGEST_NOTE
from pcmt.plans.rules.roadmap_rows import Held
from pcmt.plans.scoping import communes_of
from workbook.spec import Column, SheetSpec
from workbook.template import template


def sheets_of(target_id: int) -> str:
    """This will give the purpose under which sheets of one roadmap are kept: one target's is not entered at another."""
    return f"plans.preview_roadmap:{target_id}"


def roadmap_sheet(target: Target) -> SheetSpec:
    """This will give the sheet of a target's roadmap with the years that may be chosen."""
    years = [str(year) for year in range(target.plan.horizon_from.year, last_year_of(target) + 1)]
    return SheetSpec(
        name="Lộ trình đăng ký",
        columns=(
            Column("code", "Mã", required=True, longest=20, width=12, help="Mã của xã, phường; giữ nguyên."),
            Column("name", "Xã, phường", longest=120, width=32, help="Để dễ nhìn; tra theo mã."),
            Column(
                "year",
                "Năm đăng ký",
                "choice",
                choices=tuple((year, year) for year in years),
                width=16,
                help=f"Một năm từ {years[0]} đến {years[-1]}; để trống là không đăng ký.",
            ),
            Column("note", "Ghi chú", longest=LONGEST_NOTE, width=40, help="Chỉ ghi khi đăng ký mới."),
            Column(
                "reason",
                "Lý do, căn cứ",
                longest=300,
                width=40,
                help="Phải ghi khi đổi năm, hoặc xóa năm của nơi đã đăng ký.",
            ),
        ),
        instructions=(
            "Mỗi dòng một xã, phường. Ghi năm để đăng ký; đổi năm hoặc xóa năm thì ghi lý do ở cột cuối.",
            "Nơi không có trong bảng thì giữ nguyên. Có một dòng sai thì chưa dòng nào được ghi.",
        ),
        most_rows=1000,
    )


def roadmap_file(actor: Actor, target_id: int, on: date) -> bytes:
    """This will write the roadmap as it stands, on the map of a day; NotFound where the actor may not see it."""
    view = roadmap(actor, target_id, on)
    target = Target.objects.select_related("plan").get(id=target_id)
    held = {entry.area_id: entry for entry in view.entries}
    rows = [
        (area.code, area.full_name, str(entry.year) if entry else "", entry.note if entry else "", "")
        for area in communes_of(target, on)
        for entry in [held.get(area.id)]
    ]
    return template(roadmap_sheet(target), rows)


def standing(target: Target, on: date) -> tuple[dict[str, int], dict[int, Held]]:
    """This will give what a sheet is held against: the communes by code, and what is registered of them already."""
    places = communes_of(target, on)
    rows = registered_already(target, [area.id for area in places])
    shared = {row.pk for row in RoadmapEntry.objects.filter(of_roadmap(target), state=RoadmapEntry.State.ACTIVE)}
    held = {row.area_id: Held(row.pk, row.year, "" if row.pk in shared else row.target.plan.title) for row in rows}
    return {area.code: area.id for area in places}, held
