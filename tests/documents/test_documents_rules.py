"""Pure rules: identity of acts, marks that overlap, sentences, deadlines, payloads."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.documents.rules.deadlines import deadlines
from pcmt.documents.rules.identity import Identity, means, number_key
from pcmt.documents.rules.kinds import citation_form, symbol_of
from pcmt.documents.rules.marks import Mark, paragraphs
from pcmt.documents.rules.payload import BadPayload, ProposedDuty, ProposedTarget, from_json, parted_relation, to_json
from pcmt.documents.rules.reading import read, suggestions
from pcmt.documents.rules.secrecy import stamp_in_head
from pcmt.documents.rules.sentences import LONGEST_KEPT, passage_end, sentence_around, sentence_at


@pytest.mark.parametrize(
    ("one", "other"),
    [("132- KL/TW", "132-KL/TW"), ("049/KH-UBND", "49/KH-UBND"), ("3210/QĐ - UBND", "3210/qđ-ubnd")],
)
def test_spellings_of_one_number_have_one_key(one: str, other: str):
    assert number_key(one) == number_key(other)


def test_a_number_alone_names_no_document():
    kept = Identity("18/KH-UBND", date(2026, 2, 12), "Ủy ban nhân dân tỉnh Hoa Mai")
    assert not means(Identity("18/KH-UBND"), kept)
    assert means(Identity("18/KH-UBND", date(2026, 2, 12)), kept)
    assert means(Identity("18/KH-UBND", None, "UBND tỉnh"), kept)
    assert not means(Identity("18/KH-UBND", date(2025, 2, 12), "UBND tỉnh Hoa Mai"), kept)
    assert not means(Identity("18/KH-UBND", None, "Bộ Công an"), kept)


def test_a_document_is_named_as_documents_do():
    assert citation_form("KH", "18/KH-UBND", date(2026, 2, 12)) == "Kế hoạch số 18/KH-UBND ngày 12/02/2026"
    assert citation_form("QĐ", "28/2025/QĐ-TTg", date(2025, 7, 1)) == "Quyết định số 28/2025/QĐ-TTg ngày 01/7/2025"
    assert symbol_of("18/KH-UBND") == "KH-UBND"
    assert symbol_of("36-CT/TW") == ""


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.text("ab \n", max_size=60), SPANS)
def test_pieces_give_the_text_back_and_know_what_covers_them(text: str, spans: list[tuple[int, int]]):
    marks = [Mark("duty", start, end, number) for number, (start, end) in enumerate(spans)]
    shown = paragraphs(text, marks)
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in shown) == text
    for line in shown:
        offset = line.start
        for piece in line.pieces:
            covering = {mark.ref for mark in marks if mark.start <= offset < mark.end}
            assert {mark.ref for mark in piece.marks} == covering
            offset += len(piece.text)


def test_a_mark_opens_once_where_it_begins():
    text = "a) Chủ trì việc này\ntrước ngày 30/11/2026."
    shown = paragraphs(text, [Mark("duty", 3, len(text), 7), Mark("due", 20, 42)])
    opened = [ref for line in shown for piece in line.pieces for ref in piece.opens]
    assert opened == [7]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("thành lập, hoàn thành trước ngày 30/11/2026.", "hoàn thành trước ngày 30/11/2026"),
        ("báo cáo trước ngày 15/12 hằng năm để", "báo cáo trước ngày 15/12 hằng năm"),
        ("xong trong quý IV/2026;", "xong trong quý IV/2026"),
        ("gửi trước ngày 15 tháng cuối quý để", "gửi trước ngày 15 tháng cuối quý"),
    ],
)
def test_time_limits_are_marked_whole(text: str, limit: str):
    assert [text[start:end] for start, end in deadlines(text)] == [limit]


def test_a_date_of_issue_is_no_time_limit():
    assert [*deadlines("Nghị quyết số 93/NQ-CP ngày 16/4/2025 của Chính phủ")] == []


def test_a_sentence_leaves_its_label_and_neighbours_out():
    line = "a) Chủ trì thành lập điểm, hoàn thành trước ngày 30/11/2026. Báo cáo kết quả; Sở Y tế phối hợp."
    assert sentence_at(line, 10) == "Chủ trì thành lập điểm, hoàn thành trước ngày 30/11/2026"
    assert sentence_at(line, line.index("Báo")) == "Báo cáo kết quả"
    assert sentence_at("Sở Y tế tổng hợp./.", 0) == "Sở Y tế tổng hợp"


def test_a_sentence_ends_before_a_capital_with_its_mark():
    assert sentence_at("Trên 80% trạm y tế đạt chuẩn; Đến năm 2030 đạt 100%.", 0) == "Trên 80% trạm y tế đạt chuẩn"
    assert sentence_at("Trên 80% trạm y tế; ít nhất 50% xã.", 0) == "Trên 80% trạm y tế; ít nhất 50% xã"


def test_a_sentence_is_kept_whole_around_a_passage():
    line = "- Ở mỗi xã: " + "trạm y tế, " * 80 + "đạt 90%. Ưu tiên vùng cao."
    kept = sentence_around(f"I. MỤC TIÊU\n{line}\nHết.", 20, 26)
    assert kept.startswith("Ở mỗi xã")
    assert kept.endswith("đạt 90%")
    over = sentence_around("Một câu\nxuống dòng. Câu khác.", 4, 14)
    assert over == "Một câu xuống dòng"
    endless = sentence_around("từ " * 50_000, 30_000, 30_010)
    assert len(endless) <= LONGEST_KEPT
    assert endless.endswith("…")


def test_a_duty_is_proposed_with_all_sentences_of_its_point():
    text = (
        "KẾ HOẠCH\nPhòng, chống ma túy năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì tổ chức tập huấn "
        "cho nhân viên trạm y tế. Phối hợp với Công an tỉnh lập danh sách người cai nghiện, gửi các đơn vị đúng hạn.\n"
        "b) Kiểm tra các trạm.\n2. Giao Sở Tài chính bố trí kinh phí. Quyết toán đúng quy định. Giao Công an tỉnh "
        "kiểm tra việc cấp phát.\n"
    )
    duties = [one for one in suggestions(read(text.encode(), "ke-hoach.txt")) if one["kind"] == "duty"]
    assert [one["quote"] for one in duties] == [
        "Chủ trì tổ chức tập huấn cho nhân viên trạm y tế. Phối hợp với Công an tỉnh lập danh sách người cai nghiện, "
        "gửi các đơn vị đúng hạn",
        "Kiểm tra các trạm",
        "bố trí kinh phí. Quyết toán đúng quy định",
        "kiểm tra việc cấp phát",
    ]


def test_a_passage_too_long_ends_with_its_last_whole_sentence():
    text = "Sở Y tế tổng hợp. " * 400
    assert passage_end(text, 0, 500) == 500
    end = passage_end(text, 0, len(text))
    assert LONGEST_KEPT - 18 <= end <= LONGEST_KEPT
    assert text[:end].endswith("tổng hợp")
    assert passage_end("a" * 9000, 0, 9000) > 0


@given(st.builds(ProposedTarget, relation=st.sampled_from([">=", "none"]), value=st.text(max_size=4)))
@settings(max_examples=30)
def test_a_payload_survives_storage(payload: ProposedTarget):
    assert from_json("target", to_json(payload)) == payload


def test_a_change_and_its_bound_are_one_relation_and_part_again():
    read_again = from_json("target", to_json(ProposedTarget(relation="increase>", value="3", unit="%")))
    assert isinstance(read_again, ProposedTarget)
    assert parted_relation(read_again.relation) == ("increase", ">")
    assert parted_relation(">=") == (">=", "")
    with pytest.raises(BadPayload, match="quan hệ"):
        from_json("target", to_json(ProposedTarget(relation="none>")))


def test_a_payload_of_another_kind_is_refused():
    with pytest.raises(BadPayload, match="relation"):
        from_json("duty", to_json(ProposedTarget()))
    with pytest.raises(BadPayload, match="chu kỳ"):
        from_json("duty", to_json(ProposedDuty(every="fortnight")))


@pytest.mark.parametrize(
    ("head", "degree"),
    [
        ("MẬT\nỦY BAN NHÂN DÂN", "MẬT"),
        ("ỦY BAN NHÂN DÂN\nTỈNH HOA MAI\n  **TỐI MẬT**\n-------", "TỐI MẬT"),
        ("| ỦY BAN NHÂN DÂN | TUYỆT MẬT |", "TUYỆT MẬT"),
        ("Số: 06/CT-UBND    MẬT", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Giữ bí mật nhà nước theo quy định", None),
        ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", None),
        ("PHÒNG, CHỐNG LỘ BÍ MẬT", None),
    ],
)
def test_a_stamp_of_secrecy_is_seen_wherever_it_stands_alone(head: str, degree: str | None):
    assert stamp_in_head(head) == degree
    assert stamp_in_head("dòng\n" * 80 + head) is None
