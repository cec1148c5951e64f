"""Upload the scan of the signed paper, where the head signs by hand."""

from datetime import datetime

from django.db import transaction

from pcmt.files import queries as files
from pcmt.files.actions.keep import keep
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import policy
from pcmt.reporting.models import Signature
from pcmt.reporting.printed import require_same_print
from pcmt.reporting.readiness import check_ready
from pcmt.reporting.rounds import hold


class NoScan(Refusal):
    """This will say that an uploaded file is no scan of a paper."""

    code = "no_scan"


@transaction.atomic
def upload_signed(
    *, submission_id: int, data: bytes, name: str, code: str, version: int | None = None, actor: Actor, at: datetime
) -> int:
    """This will keep the scan as the report's signature and return its file's identifier.

    The paper bears the head's signature; here stands who uploaded it. code: what is
    printed at its foot; raises StalePrint where the figures have changed since, NoScan for what is neither a PDF
    that opens nor a picture.
    """
    held = hold(submission_id, actor, version)
    policy.may_on_duty(actor, "reporting.upload_signed", held.duty).require()

    target = held.check_move("upload_signed", actor, at)
    check_ready(held)
    if flaw := files.flaw_of_scan(data):
        raise NoScan(f"“{name}” không dùng được làm bản ký.", remedy=flaw, fields={"file": flaw})

    code = require_same_print(held.submission, code)

    kept = keep(data=data, name=name, purpose="reporting.signed", actor=actor, at=at)
    Signature.objects.create(
        submission=held.submission,
        person_id=actor.person_id,
        on_behalf_of_id=actor.principal_id,
        post_id=actor.post_id,
        at=at,
        mode=Signature.Mode.SCAN,
        file_id=kept.id,
    )
    held.step("upload_signed", target, actor=actor, at=at, detail={"file": kept.id, "code": code})

    record(
        action="reporting.upload_signed",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"state": target, "file": f"file:{kept.id}", "digest": kept.digest, "code": code},
    )
    return kept.id
