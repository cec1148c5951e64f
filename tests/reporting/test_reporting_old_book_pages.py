"""The pages of old books: a book dropped, corrected, kept as a way of reading, loaded, undone; without script."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pcmt.reporting.models import Fact
from tests.reporting.old_sheets import book
from tests.reporting.test_reporting_old_books import BASIS, ROWS, WITH_FAULTS

pytestmark = pytest.mark.django_db


def told(response: HttpResponse) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split()))


def dropped(client: Client, rows: object = ROWS) -> str:
    """The address of the page of a book that was just handed in."""
    data = book({"Năm 2025": rows})  # type: ignore[dict-item]
    answer = client.post(reverse("reporting.open_book"), {"file": SimpleUploadedFile("so-2025.xlsx", data)})
    assert answer.status_code == 302
    return str(answer["Location"])


def fields(response: HttpResponse) -> dict[str, str | list[str]]:
    """What a browser would send of the page's form, the buttons left aside."""
    html = response.content.decode()
    html = html[html.index('name="cach_doc"') - 40 :]
    found: dict[str, str | list[str]] = {"lay": []}
    for tag in re.findall(r"<input [^>]*>", html):
        said = {name: unescape(value) for name, value in re.findall(r'([a-z_-]+)="([^"]*)"', tag)}
        if said.get("type") == "checkbox":
            if " checked" in tag and said.get("name") == "lay":
                found["lay"] = [*found["lay"], said["value"]]
        elif "name" in said:
            found[said["name"]] = said.get("value", "")
    for name, options in re.findall(r'<select[^>]* name="([a-z_]+)">(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    return found


@pytest.fixture
def planner(visit: Callable[..., Client]) -> Client:
    return visit("planner")


def test_a_book_is_dropped_looked_at_loaded_and_undone(planner: Client):
    assert "Chưa nạp sổ nào" in told(planner.get(reverse("reporting.open_book")))
    where = dropped(planner)
    shown = planner.get(where)
    assert "6 số liệu sẽ được nạp" in told(shown)
    steps = re.findall(r"<h2>(\d)\. ", shown.content.decode())
    assert steps == [str(one) for one in range(1, len(steps) + 1)], "no step is left out of the count"
    assert "dòng cộng" in told(shown)
    refused = planner.post(where, {**fields(shown), "viec": "nap"})
    assert refused.status_code == 422
    assert "Nguồn của sổ" in told(refused)
    assert not Fact.objects.exists()
    done = planner.post(where, {**fields(shown), "viec": "nap", "basis": BASIS, "mapping": "Sổ năm"}, follow=True)
    assert "Đã nạp 6 số liệu từ sổ cũ" in told(done)
    listed = told(planner.get(reverse("reporting.open_book")))
    assert "so-2025.xlsx" in listed
    assert "Sổ năm" in listed
    load = done.redirect_chain[-1][0]
    assert planner.get(load + "tai-ve")["Content-Disposition"].startswith("attachment")
    refused = planner.post(load + "hoan-tac", {"reason": ""})
    assert refused.status_code == 422
    undone = planner.post(load + "hoan-tac", {"reason": "nhầm năm"}, follow=True)
    assert "6 số liệu của lần nạp này không còn hiệu lực" in told(undone)
    assert "đã hoàn tác" in told(planner.get(reverse("reporting.open_book")))


def test_what_does_not_fit_is_corrected_on_the_page(planner: Client):
    where = dropped(planner, WITH_FAULTS)
    shown = planner.get(where)
    said = told(shown)
    assert "Không biết là đơn vị nào" in said
    assert "Năm 2025 D6 – Tổng cộng ghi 999" in said
    sent = {**fields(shown), "viec": "xem", "u0": "Không lấy", "e0": "Không lấy"}
    again = planner.post(where, sent)
    assert "2 số liệu sẽ được nạp, 1 chỗ chưa khớp" in told(again)
    assert fields(again)["e0"] == "Không lấy"
    kept = planner.post(where, {**fields(again), "viec": "luu", "mapping": "Bỏ buổi"})
    assert "Đã lưu cách đọc “Bỏ buổi”" in told(kept)
    recognised = planner.get(dropped(planner, WITH_FAULTS))
    assert "đọc theo “Bỏ buổi”" in told(recognised)
    done = planner.post(
        where, {**fields(again), "viec": "nap", "basis": BASIS, "without_misfits": "on"}, follow=True
    )  # fmt: skip
    assert "Đã nạp 2 số liệu từ sổ cũ" in told(done)


def test_unknown_units_and_near_elements_are_shown_before_any_column_is_told(planner: Client):
    heads = ("TT", "Đơn vị", "Số lượt người nghe tại buổi tuyên truyền", "Qqq")
    where = dropped(planner, (WITH_FAULTS[0], heads, *WITH_FAULTS[2:]))
    shown = planner.get(where)
    said = told(shown)
    assert fields(shown)["calendar"] == "nd09", "counted as the forms count, though no column is known"
    assert "4. Đơn vị" in said
    assert "Xã Không Có" in said.partition("4. Đơn vị")[2]
    assert re.search(r"Gần nhất: [^.]*buổi[^.]*\[", said.partition("3. Chỉ tiêu")[2].partition("4. Đơn vị")[0])
    again = planner.post(where, {**fields(shown), "viec": "xem", "u0": "Không lấy"})
    assert fields(again)["u0"] == "Không lấy", "what was said of it stays to be seen"


def test_what_keeps_all_from_being_loaded_is_said(planner: Client):
    where = dropped(planner)
    sent = {**fields(planner.get(where)), "viec": "xem", "e0": "buổi tuyên truyền xyz", "e1": "qqq"}
    said = told(planner.post(where, sent))
    assert "Chưa cột, dòng nào được chọn chỉ tiêu" in said
    assert "Không có chỉ tiêu “qqq”. Gõ vài chữ" in said
    assert re.search(r"Không có chỉ tiêu “buổi tuyên truyền xyz”. Gần nhất: [^.]*\[", said)
    assert 'value="nap"' not in planner.post(where, sent).content.decode()
    bare = planner.post(where, {**sent, "lay": []})
    assert "Chưa đánh dấu trang nào ở phần 1" in told(bare)


def test_the_periods_loaded_lead_to_their_summary(planner: Client):
    where = dropped(planner, (("SỔ THEO DÕI THÁNG 10 NĂM 2025",), *ROWS[1:]))
    sent = {**fields(planner.get(where)), "viec": "nap", "basis": BASIS, "lay": ["0"]}
    done = planner.post(where, sent, follow=True)
    assert "Đã nạp 6 số liệu" in told(done)
    address = f"{reverse('reporting.summary')}?bieu=xa-thang&ky=2025-10%40nd09"
    assert f'href="{address}"' in unescape(done.content.decode())
    page = planner.get(address)
    assert "tổng hợp từ số đã nạp của 3/" in told(page)
    assert "báo cáo đã chốt" not in told(page)
    listed = planner.get(f"{reverse('reporting.summary')}?bieu=xa-thang").content.decode()
    assert '<option value="2025-10@nd09"' in listed, "the period is among those to choose from"
    load = done.redirect_chain[-1][0]
    planner.post(load + "hoan-tac", {"reason": "thử"})
    gone = planner.get(f"{reverse('reporting.summary')}?bieu=xa-thang").content.decode()
    assert '<option value="2025-10@nd09"' not in gone


def test_a_column_of_the_whole_year_is_proposed_as_not_taken(planner: Client):
    rows = (ROWS[0], ("TT", "Đơn vị", "Tháng 1", "Tháng 2", "Cả năm"), (1, "Xã Sen Hồng", 4, 1, 5),
            (2, "Xã Mưa Ngâu", 3, 9, 12))  # fmt: skip
    sent = fields(planner.get(dropped(planner, rows)))
    assert "Không lấy" in [sent[name] for name in sent if re.fullmatch(r"e\d+", name)]


def test_a_corrected_layout_is_read_anew_and_guessed_again(planner: Client):
    where = dropped(planner)
    shown = planner.get(where)
    moved = planner.post(where, {**fields(shown), "viec": "xem", "periods": "given", "periods_given": "Quý I/2026"})
    assert "Quý I/2026" in told(moved)
    guessed = planner.post(where, {**fields(moved), "viec": "doan"})
    assert "Quý I/2026" not in told(guessed)
    assert "6 số liệu sẽ được nạp" in told(guessed)


def test_a_way_of_reading_leaves_and_comes_back_as_a_file(planner: Client):
    where = dropped(planner)
    planner.post(where, {**fields(planner.get(where)), "viec": "luu", "mapping": "Sổ năm"})
    page = planner.get(reverse("reporting.open_book")).content.decode()
    (address,) = re.findall(r'href="(/bao-cao-so-lieu/so-cu/cach-doc/\d+/tai-ve)"', page)
    content = planner.get(address).content
    assert json.loads(content)["elements"] == {"talks": "talks", "attendances": "attendances"}
    into = reverse("reporting.keep_mapping")
    taken = planner.post(into, {"mapping": "Bản sao", "file": SimpleUploadedFile("a.json", content)}, follow=True)
    assert "Bản sao" in told(taken)
    for wrong in (b"[1]", b"{", b"[" * 100_000, b'{"version": 1}'):
        answer = planner.post(into, {"mapping": "x", "file": SimpleUploadedFile("a.json", wrong)})
        assert answer.status_code == 422
    dropped_one = planner.post(address.replace("tai-ve", "bo"), follow=True)
    assert "Đã bỏ cách đọc" in told(dropped_one)


@pytest.mark.parametrize("sent", ["", "[]", "{}", '{"layout": {}}', '{"layout": 1}', "[" * 5000])
def test_what_no_browser_sends_is_told_in_the_form(planner: Client, sent: str):
    answer = planner.post(dropped(planner), {"cach_doc": sent, "viec": "nap", "basis": BASIS, "lay": "0"})
    assert answer.status_code == 422
    assert not Fact.objects.exists()


def test_wrong_files_are_told_in_the_form(planner: Client):
    into = reverse("reporting.open_book")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600
    answer = planner.post(into, {"file": SimpleUploadedFile("a.xlsx", old)})
    assert answer.status_code == 422
    assert "định dạng cũ .xls" in told(answer)
    assert planner.get(reverse("reporting.load_book", args=[999_999])).status_code == 404


def test_others_do_not_find_the_pages(visit: Callable[..., Client]):
    assert visit("sen-hong.reporter").get(reverse("reporting.open_book")).status_code == 404
    assert visit("chairman").get(reverse("reporting.open_book")).status_code == 404
