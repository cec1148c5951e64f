"""`pcmt accounts why` and `confirm`: what whoever runs the server may ask and agree to, about rights."""

from typing import Annotated

import typer
from django.utils import timezone

from pcmt.accounts.actions.confirm_role import confirm_role
from pcmt.cli.output import AsJson, print_json
from pcmt.kernel.actor import system_actor
from pcmt.trace import queries

User = Annotated[str, typer.Argument(metavar="USER", help="Sign-in name of the account asked about.")]
Action = Annotated[str, typer.Argument(metavar="ACTION", help="Name of the action or look, as reporting.accept.")]
Thing = Annotated[
    str, typer.Argument(metavar="OBJECT", help=f"One of {', '.join(f'{kind}:ID' for kind in queries.kinds_asked())}.")
]


def why(username: User, action: Action, thing: Thing, as_json: AsJson = False) -> None:
    """Say whether an account may do something with a thing, by which grant, and who else could.

    Exit status 0 where it may, 1 where it may not.
    """
    asker = system_actor("pcmt accounts why", "accounts.manage")
    told = queries.why(asker, username, action, thing, timezone.now())
    if as_json:
        print_json(told)
    else:
        typer.echo(
            f"{'ĐƯỢC' if told.allowed else 'KHÔNG ĐƯỢC'}: {told.person} – {told.action_label} – {told.reference}"
        )
        for answer in told.answers:
            typer.echo(f"  [{'được' if answer.allowed else 'không'}] {answer.capacity}: {answer.reason}")
        typer.echo(f"Quy định: {told.rule}")
        for holder in told.holders:
            typer.echo(f"Làm được việc này: {holder}")
    if not told.allowed:
        raise typer.Exit(1)


def confirm(
    proposal: Annotated[int, typer.Argument(metavar="PROPOSAL", help="Number of the proposed role.")],
    as_json: AsJson = False,
) -> None:
    """Confirm a proposed role as whoever runs the server; refused once there is a second administrator."""
    operator = system_actor("người vận hành máy chủ", "accounts.confirm_role")
    grant = confirm_role(proposal_id=proposal, actor=operator, at=timezone.now())
    if as_json:
        print_json({"grant": grant})
    else:
        typer.echo(f"Đã xác nhận đề nghị {proposal}; vai trò có hiệu lực ngay.")
