"""`pcmt plans`: who answers for what, how a plan stands, its files out and its sheet back in."""

from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Annotated, Any

import typer
from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json, write_out
from pcmt.cli.trace import AsReader, operator
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.notices.queries import Entry, calendar
from pcmt.plans import queries
from pcmt.plans.actions.import_plan import import_plan

app = typer.Typer(help="Coverage and standing of a plan, its files out and in.", no_args_is_help=True)

FAULTS_LEFT = 1
LONGEST_LINE = 120
Named = Annotated[str, typer.Argument(metavar="PLAN", help="Its identifier, or its number: 18/KH-UBND.")]


@app.command("list")
def list_(*, username: AsReader = "", as_json: AsJson = False) -> None:
    """Print the plans that the reader may see: identifier, number, title, state."""
    found = queries.plans(_reader(username))
    if as_json:
        print_json([_plain_plan(one) for one in found])
        return
    for one in found:
        typer.echo(f"{one.id}\t{one.document_number}\t{one.title}\t{one.state_label}")


@app.command()
def coverage(plan: Named, *, username: AsReader = "", as_json: AsJson = False) -> None:
    """Print duties × agencies: what has no lead, who has no duty, who has no plan of its own, what is unclear."""
    reader = _reader(username)
    found = queries.coverage(reader, _plan(reader, plan), timezone.localdate())
    told = _plain_coverage(found)
    if as_json:
        print_json(told)
        return
    typer.echo(f"{found.plan.title}: {len(found.duties)} nhiệm vụ, {len(told['agencies'])} cơ quan.")
    for label, rows in (
        ("Chưa có ai chủ trì", [_short(one["title"]) for one in told["without_lead"]]),
        ("Chưa được giao việc nào", [one["name"] for one in told["without_duty"]]),
        ("Chưa có kế hoạch riêng", [f"{one['name']}: {one['label']}" for one in told["without_plan"]]),
        ("Chưa rõ", [f"{_short(one['title'])}: {one['reason']}" for one in told["unclear"]]),
    ):
        typer.echo(f"{label}: {len(rows)}")
        for row in rows:
            typer.echo(f"  {row}")


@app.command()
def status(
    plan: Named,
    *,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Day against which late is told.")] = "",
    username: AsReader = "",
    as_json: AsJson = False,
) -> None:
    """Print how a plan's targets and tasks stand on a day, and who has issued a plan of their own."""
    reader, day = _reader(username), _day(on)
    told = _plain_status(reader, _plan(reader, plan), day)
    if as_json:
        print_json(told)
        return
    typer.echo(f"{told['plan']['title']} ({told['plan']['state_label']}), ngày {day:%d/%m/%Y}")
    for one in told["targets"]:
        typer.echo(f"  {one['label']}: {one['level']}, {one['deadline']}: {one['standing'] or 'không kết luận được'}")
    counts = ", ".join(f"{label} {count}" for label, count in told["tasks"]["by_state"].items())
    typer.echo(f"Nhiệm vụ: {told['tasks']['count']} ({counts}); quá hạn {told['tasks']['overdue']}")
    typer.echo(f"Kế hoạch cấp dưới: {told['own_plans']['issued']}/{told['own_plans']['asked']}")


