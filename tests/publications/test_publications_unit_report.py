"""From one entry a commune gets its report as a document, for its own line and the police's; read back as written."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

import vanban
from pcmt.agencies.actions.appoint import appoint
from pcmt.agencies.actions.order_signing import order_signing
from pcmt.agencies.models import Post
from pcmt.cli.main import app
from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.refusal import NotFound
from pcmt.publications.queries import UnitReportView, unit_docx, unit_pdf, unit_report
from pcmt.reporting.actions.upload_signed import upload_signed
from pcmt.reporting.queries import code_of_print
from tests import scans
from tests.province import AT, SINCE, Province
from tests.reporting.walk import NOVEMBER, Walk
from vanban.write.model import Annex, Band, Heading, Item, Table
from vanban.write.text import write_text

TODAY = date(2026, 11, 21)
PEOPLE, POLICE = "xa-tuyen-ubnd", "xa-tuyen-cong-an"
LAST = {"managed.users": "10", "managed.addicts": "20", "talks": "4", "attendances": "30"}
NOW = {"managed.users": "15", "managed.addicts": "18", "managed_new": "3", "talks": "6", "attendances": "24"}


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor], at: datetime) -> Walk:
    walk = Walk(province, actor, at)
    walk.open()
    return walk


def november(walk: Walk) -> int:
    """Sen Hồng's November report, October closed before it."""
    walk.close("sen-hong", LAST)
    walk.open(NOVEMBER)
    return walk.id("sen-hong", NOVEMBER)


def made(walk: Walk, submission: int, username: str = "sen-hong.reporter", **asked: object) -> UnitReportView:
    return unit_report(walk.actor(username), submission, on=TODAY, **asked)  # type: ignore[arg-type]


def text_of(view: UnitReportView) -> str:
    return write_text(view.document)


def annex_rows(annex: Annex) -> dict[str, tuple[str, ...]]:
    (table,) = (block for block in annex.body if isinstance(block, Table))
    rows = [row for row in table.rows if not isinstance(row, Band)]
    texts = [tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in rows]
    return {row[1]: row[2:] for row in texts}


def test_one_entry_serves_two_lines(walk: Walk):
    submission = november(walk)
    walk.fill(submission, NOW)
    people, police = made(walk, submission), made(walk, submission, line=POLICE)
    assert [line.code for line in people.lines] == [PEOPLE, POLICE]
    assert (people.document.superior, people.document.issuer) == (None, "Ủy ban nhân dân xã Sen Hồng")
    assert (police.document.superior, police.document.issuer) == ("Công an tỉnh Hoa Mai", "Công an xã Sen Hồng")
    assert (people.document.symbol, police.document.symbol) == ("BC-UBND", "BC-CAX")
    assert people.document.signature.authority == ("TM. ỦY BAN NHÂN DÂN",)
    assert people.document.signature.title == ("CHỦ TỊCH",)
    assert "Thường trực Đảng ủy, Thường trực HĐND xã (để báo cáo)" in people.document.recipients
    assert people.document.signature.name == "Bùi Văn Sen Hồng"
    assert police.document.signature.title == ("TRƯỞNG CÔNG AN",)
    assert police.document.signature.name == "Cao Văn Sen Hồng"
    assert "tuyên truyền" in text_of(people)
    assert "tuyên truyền" not in text_of(police), "the culture office's section is not the police's"


@pytest.mark.parametrize("username", ["sen-hong.police-reporter", "sen-hong.police-head"])
def test_each_reader_finds_the_line_of_their_own_agency_first(walk: Walk, username: str):
    submission = november(walk)
    view = made(walk, submission, username)
    assert (view.chosen.code, [line.code for line in view.lines]) == (POLICE, [POLICE, PEOPLE])
    assert made(walk, submission, username, line=PEOPLE).chosen.code == PEOPLE
    assert made(walk, submission, "planner").chosen.code == PEOPLE


