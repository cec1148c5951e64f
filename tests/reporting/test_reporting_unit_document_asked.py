"""What was asked on occasion, for days of its own, is sent as a document too: nothing to compare, no year so far."""

import pytest

from pcmt.documents.actions.register_document import register_document
from pcmt.publications.queries import unit_docx, unit_report
from pcmt.reporting.queries.requests import request
from tests.documents import papers
from tests.province import AT
from tests.reporting.test_reporting_requests import ALL, TODAY, ActorOf, _in_force, asked, asked_rulebook
from vanban.write.model import Table
from vanban.write.text import write_text

__all__ = ["_in_force", "asked_rulebook"]
pytestmark = pytest.mark.django_db


def test_a_request_is_answered_by_a_document(actor: ActorOf) -> None:
    found = request(actor("planner"), asked(actor, ALL), TODAY)
    submission = found.rows[0].submission_id
    view = unit_report(actor("planner"), submission, on=TODAY)
    (table,) = (block for block in view.document.annexes[0].body if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["TT", "Nội dung", "Đơn vị tính", "Kỳ này"]
    assert view.chosen.code in ("xa-dot-xuat", "dot-xuat")
    assert view.document.title.startswith("Kết quả kiểm tra quán bar từ 01/11/2026")
    text = write_text(view.document)
    assert "từ 01/11/2026 đến 20/11/2026" in text
    assert "so với" not in text
    assert "để so sánh" not in text
    assert "Thực hiện yêu cầu của cơ quan thường trực" in text
    assert unit_docx(view).startswith(b"PK")


def test_the_document_behind_the_request_is_named(actor: ActorOf) -> None:
    plan = register_document(data=papers.PLAN.encode(), name="ke-hoach-18.txt", actor=actor("planner"), at=AT)
    found = request(actor("planner"), asked(actor, ALL, document_id=plan), TODAY)
    text = write_text(unit_report(actor("planner"), found.rows[0].submission_id, on=TODAY).document)
    assert "Thực hiện Kế hoạch số 18/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh Hoa Mai và yêu cầu" in text
    assert "về kiểm tra quán bar" in text
