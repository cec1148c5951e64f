"""A document is found by the number that words give it, where that alone tells."""

import pytest

from pcmt.documents import queries
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.rules.identity import first_number
from pcmt.web.agencies.papers import address_of, reference_of
from tests.documents import papers
from tests.province import AT


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Quyết định số 88/QĐ-UBND ngày 15/7/2025 của UBND tỉnh", "88/QĐ-UBND"),
        ("ngày 15/7/2025, số 28/2025/QĐ-TTg.", "28/2025/QĐ-TTg"),
        ("Chỉ thị 36-CT/TW", "36-CT/TW"),
        ("ngày 15/7/2025", ""),
        ("1" * 1_000_000 + "/A", ""),
        ("", ""),
    ],
)
def test_the_first_number_in_words(words: str, number: str):
    assert first_number(words) == number


def test_a_registered_document_is_found_and_linked(province, actor):
    planner = actor("planner")
    made = register_document(data=papers.PLAN.encode(), name="kh.txt", actor=planner, at=AT)
    assert reference_of(planner, "Kế hoạch số 18/KH-UBND của UBND tỉnh") == f"document:{made}"
    assert reference_of(planner, "Kế hoạch số 19/KH-UBND") == ""
    assert reference_of(actor("admin"), "Kế hoạch số 18/KH-UBND") == ""
    assert address_of(f"document:{made}") == f"/van-ban/{made}/"
    assert address_of("") == address_of("document:x") == address_of("task:5") == ""
    assert queries.named_in(planner, "không số") is None
