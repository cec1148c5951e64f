"""`pcmt reporting template` and `take`: reports handed out as workbooks to fill in, and taken back."""

from pathlib import Path
from typing import Annotated

import typer

from pcmt.areas import queries as areas
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import AsJson, print_json, write_out
from pcmt.cli.reporting import FormCode, read_period
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries
from pcmt.reporting.actions.take_workbook import take_workbook
from pcmt.reporting.actions.try_workbook import try_workbook

SHOWN = 20


def template(
    form: FormCode,
    *,
    period: Annotated[Period, typer.Option(parser=read_period, metavar="PERIOD", help="As 2026-11@nd09.")],
    area: Annotated[str, typer.Option(help="Code of the unit; left out, one workbook for all that you fill in.")] = "",
    out: Annotated[Path, typer.Option(help="Where to write the workbook.", dir_okay=False)],
    username: AsUser,
) -> None:
    """Write a report as a signed workbook to fill in, with its checks, totals and the figures of before."""
    actor, at = acting(username)
    if area:
        found = areas.area_by_code(area, period.last_day)
        duty = queries.duty(actor, form, period, found.id)
        if duty is None:
            raise NotFound("Không tìm thấy báo cáo số liệu này.")
        made = queries.blank(actor, duty.submission_id, at)
    else:
        made = queries.blank_of_many(actor, form, period, at)
    write_out(out, made.content)
    typer.echo(f"{out}: {len(made.content) // 1024 + 1} KB")


def take(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The workbook, filled in.")],
    *,
    username: AsUser,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would come of it; save nothing.")] = False,
    apply: Annotated[bool, typer.Option("--apply", hidden=True)] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Save what is right, leave what is not.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take a filled-in workbook into the drafts, all or nothing; handed in again, it changes nothing.

    Leaves with status 1 where a cell is wrong or was changed by somebody else since the workbook was taken.
    """
    actor, at = acting(username)
    data = file.read_bytes()
    if dry_run:
        taken = try_workbook(data=data, actor=actor, at=at).taken
    else:
        taken = take_workbook(data=data, name=file.name, partial=partial, actor=actor, at=at)
    if as_json:
        print_json(taken)
    else:
        _tell(taken)
    if not taken.is_clean:
        raise typer.Exit(1)


def _tell(taken: queries.Taken) -> None:
    done = "Đã lưu" if taken.applied else "Chưa lưu gì; có thể lưu"
    counts = f"{done} {taken.saved} mục của {len(taken.units)} đơn vị."
    typer.echo(f"{taken.form_label}, {taken.period_label}: {counts if taken.saved else 'không có gì thay đổi.'}")
    for fault in taken.faults[:SHOWN]:
        typer.echo(f"- {fault.page} {fault.address} {fault.label}: {fault.text}", err=True)
    for one in taken.conflicts[:SHOWN]:
        typer.echo(f"- {one.conflict.label}: {one.conflict.by} đã sửa thành “{one.conflict.theirs}”", err=True)