def test_figures_are_told_against_the_month_before_and_unknown_stays_unknown(walk: Walk):
    submission = november(walk)
    walk.enter(submission, {**NOW, "tested": "0"})
    view = made(walk, submission)
    items = [block.text for block in view.document.body if isinstance(block, Item)]
    assert (
        "Buổi tuyên truyền trực tiếp về phòng, chống ma túy: 6 buổi, tăng 2 buổi so với tháng trước (4 buổi)." in items
    )
    assert "Lượt người dự các buổi tuyên truyền: 24 lượt người, giảm 6 lượt người (20%) so với tháng trước." in items
    assert any(str(item).startswith("Không có: lượt xét nghiệm chất ma túy") for item in items)
    assert any(str(item).startswith("Chưa có số liệu: tổng số người có hồ sơ quản lý") for item in items)
    assert "Chưa có số liệu cùng kỳ năm trước để so sánh." in text_of(view)
    rows = annex_rows(view.document.annexes[0])
    assert rows["Buổi tuyên truyền trực tiếp về phòng, chống ma túy"] == ("buổi", "6", "4", "…", "10 (*)")
    assert rows["Tổng số người có hồ sơ quản lý"] == ("người", "…", "30", "…", "x")
    assert rows["- Người sử dụng trái phép chất ma túy đang bị quản lý"] == ("người", "15", "10", "…", "x")


def test_a_draft_until_it_is_signed_and_the_police_line_until_it_is_confirmed(walk: Walk):
    submission = november(walk)
    walk.fill(submission, NOW)
    assert made(walk, submission).document.draft
    walk.confirm(submission, "cong_an", "sen-hong.police-head")
    assert not made(walk, submission, line=POLICE).document.draft
    assert made(walk, submission).document.draft
    walk.confirm_all(submission)
    walk.sign(submission)
    assert not made(walk, submission).document.draft
    headings = [
        block.text for block in made(walk, submission).document.body if isinstance(block, Heading) and block.level == 1
    ]
    assert headings == ["TÌNH HÌNH, KẾT QUẢ THỰC HIỆN"], "what nobody wrote leaves no trace in what is signed"


def test_words_of_the_entry_stand_under_their_headings(walk: Walk):
    submission = november(walk)
    walk.fill(submission, NOW)
    walk.enter(submission, {}, words={"difficulties": "Thiếu kinh phí.\nThiếu người."})
    text = text_of(made(walk, submission))
    assert "III. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN" in text
    assert "Thiếu kinh phí.\n\nThiếu người." in text
    assert "(chưa có nội dung)" in text
    assert "Thiếu kinh phí" not in text_of(made(walk, submission, line=POLICE))


def test_a_deputy_signs_in_the_heads_place_where_chosen(walk: Walk, province: Province):
    deputy = appoint(
        agency_id=province.communes["sen-hong"].agencies["ubnd_xa"], person_name="Kiều Thu", title="Phó Chủ tịch",
        is_head=False, powers="KT.", valid_from=SINCE, actor=system_actor("kiểm thử", "agencies.appoint"), at=AT,
    )  # fmt: skip
    view = made(walk, walk.id("sen-hong"), signer_id=deputy)
    assert view.document.signature.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
    assert (view.document.signature.title, view.document.signature.name) == (("PHÓ CHỦ TỊCH",), "Kiều Thu")
    assert made(walk, walk.id("sen-hong"), signer_id=999_999).document.signature.name == "Bùi Văn Sen Hồng"


def test_the_body_is_named_once_above_the_name(walk: Walk, province: Province):
    held = Post.objects.filter(agency_id=province.communes["sen-hong"].agencies["ubnd_xa"], is_head=True)
    held.update(title="Chủ tịch UBND")
    signature = made(walk, walk.id("sen-hong")).document.signature
    assert (signature.authority, signature.title) == (("TM. ỦY BAN NHÂN DÂN",), ("CHỦ TỊCH",))


