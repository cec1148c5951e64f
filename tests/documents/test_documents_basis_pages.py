"""The page of a document's bases: drawn from the highest body down, with what is missing and what has ended."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries.basis import basis
from pcmt.kernel.actor import Actor
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.web.documents.drawing import MOST, Drawing
from pcmt.web.documents.lines import BOX_HEIGHT, BOX_WIDTH, WIDTH, Box, Row, drawn_path
from tests.documents import acts

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
UPPER = "Căn cứ Kế hoạch số 18/KH-UBND ngày 12/02/2026 của Ủy ban nhân dân tỉnh Hoa Mai"
Register = Callable[[bytes], int]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def register(planner: Actor, at: datetime) -> Register:
    return lambda data: register_document(data=data, name="van-ban.txt", actor=planner, at=at)


@pytest.fixture
def upper(register: Register) -> int:
    """The province's plan, on two acts of the centre of which one has ended since."""
    bases = (
        "Thực hiện Kết luận số 132-KL/TW ngày 18/3/2025 của Bộ Chính trị; "
        "Nghị định số 105/2021/NĐ-CP ngày 04/12/2021 của Chính phủ"
    )
    return register(acts.plan("18/KH-UBND", "12 tháng 02 năm 2026", bases))


@pytest.fixture
def lower(register: Register, upper: int) -> int:
    """A commune's plan that rests on the province's."""
    return register(acts.plan("33/KH-UBND", "05 tháng 3 năm 2026", UPPER, place="XÃ SEN HỒNG"))


