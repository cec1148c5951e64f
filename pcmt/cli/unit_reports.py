"""`pcmt reporting report`: a unit's own report written as a document."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.cli.acting import AsUser, acting
from pcmt.cli.output import write_out
from pcmt.cli.reporting import FormCode, read_period
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.publications import queries as publications
from pcmt.reporting import queries as reporting

WRITERS = {".docx": publications.unit_docx, ".pdf": publications.unit_pdf}


def report(
    form: FormCode,
    *,
    period: Annotated[Period, typer.Option(parser=read_period, metavar="PERIOD", help="As 2026-11@nd09.")],
    area: Annotated[str, typer.Option(help="Code of the unit.")],
    line: Annotated[str, typer.Option(help="Layout of the line, as xa-tuyen-cong-an; left out, the first.")] = "",
    out: Annotated[Path, typer.Option(help="Where to write it: FILE.docx or FILE.pdf.", dir_okay=False)],
    username: AsUser,
) -> None:
    """Write a unit's own report, figures and words, as the document that it sends to those above it."""
    actor, at = acting(username)
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise typer.BadParameter("the file must end in .docx or .pdf", param_hint="--out")
    found = areas.area_by_code(area, period.last_day)
    duty = reporting.duty(actor, form, period, found.id)
    if duty is None:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    view = publications.unit_report(actor, duty.submission_id, on=timezone.localdate(at), line=line)
    write_out(out, write(view))
    others = ", ".join(one.code for one in view.lines if one.code != view.chosen.code)
    typer.echo(f"{out}: {view.chosen.layout.line}{' (dự thảo)' if view.draft else ''}")
    if others and not line:
        typer.echo(f"Tuyến khác: --line {others}")