def test_the_head_of_an_office_signs_by_order_where_ordered(walk: Walk, province: Province):
    culture_head = province.posts["sen-hong.culture-head"]
    order_signing(
        agency_id=province.communes["sen-hong"].agencies["ubnd_xa"], post_id=culture_head, power="TL.",
        matters="Báo cáo số liệu", basis="Quy chế làm việc", valid_from=SINCE,
        actor=system_actor("kiểm thử", "agencies.order_signing"), at=AT,
    )  # fmt: skip
    signature = made(walk, walk.id("sen-hong"), signer_id=culture_head).document.signature
    assert (signature.authority, signature.title) == (("TL. CHỦ TỊCH",), ("TRƯỞNG PHÒNG",))


def test_where_the_directory_names_nobody_the_layout_holds(walk: Walk, province: Province):
    Post.objects.filter(agency_id=province.communes["sen-hong"].agencies["cong_an_xa"]).update(valid_to=SINCE)
    view = made(walk, walk.id("sen-hong"), line=POLICE)
    assert (view.signers, view.document.signature.title, view.document.signature.name) == (
        (),
        ("TRƯỞNG CÔNG AN",),
        None,
    )


def test_restricted_figures_stand_in_the_police_line_alone_and_only_for_who_may_see_them(walk: Walk):
    submission = november(walk)
    walk.fill(submission, {**NOW, "wanted_present": "có"})
    wanted = "người bị truy nã"
    assert wanted in text_of(made(walk, submission, "sen-hong.police-head", line=POLICE))
    assert wanted not in text_of(made(walk, submission, "sen-hong.clinic-head", line=POLICE))
    people = text_of(made(walk, submission, "sen-hong.police-head", line=PEOPLE))
    assert wanted not in people
    assert "Không gồm số liệu hạn chế xem." in people


def test_the_code_of_the_figures_is_printed_and_brings_the_signed_paper_home(walk: Walk):
    submission = november(walk)
    walk.fill(submission, NOW)
    walk.confirm_all(submission)
    code = code_of_print(walk.actor("planner"), submission)
    text = text_of(made(walk, submission))
    assert f"báo cáo số liệu số {submission}. Mã số liệu: {code}." in text
    assert "không thay bản ký của cả báo cáo" in text_of(made(walk, submission, line=POLICE))
    upload_signed(
        submission_id=submission, name="ban-ky.pdf", data=scans.PDF, code=code,
        actor=walk.actor("sen-hong.reporter"), at=walk.at,
    )  # fmt: skip
    assert not made(walk, submission).document.draft


def test_what_is_written_is_read_back(walk: Walk):
    walk.close("hoa-ban", NOW)
    view = made(walk, walk.id("hoa-ban"), "planner")
    assert "Thường trực Đảng ủy, Thường trực HĐND phường (để báo cáo)" in view.document.recipients
    found = vanban.read_bytes(unit_docx(view), "bao-cao.docx").metadata
    assert (found.kind, found.number, found.issued_on) == ("BC", None, None)
    assert (found.issuer, found.place) == ("Ủy ban nhân dân phường Hoa Ban", "Hoa Ban")
    assert found.title == "Kết quả công tác phòng, chống ma túy tháng 10/2026"
    assert (found.signer, found.signer_title) == ("Bùi Văn Hoa Ban", "CHỦ TỊCH")
    police = made(walk, walk.id("hoa-ban"), "planner", line=POLICE)
    assert vanban.read_bytes(unit_docx(police), "cong-an.docx").metadata.issuer == "Công an phường Hoa Ban"
    assert vanban.read_bytes(unit_pdf(police), "cong-an.pdf").metadata.signer == "Cao Văn Hoa Ban"


def test_who_may_not_see_the_entry_finds_no_document(walk: Walk):
    submission = walk.id("sen-hong")
    for username, line in (("mua-ngau.reporter", ""), ("planner", "so-nganh"), ("planner", "khong-co")):
        with pytest.raises(NotFound):
            made(walk, submission, username, line=line)
    with pytest.raises(NotFound):
        made(walk, 999_999, "planner")


