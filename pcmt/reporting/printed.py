"""The code on a printed report: what is signed on paper is compared by it with what the system holds."""

import base64
import json
import re

from django.utils.crypto import salted_hmac

from pcmt.kernel.refusal import Refusal
from pcmt.reporting.models import Submission

SALT = "pcmt.reporting.printed"
GROUPS, LETTERS = 3, 4
LONGEST = 60
NOT_PART = re.compile(r"[^A-Z2-7]")


class StalePrint(Refusal):
    """This will say that a paper was printed from other figures than those that stand now."""

    code = "stale_print"


def print_code(submission: Submission) -> str:
    """This will give the code of a report's figures, answers and words as they stand: `ABCD-EFGH-IJKL` (4 queries).

    Sixty bits in base 32, which has no 0, 1 or 8: enough to notice a change, short enough to be typed. Keyed by the
    installation's secret, lest figures that a reader may not see be guessed from the code of a report.
    """
    duty = submission.duty
    held = {
        "duty": [duty.form_id, duty.period, duty.area_id, duty.agency_id, submission.round],
        "cells": sorted(submission.cells.filter(scaled__isnull=False).values_list("element", "scaled", "scale")),
        "answers": sorted(submission.answers.values_list("question", "text", "file__digest")),
        "words": sorted(submission.words.exclude(text="").values_list("field", "text")),
    }
    written = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    letters = base64.b32encode(salted_hmac(SALT, written, algorithm="sha256").digest()).decode()[: GROUPS * LETTERS]
    return "-".join(letters[start : start + LETTERS] for start in range(0, len(letters), LETTERS))


def require_same_print(submission: Submission, typed: str) -> str:
    """This will give the code where the one typed off the paper is it; raises StalePrint where it is another."""
    code = print_code(submission)
    if NOT_PART.sub("", typed[:LONGEST].upper()) != NOT_PART.sub("", code):
        message = (
            "Mã số liệu trên bản in không khớp số liệu hiện nay."
            if typed.strip()
            else "Chưa ghi mã số liệu in ở cuối bản ký."
        )
        raise StalePrint(
            message,
            remedy="Xem lại mã ở cuối bản in; nếu số liệu đã sửa sau khi in thì in lại, trình ký lại.",
            fields={"code": message},
        )
    return code
