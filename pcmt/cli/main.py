"""The command `pcmt` with its sub-commands, one module each; refusals become a reason on stderr and exit status 1."""

import sys
from collections.abc import Sequence

import typer
from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection
from django.utils import timezone

from pcmt.accounts.queries import guidance
from pcmt.cli import (
    accounts,
    areas,
    documents,
    figures,
    indicators,
    journal,
    old_books,
    plans,
    reporting,
    rulebook,
    trace,
    unit_reports,
    workbooks,
)
from pcmt.cli.jobs import jobs
from pcmt.cli.reminders import reminders
from pcmt.cli.sample.command import sample
from pcmt.cli.serve import serve
from pcmt.kernel.refusal import Refusal

app = typer.Typer(
    name="pcmt",
    help="PCMT: from the sentence in a directive to the figure in the report that answers it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(accounts.app, name="accounts")
app.add_typer(areas.app, name="areas")
app.add_typer(documents.app, name="document")
app.add_typer(indicators.app, name="indicators")
app.add_typer(journal.app, name="journal")
app.add_typer(reporting.app, name="period")
app.add_typer(plans.app, name="plans")
app.add_typer(figures.app, name="reporting")
app.add_typer(rulebook.app, name="rulebook")
figures.app.command()(workbooks.template)
figures.app.command()(workbooks.take)
figures.app.command()(unit_reports.report)
figures.app.command()(old_books.import_book)
app.command()(trace.trace)
app.command()(jobs)
app.command()(reminders)
app.command()(sample)
app.command()(serve)


def run(arguments: Sequence[str] | None = None) -> None:
    """This will run one command (by default the process's own) and leave with its exit status."""
    try:
        app(args=None if arguments is None else list(arguments), prog_name="pcmt")
    except Refusal as refusal:
        typer.echo(f"pcmt: {refusal}", err=True)
        for line in _guidance(refusal):
            typer.echo(f"      {line}", err=True)
        sys.exit(1)
    except (OperationalError, ProgrammingError) as error:
        typer.echo(f"pcmt: {not_ready(error)}", err=True)
        sys.exit(1)


def _guidance(refusal: Refusal) -> list[str]:
    """Which rule refused, and which posts could do it, where the refusal is one of rights."""
    if refusal.needs is None:
        return []
    told = guidance(refusal.needs, actor=None, at=timezone.now())
    return [told.rule, *(f"Làm được việc này: {holder}" for holder in told.holders)]


def not_ready(error: Exception) -> str:
    """This will say which database was asked, and what to do where it is not the one meant."""
    if connection.vendor == "sqlite":
        looked_in = f"Đã tìm trong thư mục {settings.DATA_DIR}. "
        otherwise = ", hoặc đặt PCMT_DATA=THƯ-MỤC nếu dùng ./run --data THƯ-MỤC"
    else:
        looked_in, otherwise = "Đã tìm ở máy chủ mà PCMT_DATABASE ghi. ", ""
    return f"Cơ sở dữ liệu chưa sẵn sàng ({error}). {looked_in}Chạy ./run một lần để tạo{otherwise}, rồi thử lại."