def body(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_page_says_what_has_ended_and_what_is_missing(visit: Callable[..., Client], upper: int, lower: int) -> None:
    page = body(visit("planner"), "documents.basis", upper, query="?ngay=21/11/2026")
    assert "1 căn cứ đã hết hiệu lực" in page
    assert "hết hiệu lực từ 01/7/2026, sau khi văn bản này ban hành. Thay bằng 163/2026/NĐ-CP." in page
    assert reverse("documents.basis", args=[lower]) in page
    missing = re.findall(re.escape(reverse("documents.register_document")) + r"\?can=\d+", page)
    assert len(missing) == 2
    assert 'style="' not in page


def test_the_title_says_by_which_way_a_basis_is_one(visit: Callable[..., Client], upper: int, lower: int) -> None:
    client = visit("planner")
    page = body(client, "documents.basis", lower, query="?ngay=21/11/2026")
    assert "<h1>1 căn cứ đã hết hiệu lực, nêu qua căn cứ khác</h1>" in page
    assert "<small>1 nêu trực tiếp, 2 qua căn cứ khác</small>" in page
    assert "<h1>2 căn cứ chưa có trong kho, nêu qua căn cứ khác</h1>" in body(
        client, "documents.basis", lower, query="?ngay=10/3/2026"
    )


def test_what_is_only_mentioned_is_told_apart_and_not_counted(visit: Callable[..., Client], register: Register) -> None:
    plan = register(
        acts.plan("33/KH-UBND", "05 tháng 3 năm 2026", UPPER, mention="Luật Phòng, chống ma túy số 73/2021/QH14")
    )
    page = body(visit("planner"), "documents.basis", plan, query="?ngay=21/11/2026")
    assert "<h1>1 căn cứ chưa có trong kho</h1>" in page
    assert "Nội dung có nhắc 1 văn bản đã hết hiệu lực" in page
    assert "1 chỉ nhắc trong nội dung, không tính" in page


def test_another_day_is_another_answer(visit: Callable[..., Client], upper: int, lower: int) -> None:
    page = body(visit("planner"), "documents.basis", upper, query="?ngay=01/3/2026")
    assert "2 căn cứ chưa có trong kho" in page
    assert "sắp hết hiệu lực" in page
    assert "33/KH-UBND" not in page


def test_what_is_no_day_is_said_and_today_counts(visit: Callable[..., Client], upper: int) -> None:
    assert "132-KL/TW" in body(visit("planner"), "documents.basis", upper, query="?ngay=31/2/2026")


def test_a_missing_act_is_asked_for_at_the_register(visit: Callable[..., Client], upper: int) -> None:
    client = visit("planner")
    address = re.findall(r"\?can=\d+", body(client, "documents.basis", upper))[0]
    assert "Cần đăng ký <b>Kết luận số 132-KL/TW ngày 18/3/2025" in body(
        client, "documents.register_document", query=address
    )
    for nonsense in ("?can=", "?can=99999999999", "?can=x", "?can=٣", f"?can={'9' * 40}"):
        assert "Cần đăng ký" not in body(client, "documents.register_document", query=nonsense)


def test_who_registers_another_act_than_the_wanted_one_is_told(visit: Callable[..., Client], upper: int) -> None:
    client = visit("planner")
    address = (
        reverse("documents.register_document") + re.findall(r"\?can=\d+", body(client, "documents.basis", upper))[0]
    )
    for number, is_other in (("131-KL/TW", True), ("132-KL/TƯ", False)):
        paper = acts.CONCLUSION.format(number=number)
        answer = client.post(
            address, {"direction": "in", "file": SimpleUploadedFile("kl.txt", paper.encode())}, follow=True
        )
        assert answer.status_code == 200
        assert ("không khớp với Kết luận số 132-KL/TW" in answer.content.decode()) is is_other


def test_the_page_about_a_document_tells_the_end_of_what_it_cites(visit: Callable[..., Client], upper: int) -> None:
    page = body(visit("planner"), "documents.about", upper)
    assert "từ 01/7/2026, thay bằng 163/2026/NĐ-CP" in page
    assert reverse("documents.basis", args=[upper]) in page


def test_a_plan_that_rests_on_an_ended_act_says_so(
    visit: Callable[..., Client], planner: Actor, upper: int, lower: int, at: datetime
) -> None:
    plan_id = adopt_plan(document_id=upper, title="Kế hoạch", horizon=YEAR, actor=planner, at=at)
    client = visit("planner")
    assert "Dựa trên 1 văn bản đã hết hiệu lực" in body(client, "plans.plan", plan_id)
    page = body(client, "plans.basis", plan_id)
    assert reverse("plans.plan", args=[plan_id]) in page
    assert "33/KH-UBND" in page


def test_who_may_not_see_documents_finds_none(visit: Callable[..., Client], upper: int) -> None:
    assert visit().get(reverse("documents.basis", args=[upper])).status_code == 302
    assert visit("planner").get(reverse("documents.basis", args=[upper + 999])).status_code == 404


def test_text_of_a_document_is_text(visit: Callable[..., Client], register: Register) -> None:
    title = "<script>alert(1)</script> “&quot;"
    page = body(
        visit("planner"), "documents.basis", register(acts.plan("7/KH-UBND", "05 tháng 3 năm 2026", UPPER, title=title))
    )
    assert "<script>alert" not in page


def test_the_page_asks_a_fixed_number_of_questions(
    visit: Callable[..., Client], register: Register, upper: int
) -> None:
    client = visit("planner")
    counts = []
    for number in range(1, 7):
        register(acts.plan(f"{number}/KH-UBND", f"{10 + number} tháng 4 năm 2026", UPPER, place="XÃ MÙA NGÂU"))
        with CaptureQueriesContext(connection) as asked:
            body(client, "documents.basis", upper)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_boxes_stand_apart_and_lines_pass_them(planner: Actor, register: Register, upper: int) -> None:
    for number in range(1, 12):
        other = (
            f"; Kế hoạch số {number - 1:02}/KH-UBND ngày {9 + number}/4/2026 của UBND xã Mùa Ngâu" if number > 1 else ""
        )
        register(acts.plan(f"{number}/KH-UBND", f"{10 + number} tháng 4 năm 2026", UPPER + other, place="XÃ MÙA NGÂU"))
    drawing = Drawing(basis(planner, upper, on=TODAY))
    boxes = list(drawing.boxes.values())
    assert len(boxes) == 3 + MOST, "of eleven plans of communes the nearest, and a box for the rest"
    assert drawing.left_out == 4
    assert "+ 4 văn bản" in [box.name for box in boxes]
    assert all(box.x >= 0 and box.x + BOX_WIDTH <= WIDTH and box.y + BOX_HEIGHT <= drawing.height for box in boxes)
    for one in boxes:
        for other_box in boxes:
            assert one is other_box or one.y != other_box.y or abs(one.x - other_box.x) > BOX_WIDTH
    keys = drawing.boxes.keys()
    assert len(drawing.lines) == sum({namer, named} <= keys for namer, named, _ in drawing.view.lines)


def crossings(path: str) -> Iterator[tuple[int, int]]:
    """The upright pieces of a path: where, and from which height."""
    for x, y in re.findall(r" (\d+) (\d+) V\d+", path):
        yield int(x), int(y)


@pytest.mark.parametrize("wanted", [0, 300, 500, 640, 1079])
def test_a_line_passes_between_boxes_and_beside_other_lines(wanted: int) -> None:
    row = Row(100, (200, 428, 656))
    taken = [row.pass_at(wanted) for _ in range(6)]
    for place in taken:
        assert not any(left <= place <= left + BOX_WIDTH for left in row.lefts)
    assert len(set(taken)) == len(taken)


def test_a_path_leads_round_the_rows_between() -> None:
    upper_box, lower_box = (Box(400, y, "", "", "", "", "") for y in (0, 300))
    path = drawn_path(lower_box, upper_box, [Row(0, (400,)), Row(150, (400,)), Row(300, (400,))])
    assert list(crossings(path))
    assert all(not 400 <= x <= 400 + BOX_WIDTH for x, _ in crossings(path))
    assert path.startswith(f"M{upper_box.middle} {BOX_HEIGHT} ")
    assert path.endswith(f" {lower_box.middle} 300")
