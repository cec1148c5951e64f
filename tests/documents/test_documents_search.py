"""Search over documents: with marks and without, phrases, filters, the best first; what is typed is never code."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pcmt.documents import queries as documents
from pcmt.documents.actions.correct_metadata import correct_metadata
from pcmt.documents.actions.register_document import register_document
from pcmt.documents.queries import Asked, searching
from pcmt.documents.rules.searching import is_number, tokens, wanted
from pcmt.documents.rules.snippets import Place, snippets
from pcmt.kernel.actor import Actor

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HOA MAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: {number}\n\n"
    "Hoa Mai, ngày {day} tháng 02 năm 2026\n\nKẾ HOẠCH\n\n{title}\n\n"
    "Ủy ban nhân dân tỉnh Hoa Mai ban hành Kế hoạch như sau:\n\n"
)


def paper(number: str, title: str, body: str, day: str = "12") -> bytes:
    return (HEAD.format(number=number, title=title, day=day) + body).encode()


@pytest.fixture
def store(planner: Actor, at: datetime) -> dict[str, int]:
    """Three plans: of drug prevention, of schools with other marks, and of fire prevention."""
    papers = {
        "drugs": paper(
            "153/KH-UBND",
            "PHÒNG, CHỐNG MA TÚY NĂM 2026",
            "I. MỤC TIÊU\n\n1. Ít nhất 50% số xã, phường không có ma tuý.\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
            "1. Sở Y tế\n\na) Chủ trì xác định tình trạng nghiện ở Đắk Hoa.\n",
        ),
        "school": paper(
            "154/KH-UBND",
            "NĂM HỌC MỚI",
            "I. NỘI DUNG\n\n1. Mua túi xách cho học sinh, tổ chức ngày hội y tế; trường học có bếp ăn.\n",
            "13",
        ),
        "fire": paper(
            "15/KH-UBND",
            "PHÒNG CHÁY, CHỮA CHÁY RỪNG",
            "I. NỘI DUNG\n\n1. Kế hoạch số 153/KH-UBND; mã túi 153 dùng chung; đăng ký ma túy là không đúng nơi.\n",
            "14",
        ),
    }
    return {
        name: register_document(data=data, name=f"{name}.txt", actor=planner, at=at) for name, data in papers.items()
    }


def found(actor: Actor, q: str, **narrow: object) -> list[int]:
    return [hit.row.id for hit in documents.search(actor, Asked(q, **narrow)).rows]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("ma túy", ["drugs", "fire"]),
        ("ma tuý", ["drugs", "fire"]),
        ("MA TUY", ["drugs", "fire"]),
        ("dak hoa", ["drugs"]),
        ("Đắk Hoa", ["drugs"]),
        ('"tình trạng nghiện"', ["drugs"]),
        ('"nghiện tình trạng"', []),
        ("nghiện tình trạng", ["drugs"]),
        ("153/KH-UBND", ["drugs", "fire"]),
        ("kh 153", ["drugs", "fire"]),
        ("khongcogi", []),
        ("", []),
        ('""', []),
    ],
)
def test_what_is_found_and_in_which_order(store: dict[str, int], planner: Actor, q: str, names: list[str]) -> None:
    assert found(planner, q) == [store[name] for name in names]


def test_the_same_marks_come_before_others(store: dict[str, int], planner: Actor, at: datetime) -> None:
    newest = register_document(
        data=paper("200/KH-UBND", "VIỆC KHÁC", "1. Mã túi, má tụy đặt ở kho.\n", "20"),
        name="khac.txt",
        actor=planner,
        at=at,
    )
    with_marks = found(planner, "ma túy")
    assert with_marks == [store["drugs"], store["fire"], newest]
    assert found(planner, "mã túi")[:2] == [newest, store["fire"]]


def test_filters(store: dict[str, int], planner: Actor) -> None:
    assert found(planner, "kế hoạch", kind="QĐ") == []
    assert found(planner, "ma túy", year=2025) == []
    assert found(planner, "ma túy", year=2026, issuer="hoa mai", kind="KH") == [store["drugs"], store["fire"]]
    assert found(planner, "ma túy", topic="ma_tuy") == [store["drugs"]]


def test_a_hit_shows_the_provision_with_the_words_marked(store: dict[str, int], planner: Actor) -> None:
    (hit,) = documents.search(planner, Asked("tình trạng nghiện")).rows
    (passage,) = hit.passages
    assert passage.path == "II.1.a"
    assert passage.snippet.anchor == "II.1.a"
    text = documents.document(planner, hit.row.id).text
    shown = "".join(piece.text for piece in passage.snippet.pieces)
    assert text[passage.snippet.start :].startswith(shown)
    assert [piece.text for piece in passage.snippet.pieces if piece.hit] == ["tình", "trạng", "nghiện"]


def test_a_corrected_title_is_found_at_once(store: dict[str, int], planner: Actor, at: datetime) -> None:
    correct_metadata(document_id=store["fire"], fields={"title": "Ứng phó bão lụt"}, actor=planner, at=at)
    assert found(planner, "bão lụt") == [store["fire"]]


def test_who_may_not_see_documents_finds_none(store: dict[str, int], planner: Actor) -> None:
    assert found(Actor("Không có quyền"), "ma túy") == []


def test_the_page_says_that_there_are_more_than_were_counted(
    store: dict[str, int], visit: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_COUNTED", 1)
    client = visit("planner")
    shown = client.get(reverse("documents.search"), {"q": "ma túy"}).content.decode()
    assert "Hơn 1 văn bản có đủ các chữ: ma túy" in shown
    assert "hơn 1 văn bản</span>" in shown
    assert "hơn 1 văn bản</span>" in client.get(reverse("documents.list"), {"q": "ma túy"}).content.decode()
    assert "Hơn" not in client.get(reverse("documents.search"), {"q": "dak hoa"}).content.decode()


@pytest.mark.parametrize(
    ("q", "heading"),
    [
        ("túy", "2 văn bản có chữ “túy”"),
        ("nghiện tình trạng", "1 văn bản có đủ các chữ: nghiện tình trạng"),
        ('"tình trạng nghiện"', "1 văn bản có cụm từ “tình trạng nghiện”"),
        ('ma "tình trạng nghiện"', "1 văn bản có cụm từ “tình trạng nghiện”, đủ các chữ: ma"),
        ('"nghiện tình trạng"', "Không văn bản nào có cụm từ “nghiện tình trạng”"),
        ('"tình trạng nghiện', "1 văn bản có đủ các chữ: tình trạng nghiện"),
        ('"túy" ma', "2 văn bản có đủ các chữ: túy ma"),
        ("…", "Tìm trong văn bản"),
        ("zx " * 20, f"Không văn bản nào có đủ các chữ: {'zx ' * 16}… (chỉ tìm các chữ đầu)"),
    ],
)
def test_the_heading_claims_no_phrase_where_words_stand_apart(
    store: dict[str, int], visit: Callable[[str], Client], q: str, heading: str
) -> None:
    shown = visit("planner").get(reverse("documents.search"), {"q": q}).content.decode()
    assert f"<h1>{escape(heading)}</h1>" in shown


def test_a_search_is_an_address_that_can_be_kept(store: dict[str, int], visit: Callable[[str], Client]) -> None:
    client, address = visit("planner"), reverse("documents.search")
    shown = client.get(address, {"q": "nghiện tình trạng", "loai": "KH", "nam": "2026"}).content.decode()
    assert '<form class="filter" method="get"' in shown
    side_by_side = "?q=%22nghi%E1%BB%87n+t%C3%ACnh+tr%E1%BA%A1ng%22&loai=KH&nam=2026"
    assert f'href="{escape(side_by_side)}"' in shown
    assert "Không văn bản nào có cụm từ" in client.get(address + side_by_side).content.decode()
    assert client.post(address, {"q": "ma túy"}).status_code == 405


MOST_QUERIES = 10  # one for each class of hits, the numbers, the count, the page and its provisions


def test_the_number_of_queries_does_not_grow_with_the_hits(store: dict[str, int], planner: Actor) -> None:
    counts = []
    for q in ("dak hoa", "kế hoạch hoa mai"):
        with CaptureQueriesContext(connection) as seen:
            documents.search(planner, Asked(q))
        counts.append(len(seen))
    assert max(counts) <= MOST_QUERIES


HOSTILE = st.text(alphabet=st.sampled_from(list("ma túy\"'()*:^-+&|!<>%_\\/NEAR AND OR NOT \0;\n153")), max_size=60)


@given(HOSTILE)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_an_operator_of_the_database(store: dict[str, int], planner: Actor, q: str) -> None:
    for page in (1, 99):
        found_now = documents.search(planner, Asked(q), page=page)
        assert found_now.total <= 3


def test_a_question_of_ten_thousand_words_is_cut(store: dict[str, int], planner: Actor) -> None:
    assert found(planner, "ma túy " * 10_000) != []
    assert len(wanted("một hai " * 10_000).words) == 16


WORD = st.text(alphabet="aáảãạăâđoóôơuúưyý09ß½Ⅷﬁ²k", min_size=1, max_size=6)


@given(st.lists(WORD, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_tokens_stand_where_their_words_stand(words: list[str]) -> None:
    plain, marked = tokens(" ".join(words))
    assert len(plain.split(" ")) == len(marked.split(" ")) == len(words)
    assert plain.isascii()


@given(
    st.lists(st.sampled_from(["ma", "túy", "xã", "\n", "50%"]), max_size=40),
    st.sampled_from(["ma tuy", '"xã ma"', "túy"]),
)
@example(["xã", "\n", "ma"], '"xã ma"')
@settings(max_examples=60, deadline=None)
def test_a_snippet_is_a_piece_of_the_text(words: list[str], q: str) -> None:
    text = " ".join(words)
    for one in snippets(text, [Place("1", 0, len(text) // 2)], wanted(q), 3):
        assert text[one.start :].startswith("".join(piece.text for piece in one.pieces))
        assert any(piece.hit for piece in one.pieces)


@pytest.mark.parametrize(
    ("q", "number", "means"),
    [
        ("153/KH-UBND", "153/KH-UBND", True),
        ("kh 153", "153/KH-UBND", True),
        ("0153", "153/KH-UBND", True),
        ("153 năm 2026", "153/KH-UBND", False),
        ("15", "153/KH-UBND", False),
        ("ubnd", "153/KH-UBND", False),
    ],
)
def test_what_means_a_number(q: str, number: str, means: bool) -> None:
    assert is_number(wanted(q), number) is means


def test_a_long_documents_later_parts_are_found(store: dict[str, int], planner: Actor, at: datetime) -> None:
    body = "1. " + "việc chung của cơ quan " * 6_000 + "\n\n2. Cụm từ hiếm gặp ở cuối.\n"
    long = register_document(data=paper("300/KH-UBND", "DÀI", body), name="dai.txt", actor=planner, at=at)
    assert found(planner, '"cụm từ hiếm gặp"') == [long]


def test_issued_on_of_the_head_is_kept(store: dict[str, int], planner: Actor) -> None:
    row = documents.search(planner, Asked("153/KH-UBND")).rows[0].row
    assert row.issued_on == date(2026, 2, 12)
