"""What may stand as the copy of a signed paper, and what the others are told."""

import pytest

from pcmt.files.queries import flaw_of_scan
from tests import scans
from tests.journeys.files import locked_pdf


@pytest.mark.parametrize("data", [scans.PDF, scans.PNG, scans.JPEG])
def test_a_pdf_that_opens_and_a_picture_stand(data: bytes) -> None:
    assert flaw_of_scan(data) == ""


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "rỗng"),
        (scans.ZIP, "tệp nén ZIP"),
        (scans.DOCX, "văn bản Word (DOCX)"),
        ("một hai ba".encode(), "văn bản thuần"),
        (scans.GARBAGE_PDF, "PDF hỏng"),
        (scans.PAGELESS_PDF, "PDF"),
        (scans.PDF[:60], "PDF"),
    ],
)
def test_anything_else_is_told_what_is_wrong_and_what_to_do(data: bytes, told: str) -> None:
    flaw = flaw_of_scan(data)
    assert told in flaw
    assert "ải lên" in flaw


def test_a_locked_pdf_is_told_to_lose_its_password() -> None:
    assert "Bỏ mật khẩu" in flaw_of_scan(locked_pdf().read())
