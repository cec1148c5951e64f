"""What words mean: groups of agencies, indicators, and what a plan has already."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pcmt.kernel.formula.tree import is_change
from pcmt.plans.rules.groups import kinds_in_group, named
from pcmt.plans.rules.guess import Candidate, Chosen, clause_of, guesses
from pcmt.plans.rules.sameness import TargetFacts, TaskFacts, known_target, known_task
from pcmt.plans.rules.wording import shared_phrases, words
from pcmt.rulebook.queries import book


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Ủy ban nhân dân các xã, phường", ("ubnd_xa",)),
        ("UBND các xã, phường, đặc khu", ("ubnd_xa",)),
        ("Chính quyền các xã, phường", ("ubnd_xa",)),
        ("Công an các xã, phường", ("cong_an_xa",)),
        ("Các sở, ban, ngành, đoàn thể tỉnh", ("so", "cong_an_tinh", "quan_su", "bo_doi_bien_phong", "doan_the")),
        ("Thủ trưởng các sở, ngành", ("so", "cong_an_tinh", "quan_su", "bo_doi_bien_phong")),
        ("các tổ chức chính trị - xã hội", ("doan_the",)),
        ("các đơn vị liên quan", ()),
        ("các sở, ngành liên quan", ()),
    ],
)
def test_groups_of_agencies_are_told_by_kind(name: str, kinds: tuple[str, ...]):
    assert kinds_in_group(name, book().agency_groups) == kinds


def test_a_typed_list_is_cut_at_semicolons_and_line_ends():
    assert named("Công an tỉnh;  Sở Y tế\nSở Y tế;") == ("Công an tỉnh", "Sở Y tế")


CANDIDATES = (
    Candidate("T1b", "Tỷ lệ xã, phường được công nhận không ma túy", "%", ("xã, phường không có ma túy",)),
    Candidate("T2a", "Tỷ lệ điểm, tụ điểm ma túy bị triệt xóa", "%", ()),
    Candidate("P1", "Buổi tuyên truyền về phòng, chống ma túy", "buổi", ()),
)


def guessed(subject: str, unit: str = "%", *, has_value: bool = True, chosen: tuple[Chosen, ...] = ()):
    return guesses(subject, unit, has_value=has_value, candidates=CANDIDATES, chosen=chosen)


def test_indicators_are_ranked_by_meaning_with_the_reason():
    first, *others = guessed("số xã, phường trên toàn tỉnh không có ma túy")
    assert (first.code, first.sure) == ("T1b", True)
    assert "xã, phường" in first.why
    assert "cùng đơn vị %" in first.why
    assert all(not other.sure for other in others)
    assert guessed("diện tích rừng được trồng mới") == ()
    assert guessed("") == ()


def test_the_unit_must_fit():
    subject = "buổi tuyên truyền phòng, chống ma túy trong trường học"
    assert [one.code for one in guessed(subject, "buổi") if one.sure] == ["P1"]
    assert "P1" not in [one.code for one in guessed(subject, "%")]
    assert "P1" in [one.code for one in guessed(subject, "", has_value=False)]


def test_what_a_person_chose_comes_first_and_no_choice_is_a_choice():
    subject = "cơ quan báo chí có chuyên mục"
    earlier = Chosen("Cơ quan báo chí có chuyên mục", "T2a", date(2026, 3, 1))
    (first, *_) = guessed(subject, chosen=(earlier,))
    assert (first.code, first.sure) == ("T2a", True)
    assert "ngày 01/3/2026" in first.why
    none = Chosen("xã, phường không có ma túy", "", date(2026, 3, 1))
    assert not any(one.sure for one in guessed("xã, phường không có ma túy", chosen=(none,)))


RISES = Candidate("R1", "Mức giảm người nghiện, người sử dụng trái phép", "%", ())
ADVISED = Candidate("A9", "Tỷ lệ người nghiện, người sử dụng trái phép được tư vấn tâm lý", "%", ())


def test_nothing_is_chosen_beforehand_where_two_are_near_or_the_first_is_weak():
    near = (RISES, replace(RISES, code="R2", label="Mức tăng người nghiện, người sử dụng trái phép"))
    found = guesses("người nghiện, người sử dụng trái phép", "%", has_value=True, candidates=near)
    assert [(one.sure, one.tied) for one in found] == [(False, True), (False, True)]
    assert not any(one.sure for one in guessed("trạm y tế của xã, phường"))


def test_a_change_is_not_chosen_beforehand_for_a_level():
    change = replace(RISES, label="người nghiện, người sử dụng trái phép", is_change=True)
    asked = {"has_value": True, "candidates": (change,)}
    subject = "người nghiện, người sử dụng trái phép"
    assert [one.sure for one in guesses(subject, "%", relation=">", **asked)] == [False]
    assert [one.sure for one in guesses(subject, "%", relation="decrease>=", **asked)] == [True]
    assert is_change(book().indicator("T1a", date(2026, 6, 1)).formula)
    assert not any(is_change(book().indicator(code, date(2026, 6, 1)).formula) for code in ("N1", "T2a"))


def test_what_stands_after_the_cut_subject_decides():
    groups = "người đang ở trong các cơ sở của tỉnh, người chờ đưa vào các cơ sở ấy, người vừa trở về với gia đình"
    subject = (
        f"người nghiện, người sử dụng trái phép, {groups}, người ở nơi khác đến làm ăn tại các xã và người mới tham gia"
    )
    sentence = f"Trên 90% {subject} được tư vấn tâm lý; 100% xã có tổ"
    whole = clause_of(subject, "Trên 90% người nghiện", sentence)
    assert whole == f"{subject} được tư vấn tâm lý"
    assert clause_of("người nghiện", "người nghiện", sentence) == "người nghiện"
    first, *_ = guesses(subject, "%", has_value=True, candidates=(RISES, ADVISED), clause=whole)
    assert first.code == "A9"


def test_reasons_are_whole_phrases_or_there_is_no_guess():
    (one,) = guesses(
        "trợ giúp “ma túy”, người tư; vấn tâm lý", "%", has_value=True, candidates=(replace(ADVISED, label="tâm lý"),)
    )
    assert one.why == "cùng nói “tâm lý”, cùng đơn vị %"
    scattered = guesses("lý do tâm huyết của người cán bộ", "%", has_value=True, candidates=(ADVISED,))
    assert scattered == ()
    assert shared_phrases("số người nghiện ma túy, người già", "người nghiện ma túy, người sau") == (
        "người nghiện ma túy",
    )
    assert shared_phrases("được thực hiện trên địa bàn", "đạt trên địa bàn") == ()
    assert shared_phrases("tội phạm được phát hiện, xử lý", "phát hiện và xử lý") == ("phát hiện", "xử lý")


TARGET = TargetFacts("target:1", "ít nhất 60%", "T1b", ">=", Decimal(60), None, "%", "xã không ma túy", "2030", 1)


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (replace(TARGET, reference="", subject="hoàn toàn khác lời"), True),
        (replace(TARGET, reference="", value=Decimal(50)), False),
        (replace(TARGET, reference="", indicator="", subject="các xã không ma túy"), True),
        (replace(TARGET, reference="", by="2028"), None),
        (replace(TARGET, reference="", scope_area_id=2), None),
        (replace(TARGET, reference="", indicator="T2a"), None),
        (replace(TARGET, reference="", indicator="", subject="người được tư vấn"), None),
    ],
)
def test_a_target_that_the_plan_has_is_known(asked: TargetFacts, same: bool | None):
    known = known_target(asked, [TARGET])
    assert (known.same if known else None) == same


def test_a_task_that_the_plan_has_is_known_by_its_words_and_its_lead():
    wording = words("thanh lap diem tiep nhan tu van cai nghien")
    held = TaskFacts("task:4", "Thành lập điểm", wording, frozenset({7}))
    known = known_task(replace(held, reference=""), [held])
    assert known
    assert (known.id, known.same) == (4, True)
    assert known_task(replace(held, leads=frozenset({8})), [held]) is None
    assert known_task(replace(held, wording=words("mo dot cao diem")), [held]) is None


def test_what_returns_every_year_is_not_what_is_reached_once():
    yearly = replace(TARGET, every="year")
    once = known_target(replace(TARGET, reference=""), [yearly])
    assert once is not None
    assert (once.same, once.why) == (False, "cùng chỉ số, cùng thời hạn nhưng khác chu kỳ lặp lại")
    again = known_target(replace(yearly, reference=""), [yearly])
    assert again is not None
    assert again.why == "cùng chỉ số, cùng mức, cùng thời hạn, cùng hằng năm"
