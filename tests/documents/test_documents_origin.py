"""A document of another province is told as such, before anybody confirms what it asks of others."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.rules.origin import is_of_another, province_named
from pcmt.plans.actions.adopt_plan import adopt_plan
from tests.documents import papers

Visit = Callable[..., Client]
FOREIGN = papers.PLAN.replace("TỈNH HOA MAI", "TỈNH NGHỆ AN").replace("tỉnh Hoa Mai", "tỉnh Nghệ An")


@pytest.mark.parametrize(
    ("issuer", "named"),
    [
        ("Ủy ban nhân dân tỉnh Nghệ An", "Nghệ An"),
        ("Ban Thường vụ Thành ủy Cần Thơ", "Cần Thơ"),
        ("Sở Y tế tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Ủy ban nhân dân phường Sen Hồng, thành phố Hà Nội", "Hà Nội"),
        ("Ủy ban nhân dân TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("Ủy ban nhân dân tỉnh Hoa Mai", ""),
        ("Ủy ban nhân dân tỉnh", ""),
        ("Thủ tướng Chính phủ", ""),
    ],
)
def test_the_province_is_read_from_the_issuer(issuer: str, named: str):
    assert province_named(issuer) == named


def test_a_hostile_issuer_stays_linear():
    assert province_named("tỉnh " * 200_000) == ""


def test_the_names_of_what_the_province_was_made_of_are_its_own():
    assert is_of_another("Nghệ An", ("Hoa Mai",))
    assert not is_of_another("Hậu Giang", ("Cần Thơ", "Hậu Giang", "Sóc Trăng"))
    assert not is_of_another("Nghệ An", ())
    assert not is_of_another("", ("Hoa Mai",))


def test_the_page_warns_of_a_document_of_another_province(visit: Visit, planner, at):
    document_id = register_document(data=FOREIGN.encode(), name="kh.txt", actor=planner, at=at)
    view = documents.document(planner, document_id)
    assert view.row.issued_on == date(2026, 2, 12)
    assert [note.partition(":")[0] for note in view.notes] == ["Văn bản của tỉnh khác"]
    page = visit("planner").get(reverse("documents.read", args=[document_id])).content.decode()
    assert "Văn bản của tỉnh khác: cơ quan ban hành thuộc Nghệ An, hệ thống này phục vụ tỉnh Hoa Mai." in page


def test_many_are_adopted_from_another_provinces_document_only_on_purpose(visit: Visit, planner, at):
    document_id = register_document(data=FOREIGN.encode(), name="kh.txt", actor=planner, at=at)
    adopt_plan(
        document_id=document_id,
        title="Theo tỉnh bạn",
        horizon=(date(2026, 1, 1), date(2026, 12, 31)),
        actor=planner,
        at=at,
    )
    client = visit("planner")
    desk = client.get(reverse("documents.read", args=[document_id])).content.decode()
    assert "chỉ xác nhận những mục mà tỉnh Hoa Mai tự nhận làm" in desk
    many = reverse("plans.adopt_suggestions", args=[document_id])
    page = client.get(many, {"tu": 80})
    assert "Đơn vị mình nhận làm theo" in page.text
    said = {"tu": 80, "muc": [row.card.item.id for row in page.context["doing"]]}
    assert said["muc"]
    refused = client.post(many, said)
    assert refused.status_code == 422
    assert "Đây là văn bản của tỉnh khác" in refused.text
    assert {one.state for one in documents.document(planner, document_id).suggestions} == {"open"}
    client.post(many, {**said, "nhan": "1"})
    assert "adopted" in {one.state for one in documents.document(planner, document_id).suggestions}
    assert "Đơn vị mình nhận làm theo" not in client.get(many, {"tu": 80}).text


def test_one_is_asked_once_a_document_whether_it_is_taken_on_here(visit: Visit, planner, at):
    document_id = register_document(data=FOREIGN.encode(), name="kh.txt", actor=planner, at=at)
    plan = adopt_plan(
        document_id=document_id,
        title="Theo tỉnh bạn",
        horizon=(date(2026, 1, 1), date(2026, 12, 31)),
        actor=planner,
        at=at,
    )
    client, address = visit("planner"), reverse("documents.read", args=[document_id])
    duties = [one for one in documents.document(planner, document_id).suggestions if one.kind == "duty"]

    def confirm(suggestion_id: int, **more: str):
        page = client.get(address, {"muc": suggestion_id})
        form = page.context["form"]
        said = {name: field.prepare_value(form[name].value()) or "" for name, field in form.fields.items()}
        said |= {"title": "Tuyên truyền", "leads": "Công an tỉnh", "plan": str(plan), **more}
        return page, client.post(reverse("plans.adopt_suggestion", args=[suggestion_id]), said)

    page, refused = confirm(duties[0].id)
    assert "Đơn vị mình nhận làm theo" in page.text
    assert (refused.status_code, "Mỗi văn bản chỉ hỏi một lần" in refused.text) == (422, True)
    assert confirm(duties[0].id, nhan="1")[1].status_code == 302
    page, taken = confirm(duties[1].id)
    assert "Đơn vị mình nhận làm theo" not in page.text
    assert taken.status_code == 302


def test_ones_own_documents_are_not_warned_of(planner, at):
    document_id = register_document(data=papers.PLAN.encode(), name="kh.txt", actor=planner, at=at)
    assert documents.document(planner, document_id).notes == ()
