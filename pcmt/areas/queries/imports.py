"""A file of the map looked through before it is written: a verdict on each line, and whether it may be written."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.areas.importing.kinds import LABELS, plan_of
from pcmt.areas.importing.plan import VERDICTS, Asked, Finding
from pcmt.areas.policy import may_change
from pcmt.kernel.actor import Actor


@dataclass(frozen=True)
class Preview:
    """What a file would do. `counts`: (verdict, label, number) for each verdict that occurs, in the order of the list.

    digest: SHA-256 of all findings, so that what is applied can be held against what was shown.
    """

    kind: str
    kind_label: str
    findings: tuple[Finding, ...]
    counts: tuple[tuple[str, str, int], ...]
    is_blocked: bool
    digest: str

    def of(self, verdict: str) -> tuple[Finding, ...]:
        """The findings of one verdict."""
        return tuple(finding for finding in self.findings if finding.verdict == verdict)


def preview_import(actor: Actor, data: bytes, on: date, at: datetime, source: str = "") -> Preview:
    """This will tell what importing a file would do to the map of a day; writes nothing.

    Raises NotAllowed for who may not import, and refuses a file that cannot be read at all.
    """
    may_change(actor, "import_file").require()
    plan = plan_of(data, Asked(on, at, source))
    counts = plan.counts
    return Preview(
        kind=plan.kind,
        kind_label=LABELS[plan.kind],
        findings=tuple(plan.findings),
        counts=tuple((code, label, counts[code]) for code, label in VERDICTS.items() if counts[code]),
        is_blocked=plan.is_blocked,
        digest=digest_of(plan.findings),
    )


def digest_of(findings: list[Finding]) -> str:
    """This will give the SHA-256 of findings in their order."""
    text = "\n".join(f"{one.verdict}\t{one.where}\t{one.code}\t{one.name}\t{one.note}" for one in findings)
    return hashlib.sha256(text.encode()).hexdigest()