@app.command()
def export(
    plan: Named,
    *,
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="File to write: .xlsx, .docx or .ics.")],
    username: AsReader = "",
) -> None:
    """Write a plan as a sheet that can be taken back (.xlsx), a document (.docx) or a calendar (.ics)."""
    reader, at = _reader(username), timezone.now()
    plan_id, day = _plan(reader, plan), timezone.localdate(at)
    kind = out.suffix.lower()
    if kind == ".xlsx":
        content = queries.exported(reader, plan_id, day)
    elif kind == ".docx":
        content = queries.exported_paper(reader, plan_id, day)
    elif kind == ".ics":
        days = queries.plan_days(reader, plan_id, day)
        entries = (Entry(f"{reference}-{on:%Y%m%d}@pcmt", title, on) for reference, title, on in days)
        content = calendar(entries, name=queries.plan(reader, plan_id).title, at=at)
    else:
        raise typer.BadParameter("name the file .xlsx, .docx or .ics", param_hint="--out")
    write_out(out, content)
    typer.echo(f"{out}: {len(content)} byte.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", exists=True, dir_okay=False)],
    username: AsUser,
    *,
    plan: Annotated[
        str,
        typer.Option("--plan", metavar="PLAN", help="Identifier or number; default: as the sheet's references tell."),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Try every row and take it back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take a plan's sheet back: rows with a reference are put right, rows without one are added; all or none."""
    (actor, at), data = acting(username), file.read_bytes()
    plan_id = _plan(actor, plan) if plan else queries.plan_of_sheet(data)
    if plan_id is None:
        raise NotFound("Bảng không có mã của kế hoạch nào.", remedy="Nêu kế hoạch sau --plan: số, ký hiệu hoặc mã số.")
    taken = import_plan(plan_id=plan_id, data=data, dry_run=dry_run, actor=actor, at=at)
    if as_json:
        faults = [{"row": one.row, "column": one.key, "text": one.text} for one in taken.faults]
        print_json(
            {
                "dry_run": dry_run,
                "added": len(taken.added),
                "revised": list(taken.revised),
                "unchanged": len(taken.unchanged),
                "faults": faults,
            }
        )
    else:
        tried = "Thử: " if dry_run else ""
        typer.echo(f"{tried}thêm {len(taken.added)}, sửa {len(taken.revised)}, giữ nguyên {len(taken.unchanged)}.")
        for one in taken.faults:
            typer.echo(f"  dòng {one.row}: {one.text}", err=True)
    if taken.faults:
        raise typer.Exit(FAULTS_LEFT)


def _short(title: str) -> str:
    """A title in a line; `--json` tells it whole."""
    return shorten(title, LONGEST_LINE, placeholder=" …")


def _reader(username: str) -> Actor:
    return acting(username)[0] if username else operator()


def _plan(reader: Actor, named: str) -> int:
    found = queries.plan_named(reader, named)
    if found is None:
        raise NotFound(f"Không tìm thấy kế hoạch “{named}”.", remedy="pcmt plans list: xem các kế hoạch.")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise typer.BadParameter(f"no day: {text!r} (as 2026-11-21)", param_hint="--on") from None


def _plain_plan(view: queries.PlanView) -> dict[str, Any]:
    return {
        "id": view.id,
        "number": view.document_number,
        "title": view.title,
        "kind": view.kind,
        "state": view.state,
        "state_label": view.state_label,
        "from": view.horizon_from,
        "to": view.horizon_to,
    }


def _plain_coverage(found: queries.Coverage) -> dict[str, Any]:
    names = {key: one.name for key, one in found.agencies.items()}
    task = {key: {"id": key, "title": one.title} for key, one in found.duties.items()}
    return {
        "plan": _plain_plan(found.plan),
        "on": found.on,
        "duties": [
            {
                **task[key],
                "leads": [party.name for party in one.leads],
                "supports": [party.name for party in one.supports],
            }
            for key, one in found.duties.items()
        ],
        "agencies": [
            {
                "id": line.agency_id,
                "name": names.get(line.agency_id, ""),
                "leads": list(line.leads),
                "supports": list(line.supports),
            }
            for line in found.cover.lines
        ],
        "without_lead": [task[key] for key in found.cover.without_lead],
        "without_duty": [{"id": one.id, "name": one.name} for one in found.idle],
        "without_plan": [
            {"id": row.agency_id, "name": row.agency_name, "due_on": row.due_on, "state": row.state, "label": row.label}
            for row in found.without_plan
        ],
        "unclear": [{"id": one.id, "title": one.title, "reason": why} for one, why in found.unclear],
    }


def _plain_status(reader: Actor, plan_id: int, on: date) -> dict[str, Any]:
    targets = queries.targets(reader, plan_id=plan_id)
    places = areas.areas_by_id({one.scope_area_id for one in targets}, on)
    seen = {key for key, area in places.items() if indicators.may_view(reader, area)}
    standing = indicators.progresses([one for one in targets if one.scope_area_id in seen], on)
    tasks = [one for one in queries.tasks(reader, plan_id=plan_id, on=on) if one.state != "withdrawn"]
    by_state: dict[str, int] = {}
    for one in tasks:
        by_state[one.state_label] = by_state.get(one.state_label, 0) + 1
    below = queries.cascade(reader, plan_id, on)
    return {
        "plan": _plain_plan(queries.plan(reader, plan_id)),
        "on": on,
        "targets": [
            {
                "id": one.id,
                "label": one.label,
                "level": one.level,
                "deadline": one.deadline,
                "by": one.by.id,
                "area": one.scope_name,
                "now": standing[one.id].now if one.id in standing else None,
                "state": standing[one.id].state if one.id in standing else None,
                "standing": standing[one.id].label if one.id in standing else None,
            }
            for one in targets
        ],
        "tasks": {
            "count": len(tasks),
            "by_state": by_state,
            "overdue": sum(one.is_overdue for one in tasks),
            "late": [{"id": one.id, "title": one.title, "due_on": one.due_on} for one in tasks if one.is_overdue],
        },
        "own_plans": {"asked": len(below.rows), "issued": below.issued, "late": below.late, "lacking": below.lacking},
    }
