"""A layout filled from its sources: figures keep their references, unknown stays unknown, keeping loses nothing."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from pcmt.kernel.period import Period
from pcmt.publications.composing import Figure, column_periods, compose_parts
from pcmt.publications.official import EMPTY_WORDS, _blocks
from pcmt.publications.rules.content import (
    Heading,
    OwnWords,
    Part,
    Piece,
    Quotations,
    Sentence,
    Table,
    changes,
    figures,
    from_json,
    to_json,
)
from pcmt.rulebook.queries import (
    AgencyWordsBlock,
    Binding,
    CommuneTableBlock,
    FigureRow,
    FiguresBlock,
    HeadingBlock,
    PlanStateBlock,
    SentenceBlock,
    Subject,
    WordsBlock,
)
from vanban.write.model import Paragraph

Q3 = Period.parse("2026-Q3@nd09")
TALKS = Subject("element", "talks")
RATE = Subject("indicator", "T2a")
PLACES = {"province": "tỉnh Hoa Mai", "period": "quý III/2026"}


class Fake:
    """Sources whose figures tell what was asked of them."""

    communes = (("Xã A", Fraction(3)), ("Xã B", None), ("Xã C", Fraction(9)), ("Xã D", Fraction(0)))

    def figure(self, subject: Subject, column: str) -> Figure:
        if column == "last_year":
            return Figure("chưa đủ dữ liệu", f"value:{subject.code}/1/{column}", None)
        return Figure(f"{subject.code}@{column}", f"value:{subject.code}/1/{column}", Fraction(1))

    def commune_figures(self, subject: Subject) -> Sequence[tuple[str, Figure]]:
        return [
            (name, Figure("chưa đủ dữ liệu" if value is None else str(value), f"value:{subject.code}/{name}", value))
            for name, value in self.communes
        ]

    def unit(self, subject: Subject) -> str:
        return "buổi"

    def words(self, form: str, field: str) -> Sequence[tuple[str, Piece]]:
        return [("UBND xã A", Piece(f"{form} {field}", "words:1"))]

    def targets(self) -> Table:
        return Table("x", "", ("Chỉ tiêu",), (False,), ((Piece("60%", "target:1"),),))

    def tasks(self) -> Table:
        return Table("x", "", ("Nhiệm vụ",), (False,), ())


BLOCKS = (
    HeadingBlock("tinh-hinh", "I", "TÌNH HÌNH {period}", 1),
    SentenceBlock("cau", "Tại {province} có {so} buổi.", (Binding("so", TALKS, "this"),)),
    FiguresBlock("bang", "Số liệu", ("this", "last_year"), (FigureRow(TALKS, "Buổi", 0), FigureRow(RATE, "Điểm", 1))),
    CommuneTableBlock("xa", "Theo xã", (FigureRow(TALKS, "Buổi"),), TALKS, True, 3),
    AgencyWordsBlock("kho-khan", "Khó khăn", "xa-thang", "difficulties"),
    PlanStateBlock("chi-tieu", "Chỉ tiêu {period}", "targets"),
    WordsBlock("phuong-huong", "Phương hướng", "", True, "Tiếp tục …"),
)


@pytest.fixture
def parts() -> tuple[Part, ...]:
    return compose_parts(BLOCKS, Fake(), Q3, PLACES)


def test_every_block_becomes_its_part(parts: tuple[Part, ...]):
    assert [type(part) for part in parts] == [Heading, Sentence, Table, Table, Quotations, Table, OwnWords]
    assert [part.code for part in parts] == [block.code for block in BLOCKS]


def test_a_sentence_keeps_the_reference_of_its_figure(parts: tuple[Part, ...]):
    sentence = parts[1]
    assert isinstance(sentence, Sentence)
    assert "".join(piece.text for piece in sentence.pieces) == "Tại tỉnh Hoa Mai có talks@this buổi."
    assert [piece.ref for piece in sentence.pieces if piece.ref] == ["value:talks/1/this"]


def test_an_unknown_figure_says_so_and_is_not_zero(parts: tuple[Part, ...]):
    table = parts[2]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == ["Buổi", "buổi", "talks@this", "chưa đủ dữ liệu"]
    assert [cell.known for cell in table.rows[0]] == [True, True, True, False]
    assert table.rows[1][0].text == "- Trong đó: Điểm"


def test_communes_are_ordered_and_the_unknown_come_last(parts: tuple[Part, ...]):
    table = parts[3]
    assert isinstance(table, Table)
    assert [row[1].text for row in table.rows] == ["Xã C", "Xã A", "Xã D"]
    ascending = CommuneTableBlock("xa", "", (FigureRow(TALKS, "Buổi"),), TALKS, False, 0)
    (table,) = compose_parts((ascending,), Fake(), Q3, PLACES)
    assert isinstance(table, Table)
    assert [row[1].text for row in table.rows] == ["Xã D", "Xã A", "Xã C", "Xã B"]


def test_what_is_kept_comes_back_the_same(parts: tuple[Part, ...]):
    assert from_json(to_json(parts)) == parts


def test_figures_finds_each_reference_with_its_block(parts: tuple[Part, ...]):
    found = {(block, piece.ref) for block, _, piece in figures(parts)}
    assert ("cau", "value:talks/1/this") in found
    assert ("kho-khan", "words:1") in found
    assert ("chi-tieu", "target:1") in found
    assert len({(block, key) for block, key, _ in figures(parts)}) == len(list(figures(parts)))


def test_changes_names_what_differs_and_only_that(parts: tuple[Part, ...]):
    class Later(Fake):
        def figure(self, subject: Subject, column: str) -> Figure:
            figure = super().figure(subject, column)
            return Figure("17", figure.ref, Fraction(17)) if column == "this" and subject == TALKS else figure

    assert changes(parts, parts) == ()
    assert changes(parts, compose_parts(BLOCKS, Later(), Q3, PLACES)) == (("value:talks/1/this", "talks@this", "17"),)


@pytest.mark.parametrize(
    ("period", "to_date"),
    [
        ("2026-Q1@nd09", "2026-Q1@nd09"),
        ("2026-Q2@nd09", "2026-H1@nd09"),
        ("2026-Q3@nd09", "2026-9M@nd09"),
        ("2026-Q4@nd09", "2026@nd09"),
        ("2026", "2026"),
    ],
)
def test_year_to_date_is_the_period_from_the_years_start(period: str, to_date: str):
    columns = column_periods(Period.parse(period))
    assert columns["year_to_date"][0].id == to_date
    assert columns["this"][0].id == period


def test_words_that_nobody_had_to_write_leave_no_trace():
    parts = (OwnWords("a", "Bắt buộc", "", True, ""), OwnWords("b", "Không bắt buộc", "", False, ""))
    written = [block for part in parts for block in _blocks(part, {}, "report:1#x")]
    assert [block.text for block in written if isinstance(block, Paragraph)] == [EMPTY_WORDS]