def test_the_page_offers_both_lines_and_the_files(
    walk: Walk, visit: Callable[..., Client], django_assert_max_num_queries
):
    submission = november(walk)
    walk.fill(submission, NOW)
    address = reverse("publications.unit_report", args=[submission])
    reporter = visit("sen-hong.reporter")
    assert f'href="{address}"' in reporter.get(reverse("reporting.submission", args=[submission])).content.decode()
    with django_assert_max_num_queries(45):
        page = reporter.get(address).content.decode()
    assert "Dự thảo." in page
    assert f'<a href="{reverse("reporting.board")}">Báo cáo số liệu</a>' in page.partition("</h1>")[0]
    assert "Tuyến Công an (gửi PC04)" in page
    police = reporter.get(address, {"tuyen": POLICE, "nguoi-ky": "x" * 400}).content.decode()
    assert "CÔNG AN TỈNH HOA MAI" in police
    assert "không thay bản ký" in police
    for kind, mark in (("docx", b"PK"), ("pdf", b"%PDF")):
        file = reporter.get(reverse("publications.unit_report_file", args=[submission, kind]), {"tuyen": POLICE})
        assert file.status_code == 200
        assert file.content.startswith(mark)
        assert f"hang-thang-cua-cap-xa_cong-an-xa-sen-hong_2026-11.{kind}" in unquote(file["Content-Disposition"])
    assert reporter.get(reverse("publications.unit_report_file", args=[submission, "exe"])).status_code == 404
    assert visit("mua-ngau.reporter").get(address).status_code == 404


def test_markup_in_words_stays_words(walk: Walk, visit: Callable[..., Client]):
    submission = walk.id("sen-hong")
    walk.enter(submission, {}, words={"results": "<script>alert(1)</script> & 5 < 6"})
    page = visit("sen-hong.reporter").get(reverse("publications.unit_report", args=[submission])).content.decode()
    assert "<script>alert" not in page
    document = ZipFile(BytesIO(unit_docx(made(walk, submission)))).read("word/document.xml").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 5 &lt; 6" in document


def test_a_sign_that_the_font_lacks_is_refused_with_a_remedy_and_the_page_still_stands(
    walk: Walk, visit: Callable[..., Client]
):
    submission = walk.id("sen-hong")
    walk.enter(submission, {}, words={"results": "Tốt \U0001f600 " + "a" * 3000})
    reporter = visit("sen-hong.reporter")
    assert reporter.get(reverse("publications.unit_report", args=[submission])).status_code == 200
    refused = reporter.get(reverse("publications.unit_report_file", args=[submission, "pdf"]))
    assert refused.status_code in (400, 409, 422)
    assert "\U0001f600" in refused.content.decode()
    assert reporter.get(reverse("publications.unit_report_file", args=[submission, "docx"])).status_code == 200


def test_the_command_writes_the_document_of_a_line(walk: Walk, tmp_path: Path):
    def run(out: str, *more: str) -> str:
        asked = ["reporting", "report", "xa-thang", "--period", "2026-10@nd09", "--area", "91001", "--out", out]
        told = CliRunner().invoke(app, [*asked, "--as", "sen-hong.reporter", *more])
        assert told.exit_code == (0 if out.endswith("docx") else 2), told.output
        return told.output

    file = tmp_path / "bao-cao.docx"
    assert f"--line {POLICE}" in run(str(file))
    assert vanban.read_bytes(file.read_bytes(), file.name).metadata.issuer == "Ủy ban nhân dân xã Sen Hồng"
    assert "(dự thảo)" in run(str(file), "--line", POLICE)
    assert vanban.read_bytes(file.read_bytes(), file.name).metadata.issuer == "Công an xã Sen Hồng"
    assert ".docx or .pdf" in run(str(tmp_path / "bao-cao.exe"))
