"""The rows of one report, as pages and actions ask for them again and again: questions made once (`pcmt.prepared`)."""

from pcmt.prepared import Prepared, Rows
from pcmt.reporting.models import (
    Answer,
    Confirmation,
    CorrectionAsked,
    DraftCell,
    Explanation,
    Extension,
    LateEntry,
    Remark,
    Signature,
    Step,
    Submission,
    Words,
)

REPORT = Prepared(lambda submission_id: Submission.ever.select_related("duty").filter(pk=submission_id))
HELD = Prepared(
    lambda submission_id: (
        Submission.ever.select_for_update(of=("self",)).select_related("duty").filter(pk=submission_id)
    )
)
"""The report locked until the transaction ends; it asks for one. Dropped corrections too, as above: who still writes in
one is told so."""

CELLS = Prepared(lambda submission_id: DraftCell.objects.filter(submission_id=submission_id))
FIGURES = Prepared(
    lambda submission_id: DraftCell.objects.filter(submission_id=submission_id, scaled__isnull=False).values_list(
        "element", "scaled", "scale"
    )
)
WORDS = Prepared(lambda submission_id: Words.objects.filter(submission_id=submission_id))
ANSWERS = Prepared(lambda submission_id: Answer.objects.filter(submission_id=submission_id))
EXPLANATIONS = Prepared(
    lambda submission_id: Explanation.objects.filter(submission_id=submission_id).values_list("check_code", "text")
)

STEPS = Prepared(lambda submission_id: Step.objects.filter(submission_id=submission_id).order_by("id"))
MADE = Prepared(
    lambda submission_id: Step.objects.filter(submission_id=submission_id).values_list(
        "move", "person_id", "on_behalf_of_id"
    )
)
CONFIRMATIONS = Prepared(
    lambda submission_id: Confirmation.objects.filter(submission_id=submission_id, voided_at__isnull=True)
)
SIGNATURE = Prepared(
    lambda submission_id: Signature.objects.filter(submission_id=submission_id, voided_at__isnull=True).order_by("id")
)

REPORTS, ALL_STEPS = Rows(Submission), Rows(Step)
ALL_CONFIRMATIONS, ALL_SIGNATURES = Rows(Confirmation), Rows(Signature)

ROUNDS = Prepared(lambda duty_id: Submission.objects.filter(duty_id=duty_id).order_by("round"))
EXTENSIONS = Prepared(lambda duty_id: Extension.objects.filter(duty_id=duty_id).order_by("id"))
CORRECTIONS_ASKED = Prepared(lambda duty_id: CorrectionAsked.objects.filter(submission__duty_id=duty_id).order_by("id"))
LATE_ENTRIES = Prepared(lambda duty_id: LateEntry.objects.filter(duty_id=duty_id).order_by("id"))
REMARKS = Prepared(lambda duty_id: Remark.objects.filter(submission__duty_id=duty_id).order_by("id"))
