"""The builder walked by pages alone, without script: built, tried out, proposed, released, asked, answered."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from pcmt.reporting.models import Duty
from pcmt.rulebook.models import FormDraft
from pcmt.rulebook.queries import book
from tests.province import Province
from vanban.text import format_date

pytestmark = pytest.mark.django_db(transaction=True)
LIST, REQUESTS = "/bao-cao-so-lieu/bieu-khan/", "/bao-cao-so-lieu/dot-xuat/"
Visit = Callable[..., Client]


@pytest.fixture(autouse=True)
def _apart(settings: Settings, tmp_path: Path) -> None:
    settings.RELEASES_DIR = tmp_path / "rules"


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def begun(client: Client) -> str:
    assert client.post(LIST, {"label": ""}).status_code == 422
    answer = client.post(LIST, {"label": "Kiểm tra quán bar"})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def add(client: Client, here: str, **said: object) -> None:
    answer = client.post(here + "noi-dung", said)
    assert answer.status_code == 302, answer.content.decode()


def built(client: Client) -> str:
    """A whole form, by the steps of its pages."""
    here, today = begun(client), timezone.localdate()
    named = {
        "label": "Kiểm tra quán bar",
        "reason": "Công văn số 41/CV-UBND",
        "document": "Chỉ thị số 7/CT-UBND",
        "period_kind": "range",
        "first_day": format_date(today - timedelta(days=20)),
        "last_day": format_date(today),
        "due_on": format_date(today + timedelta(days=5)),
    }
    wrong = client.post(here, {**named, "last_day": "32/13/2026"})
    assert wrong.status_code == 422
    assert "32/13/2026" in wrong.content.decode()
    assert "Công văn số 41/CV-UBND" in wrong.content.decode()
    assert client.post(here, {**named, "tiep": "1"}).headers["Location"].endswith("noi-dung")
    add(client, here, viec="phan", label="Kết quả kiểm tra")
    for label in ("Quán đã kiểm tra", "Quán vi phạm"):
        add(client, here, viec="dong", vao="p1", label=label, unit="quán", kind="count", time="sum", required="on")
    assert "Dùng" in text(client, here + "noi-dung?them=dong&vao=p1&tim=tuyen truyen")
    add(client, here, viec="dung", vao="p1", **{"chi-tieu": "talks"})
    add(client, here, viec="bang", vao="p1", label="Người có mặt", columns="sex", required="on")
    add(client, here, viec="dong", vao="b5", label="Người", unit="người", kind="count", time="sum")
    add(client, here, viec="cau-hoi", vao="p1", label="Đã lập biên bản", kind="choice", options="Rồi\nChưa")
    add(client, here, viec="loi-van", key="difficulties")
    assert client.post(here + "noi-dung", {"viec": "loi-van", "key": "khac"}).status_code == 422
    assert client.post(here + "kiem-tra", {"kieu": "within", "left": "dx_quan_vi_pham", "right": "dx_quan_da_kiem_tra",
                                           "severity": "error"}).status_code == 302  # fmt: skip
    answer = client.post(here + "gui-cho", {"commune_kinds": ["ubnd_xa"], "where": "all"})
    assert answer.status_code == 302
    return here


def test_a_form_is_built_released_asked_answered(visit: Visit, province: Province) -> None:
    one, other, commune = visit("planner"), visit("planner-2"), visit("sen-hong.reporter")
    here = built(one)
    assert "4 đơn vị nhận" in text(one, here + "gui-cho")
    proposal = text(one, here + "de-xuat")
    assert "Sẵn sàng đề xuất" in proposal
    assert "Xem 4 đơn vị nhận" in proposal, "who is asked stands there before it is sent"
    assert "chưa có phép kiểm tra nào" not in proposal
    tried = text(one, here + "xem-thu")
    assert "Kỳ trước</th>" not in tried, "what is asked once has no period before"
    assert "Cùng kỳ" not in tried
    assert "Người lập biểu" in text(one, here + "ban-in")
    assert "dx_quan_da_kiem_tra" in text(one, here + "tep")

    # A part of another agency is shown as the real form shows it.
    add(one, here, viec="sua-phan", vao="p1", label="Kết quả kiểm tra", owner_kind="cong_an_xa")
    assert "Thủ trưởng Công an cấp xã xác nhận phần này" in " ".join(text(one, here + "xem-thu").split())
    add(one, here, viec="sua-phan", vao="p1", label="Kết quả kiểm tra", owner_kind="")

    # Tried out: a check that fails, a text that is no figure, and nothing stored.
    said = {"cell:dx_quan_da_kiem_tra": "2", "cell:dx_quan_vi_pham": "5"}
    assert "Quán vi phạm không được lớn hơn quán đã kiểm tra." in one.post(here + "xem-thu", said).content.decode()
    unread = one.post(here + "xem-thu", {**said, "cell:dx_quan_vi_pham": "năm"})
    assert unread.status_code == 422
    assert "“năm” không phải là số" in unread.content.decode()
    assert not Duty.objects.exists()

    assert one.post(here + "de-xuat", follow=True).status_code == 200
    assert "Xem, ban hành biểu “Kiểm tra quán bar”" in text(other, "/")
    assert "Xem, ban hành biểu" not in text(one, "/")
    digest = FormDraft.objects.get().release.digest
    own = one.post(here + "ban-hanh", {"digest": digest}, follow=True).content.decode()
    assert "không được tự ban hành" in own
    assert "Ban hành và gửi yêu cầu" in text(other, here + "de-xuat")
    answer = other.post(here + "ban-hanh", {"digest": digest})
    board = str(answer.headers["Location"])
    assert board.startswith(REQUESTS)
    assert "0/4 đơn vị đã trả lời" in text(other, board)
    assert "<dt>Căn cứ của biểu</dt><dd>Chỉ thị số 7/CT-UBND</dd>" in text(other, board)
    assert book().form("dx-kiem-tra-quan-bar", timezone.localdate()).is_on_request

    # The commune sees it, opens it, answers.
    assert "Kiểm tra quán bar" in text(commune, "/bao-cao-so-lieu/")
    assert "Kiểm tra quán bar" in text(commune, REQUESTS)
    number = Duty.objects.get(area_id=province.communes["sen-hong"].id).submissions.get().pk
    report = f"/bao-cao-so-lieu/{number}/"
    text(commune, report)
    typed = {
        "cell:dx_quan_da_kiem_tra": "7",
        "cell:dx_quan_vi_pham": "1",
        "cell:dx_nguoi.male": "3",
        "words:difficulties": "=Không",
    }
    assert commune.post(report + "nhap", typed).status_code == 302
    sheet = load_workbook(io.BytesIO(one.get(board + "tra-loi.xlsx").content)).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    row = next(line for line in lines if line[0] == "Xã Sen Hồng" or "Sen Hồng" in str(line[0]))
    assert row[lines[0].index("Quán đã kiểm tra (quán)")] == 7
    assert row[-1] == "=Không"
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    told = one.get(board + "tra-loi.csv").content.decode("utf-8-sig")
    assert any("'=Không" in line for line in csv.reader(io.StringIO(told)))
    assert "Đã có 1 đơn vị" in one.post(board + "rut", {"reason": "Nhầm."}, follow=True).content.decode()


def test_a_removed_part_comes_back_by_one_button(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)
    client.post(here + "noi-dung", {"part": "bo p1"})
    assert "Biểu chưa hỏi gì" in text(client, here + "noi-dung")
    client.post(here + "hoan-tac")
    assert "Quán đã kiểm tra" in text(client, here + "noi-dung")
    asked = text(client, here + "noi-dung?them=sua-cau-hoi&vao=h7")
    assert "Rồi\nChưa" in asked
    add(client, here, viec="sua-cau-hoi", vao="h7", label="Lập biên bản chưa", kind="choice", options="Có\nKhông")
    add(client, here, viec="sua-bang", vao="b5", label="Có mặt")
    add(client, here, viec="sua-dong", vao="d2", label="Quán đã đến", unit="quán", kind="count", time="sum")
    page = text(client, here + "noi-dung")
    assert "Lập biên bản chưa" in page
    assert "Có; Không" in page
    assert "Bảng: Có mặt" in page
    assert "Quán đã đến" in page
    client.post(here + "noi-dung", {"part": "len d3"})
    page = text(client, here + "noi-dung")
    assert page.index("Quán vi phạm") < page.index("Quán đã đến")


def test_a_total_is_chosen_shown_and_added_as_one_types(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)
    assert "Trừ các ô" in text(client, here + "noi-dung?them=tong&vao=p1")
    both = {"viec": "tong", "vao": "p1", "label": "Quán", "plus": "dx_quan_vi_pham", "minus": "dx_quan_vi_pham"}
    assert "vừa cộng vừa trừ" in client.post(here + "noi-dung", both).content.decode()
    parts = {"plus": ["dx_quan_da_kiem_tra", "dx_nguoi.male"], "minus": ["dx_quan_vi_pham"]}
    add(client, here, viec="tong", vao="p1", label="Quán chấp hành tốt", **parts)
    page = text(client, here + "noi-dung")
    assert "= Quán đã kiểm tra + Người – Nam − Quán vi phạm" in page
    assert "khác đơn vị tính (người, quán)" in page
    total = FormDraft.objects.get().plan["sections"][0]["rows"][-1]
    assert "Quán chấp hành tốt" in text(client, here + f"noi-dung?them=sua-dong&vao={total['key']}")
    parts["plus"] = ["dx_quan_da_kiem_tra"]
    add(client, here, viec="sua-dong", vao=total["key"], label="Quán tốt", restricted="on", **parts)
    page = text(client, here + "noi-dung")
    assert "khác đơn vị" not in page
    assert "hạn chế xem" in page
    said = {"cell:dx_quan_da_kiem_tra": "9", "cell:dx_quan_vi_pham": "2"}
    tried = client.post(here + "xem-thu", said).content.decode()
    assert re.search(r"Quán tốt.*?>\s*7\s*<", tried, re.DOTALL)


def test_checks_and_words_are_changed_in_place(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)
    check = FormDraft.objects.get().plan["checks"][0]["key"]
    page = text(client, here + f"kiem-tra?sua={check}")
    assert "Lưu phép kiểm tra" in page
    assert 'value="dx_quan_da_kiem_tra" selected' in page
    said = {"viec": "sua", "vao": check, "left": "dx_quan_vi_pham", "right": "dx_quan_da_kiem_tra",
            "severity": "warning", "message": "Xem lại số quán."}  # fmt: skip
    assert client.post(here + "kiem-tra", {**said, "right": "dx_quan_vi_pham"}).status_code == 422
    assert client.post(here + "kiem-tra", said).status_code == 302
    held = FormDraft.objects.get().plan["checks"]
    assert [(one["key"], one["severity"], one["message"]) for one in held] == [(check, "warning", "Xem lại số quán.")]
    add(client, here, viec="sua-loi-van", vao="difficulties", label="Khó khăn khi kiểm tra", help="Nêu ngắn gọn.")
    page = text(client, here + "noi-dung")
    assert "Khó khăn khi kiểm tra" in page
    assert "Nêu ngắn gọn." in page
    assert client.get(here + "kiem-tra?sua=khong-co").status_code == 200


def test_a_form_of_a_file_is_taken_whole_and_its_own_checks_can_be_worded_anew(visit: Visit) -> None:
    client = visit("planner")
    here = str(client.post(LIST, {"label": "Như biểu năm", "like": "xa-nam@2026-01-01"}).headers["Location"])
    page = text(client, here + "noi-dung")
    assert "Kế hoạch Tháng hành động phòng, chống ma túy" in page
    assert "Không chép được: phép kiểm tra “" in page
    (kept,) = [one for one in FormDraft.objects.get().plan["checks"] if one["pattern"] == "kept"]
    panel = text(client, f"{here}kiem-tra?sua={kept['key']}")
    assert "Chép từ biểu có sẵn" in panel
    assert 'name="left"' not in panel
    said = {"viec": "sua", "vao": kept["key"], "severity": "warning", "message": "Xem lại giúp."}
    assert client.post(here + "kiem-tra", {**said, "message": ""}).status_code == 422, "it has no words of its own"
    assert client.post(here + "kiem-tra", said).status_code == 302
    (after,) = [one for one in FormDraft.objects.get().plan["checks"] if one["pattern"] == "kept"]
    assert after == {**kept, "severity": "warning", "message": "Xem lại giúp."}


def test_a_form_without_checks_says_so_and_does_not_claim_that_they_hold(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)
    draft = FormDraft.objects.get()
    add(client, here, viec="bo", vao="b5")
    for check in draft.plan["checks"]:
        client.post(here + "kiem-tra", {"viec": "bo", "vao": check["key"], "version": FormDraft.objects.get().version})
    assert "Biểu chưa có phép kiểm tra nào" in text(client, here + "de-xuat")
    tried = text(client, here + "xem-thu")
    assert "Biểu này không có phép kiểm tra nào." in tried
    assert "đều khớp" not in tried


def test_communes_are_chosen_without_another_click(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)
    page = text(client, here + "gui-cho")
    assert '<div class="where areas">' in page
    assert "(không bắt buộc)" not in page.partition("Ở những đâu")[2].partition("</legend>")[0]
    assert client.post(here + "gui-cho", {"commune_kinds": ["ubnd_xa"]}).status_code == 422, "never a scope unsaid"


def test_a_chosen_commune_is_counted_before_the_days_are_known(visit: Visit) -> None:
    client = visit("planner")
    here = begun(client)
    some = {"where": "areas", "areas": ["91001"]}
    nobody = client.post(here + "gui-cho", some)
    assert nobody.status_code == 422
    assert "Đánh dấu cơ quan nào của các xã, phường ấy" in nobody.content.decode()
    assert client.post(here + "gui-cho", {**some, "commune_kinds": ["ubnd_xa"]}).status_code == 302
    assert "1 đơn vị nhận" in text(client, here + "gui-cho")
    assert "<dd>1 đơn vị" in text(client, here + "de-xuat")


def test_who_leads_is_not_asked_and_who_is_requested_stands_apart(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)
    page = text(client, here + "gui-cho")
    front = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hoa Mai"
    assert 'value="Sở Y tế"' in page.partition("Đề nghị phối hợp")[0]
    assert f'value="{front}"' in page.partition("Đề nghị phối hợp")[2]
    assert 'value="Ủy ban nhân dân tỉnh Hoa Mai"' not in page
    said = {"commune_kinds": [], "where": "all", "agencies": ["Sở Y tế"], "asked": [front]}
    assert client.post(here + "gui-cho", said).status_code == 302
    assert FormDraft.objects.get().plan["addressees"]["agencies"] == ["Sở Y tế", front]
    page = text(client, here + "gui-cho")
    assert "2 đơn vị nhận" in page
    assert page.count("checked") == 3
    leading = {**said, "agencies": ["Ủy ban nhân dân tỉnh Hoa Mai"]}
    assert client.post(here + "gui-cho", leading).status_code == 422


def test_wrong_input_loses_nothing_and_strange_input_breaks_nothing(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)
    wrong = client.post(here + "noi-dung", {"viec": "dong", "vao": "p1", "label": "Dòng thiếu đơn vị", "kind": "count"})
    assert wrong.status_code == 422
    assert "Dòng thiếu đơn vị" in wrong.content.decode()
    for said in ({"viec": "?"}, {"part": "bo khong-co"}, {"viec": "dong", "vao": "x"}, {"viec": "dung", "vao": "p1"}):
        assert client.post(here + "noi-dung", said).status_code in (200, 302)
    assert client.post(here + "kiem-tra", {"kieu": "?"}).status_code == 200
    stale = client.post(here, {"version": "0", "label": "Tên khác", "period_kind": "range", "reason": "Lý do"})
    assert stale.status_code == 422
    assert "Tên khác" in stale.content.decode()
    assert client.get(here + "kiem-tra?kieu=sums").status_code == 200
    for step in ("noi-dung?them=phan", "noi-dung?them=bang&vao=p1", "noi-dung?them=sua-dong&vao=d2", "xem-thu"):
        assert client.get(here + step).status_code == 200


def test_a_request_is_sent_again_and_withdrawn(visit: Visit, province: Province) -> None:
    one, other = visit("planner"), visit("planner-2")
    here = built(one)
    one.post(here + "de-xuat")
    other.post(here + "ban-hanh", {"digest": FormDraft.objects.get().release.digest})
    today = timezone.localdate()
    form = book().form("dx-kiem-tra-quan-bar", today)
    said = {
        "form_id": form.id,
        "first_day": format_date(today - timedelta(days=3)),
        "last_day": format_date(today),
        "due_on": format_date(today + timedelta(days=2)),
        "reason": "Kiểm tra lại.",
        "only": [province.communes["sen-hong"].agencies["ubnd_xa"]],
    }
    wrong = one.post(REQUESTS + "gui", {**said, "document": "Công văn số 999/CV-XX"})
    assert wrong.status_code == 422
    assert "Kiểm tra lại." in wrong.content.decode()
    board = str(one.post(REQUESTS + "gui", said).headers["Location"])
    assert "0/1 đơn vị đã trả lời" in text(one, board)
    commune = visit("sen-hong.reporter")
    asked = Duty.objects.get(form_code=form.code, last_day=today, first_day=today - timedelta(days=3))
    assert "Nhập số liệu theo yêu cầu đột xuất “Kiểm tra quán bar”" in text(commune, "/")
    wish = {"wanted_on": format_date(today + timedelta(days=9)), "reason": "Mất điện."}
    assert commune.post(f"/bao-cao-so-lieu/{asked.submissions.get().pk}/gia-han", wish).status_code == 302
    assert "1 đơn vị xin gia hạn, chờ quyết định" in text(one, board)
    assert "đề nghị gia hạn báo cáo “Kiểm tra quán bar”" in text(one, "/")
    assert one.post(REQUESTS + "gui", said).status_code == 422  # the same days twice
    assert one.post(board + "rut", {"reason": ""}, follow=True).status_code == 200
    one.post(board + "rut", {"reason": "Gửi nhầm."})
    assert "Yêu cầu đã rút" in text(one, board)
    assert Duty.objects.filter(form_code=form.code).count() == 4
    assert visit("sen-hong.reporter").get(board).status_code == 404
    for path in ("", "tong-hop", "so-lieu-nhieu-don-vi", "chat-luong", "ky"):
        assert one.get(f"/bao-cao-so-lieu/{path}?bieu={form.code}").status_code in (200, 404), path
    assert one.get(f"/bao-cao-so-lieu/?bieu={form.code}").status_code == 200


def test_the_builder_asks_the_database_as_often_for_a_hundred_rows_as_for_three(visit: Visit) -> None:
    client = visit("planner")
    here = built(client)

    def counted() -> list[int]:
        counts = []
        for step in ("noi-dung?them=dong&vao=p1&tim=nguoi", "gui-cho", "xem-thu", "de-xuat"):
            with CaptureQueriesContext(connection) as captured:
                text(client, here + step)
            counts.append(len(captured))
        return counts

    few = counted()
    draft = FormDraft.objects.get()
    section = draft.plan["sections"][0]
    section["rows"] += [
        {**section["rows"][0], "key": f"d{100 + number}", "element": f"dx_dong_{number}", "label": f"Dòng {number}"}
        for number in range(130)
    ]
    draft.save()
    assert counted() == few
    assert max(few) <= 30
