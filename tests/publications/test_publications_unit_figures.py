"""A unit's figures in its own report: wholes before parts, nought apart from not known, the year where it adds up."""

from fractions import Fraction

import pytest

from pcmt.kernel.period import Kind
from pcmt.publications.rules.comparing import Thresholds
from pcmt.publications.rules.places import about, asked_about, initials, ordered_by
from pcmt.publications.rules.unit_figures import ToDate, UnitFigure, lines, notes, ordered, rows, untold_columns

BY = Thresholds(percent_from=20, times_from=3, decimals=1)
COLUMNS = ("this", "previous", "last_year", "year_to_date")


def figure(
    code: str,
    label: str,
    now: int | str | None,
    previous: int | None = None,
    last_year: int | None = None,
    to_date: ToDate | None = None,
    *,
    kind: str = "count",
    decimals: int = 0,
    text: str = "",
) -> UnitFigure:
    def exact(value: int | str | None) -> Fraction | None:
        return None if value is None else Fraction(value)

    return UnitFigure(
        code, label, "người", kind, decimals, exact(now), text,
        {"previous": exact(previous), "last_year": exact(last_year)}, to_date=to_date,
    )  # fmt: skip


def told(*figures: UnitFigure, tell: frozenset[str] = frozenset(), untold: tuple[str, ...] = ()) -> tuple[str, ...]:
    return lines(figures, Kind.MONTH, tell=tell, untold=untold, by=BY)


def test_a_whole_stands_before_its_parts_and_these_lose_what_repeats_it():
    parts = (
        figure("funds.central", "Kinh phí – Trung ương", 3),
        figure("funds.local", "Kinh phí – Địa phương", 4),
        figure("talks", "Buổi tuyên truyền", 1),
        figure("funds", "Kinh phí (tổng số)", 7),
    )
    assert [(depth, one.label) for depth, one in ordered(parts)] == [
        (0, "Buổi tuyên truyền"),
        (0, "Kinh phí (tổng số)"),
        (1, "Trung ương"),
        (1, "Địa phương"),
    ]
    assert [(row.number, row.label) for row in rows(parts, ("this",))] == [
        ("1", "Buổi tuyên truyền"),
        ("2", "Kinh phí (tổng số)"),
        ("", "- Trung ương"),
        ("", "- Địa phương"),
    ]


def test_a_category_without_its_whole_stands_alone():
    found = list(ordered((figure("spots.found", "Điểm mới", 1), figure("spots.cleared", "Điểm đã xóa", 1))))
    assert [depth for depth, _ in found] == [0, 0]


def test_a_line_tells_figure_changes_and_parts_that_are_not_nought():
    whole = figure("managed", "Tổng số người", 45, 40, 50)
    assert told(whole, figure("managed.users", "Người sử dụng", 45), figure("managed.addicts", "Người nghiện", 0)) == (
        "Tổng số người: 45 người, tăng 5 người (12,5%) so với tháng trước, "
        "giảm 5 người (10%) so với cùng kỳ năm trước; trong đó: người sử dụng 45 người.",
    )


def test_nought_and_not_known_are_two_things():
    found = told(
        figure("a", "Vụ việc", 0, 0, 0),
        figure("b", "Điểm mới", 0),
        figure("c", "Lượt xét nghiệm", None, 3, 3),
        figure("d", "Điểm đã xóa", 0, 2, 0),
    )
    assert found == (
        "Điểm đã xóa: 0 người, giảm 2 người so với tháng trước (2 người), bằng cùng kỳ năm trước.",
        "Không có: vụ việc; điểm mới.",
        "Chưa có số liệu: lượt xét nghiệm.",
    )


def test_only_what_the_layout_names_is_told_unless_it_names_nothing_of_the_section():
    pair = (figure("a", "Một", 1, 1, 1), figure("b", "Hai", 2, 2, 2))
    assert len(told(*pair, tell=frozenset({"b"}))) == 1
    assert len(told(*pair, tell=frozenset({"other"}))) == 2


def test_a_yes_is_told_and_never_compared():
    assert told(figure("w", "Có người bị truy nã", 1, 0, 0, kind="yesno", text="có")) == ("Có người bị truy nã: có.",)


def test_a_period_of_which_nothing_is_known_is_named_once():
    pair = (figure("a", "Một", 1, 1), figure("b", "Hai", 2, None))
    assert untold_columns(pair) == ("last_year",)
    assert told(*pair, untold=("last_year",)) == (
        "Một: 1 người, bằng tháng trước.",
        "Hai: 2 người, chưa có số liệu tháng trước để so sánh.",
    )


def test_the_annex_shows_what_is_not_known_by_a_sign_and_explains_it():
    known = figure("a", "Một", 1, 2, 3, ToDate(Fraction(6), whole=True))
    found = rows(
        (
            known,
            figure("b", "Hai", None, 2, None, ToDate(Fraction(2), whole=False)),
            figure("c", "Ba", 5, None, None, None),
            figure("d", "Bốn", 0, 0, 0, ToDate(Fraction(0), whole=False)),
            figure("e", "Năm", "12345.50", decimals=2),
        ),
        COLUMNS,
    )
    assert [row.cells for row in found] == [
        ("1", "2", "3", "6"),
        ("…", "2", "…", "2 (*)"),
        ("5", "…", "…", "x"),
        ("0", "0", "0", "…"),
        ("12.345,5", "…", "…", "x"),
    ]
    assert [note[:3] for note in notes(found)] == ["(…)", "(x)", "(*)"]
    assert notes(rows((known,), COLUMNS)) == ()


def test_the_symbol_of_an_office_comes_from_its_short_name():
    assert initials("Sở Y tế", "Hoa Mai") == "SYT"
    assert initials("Sở VHTTDL", "Hoa Mai") == "SVHTTDL"
    assert initials("Công an phường Hoa Ban", "Hoa Ban") == "CAP"


def test_what_a_form_is_about_follows_from_its_label():
    assert about("Báo cáo năm của Sở Nội vụ về trách nhiệm người đứng đầu") == "trách nhiệm người đứng đầu"
    assert about("Báo cáo quý của cơ sở") == "báo cáo quý của cơ sở"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Báo cáo nhanh kết quả kiểm tra quán bar", "kiểm tra quán bar"),
        ("Báo cáo nhanh kết quả kiểm tra cơ sở có điều kiện về an ninh", "kiểm tra cơ sở có điều kiện về an ninh"),
        ("Báo cáo đột xuất tình hình, kết quả rà soát bóng cười", "rà soát bóng cười"),
        ("Báo cáo của cấp xã về kết quả rà soát bóng cười", "rà soát bóng cười"),
        ("Báo cáo số liệu về cai nghiện", "cai nghiện"),
        ("Kết quả rà soát", "rà soát"),
        ("Kiểm tra quán bar", "kiểm tra quán bar"),
        ("Báo cáo nhanh", "báo cáo nhanh"),
        ("Báo cáo " + "của " * 50_000, ("của " * 50_000).strip()),
    ],
    ids=range(9),
)
def test_what_is_asked_on_occasion_is_not_called_a_result_twice(label: str, said: str):
    assert asked_about(label) == said


def test_the_document_behind_a_request_stands_before_it():
    assert ordered_by("Công điện số 3/CĐ-UBND", "UBND tỉnh") == "Công điện số 3/CĐ-UBND của UBND tỉnh và "
    assert ordered_by("Công điện số 3/CĐ-UBND", "") == "Công điện số 3/CĐ-UBND và "
    assert ordered_by("", "UBND tỉnh") == ""
