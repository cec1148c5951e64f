"""Checks a whole rulebook: every file reads, every code named exists, nothing goes in a circle, every example holds."""

import difflib
from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from pcmt.kernel.formula.tree import Cell, Indicator, Node, codes
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.rules.book import Book
from pcmt.rulebook.rules.cross_checks import reporters_of
from pcmt.rulebook.rules.examples import Example, faults, faults_of_card
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.problem import Problem
from pcmt.rulebook.rules.read_folder import Reading, read_folder

CALLED = {
    "cell": "chỉ tiêu thống kê",
    "category_set": "bộ phân loại",
    "indicator": "chỉ số",
    "scheme": "bộ tiêu chí",
    "scorecard": "bảng điểm",
    "form": "biểu",
    "cross_check": "phép đối chiếu",
    "words": "mục lời văn",
    "agency_kind": "loại cơ quan",
    "permission": "quyền",
}


def check(folder: Path, over: Path | None = None) -> list[Problem]:
    """This will list every fault of a rulebook folder, by file and line; empty where it can be released."""
    return faults_of(read_folder(folder, over))


def faults_of(reading: Reading) -> list[Problem]:
    """This will check what was read: first each file alone, then codes, circles and worked examples."""
    if not reading.findings.unreadable:
        _unknown_codes(reading.book, reading.findings)
    for step in (_circles, _rates, _held_back, _compared, _only_ordered, _wrong_examples):
        if not reading.findings.problems:
            step(reading.book, reading.findings)
    return sorted(reading.findings.problems, key=lambda problem: (problem.file, problem.line))


def _unknown_codes(book: Book, findings: Findings) -> None:
    known: Mapping[str, Collection[str]] = {
        "cell": book.element_by_code.keys(),
        "category_set": book.category_sets.keys(),
        "indicator": {one.code for one in book.all_indicators},
        "scheme": {one.code for one in book.all_schemes},
        "scorecard": {one.code for one in book.all_scorecards},
        "form": {one.code for one in book.all_forms},
        "cross_check": {one.code for one in book.cross_checks},
        "words": {f"{form.code}.{words.code}" for form in book.all_forms for words in form.words},
        "agency_kind": book.agency_kinds.keys(),
        "permission": book.permissions.keys(),
    }
    for named in findings.references:
        options = known[named.kind]
        if named.code not in options:
            near = difflib.get_close_matches(named.code, options, 1)
            findings.wrong(
                named.place,
                f"Không có {CALLED[named.kind]} “{named.code}”.",
                f"Có phải là “{near[0]}”?" if near else f"Định nghĩa {CALLED[named.kind]} này, hoặc sửa mã.",
            )


def _circles(book: Book, findings: Findings) -> None:
    """An indicator that is worked out from itself, straight or through others, has no value."""
    reads: dict[str, set[str]] = {}
    for one in book.all_indicators:
        reads.setdefault(one.code, set()).update(codes(one.formula, Indicator))
    for one in book.all_indicators:
        if path := _way_back(one.code, reads):
            findings.wrong(
                findings.places[f"indicator:{one.id}"],
                f"Chỉ số tính vòng: {' → '.join(path)}.",
                "Bỏ một mắt xích, để chỉ số chỉ dùng số liệu hoặc chỉ số khác.",
            )


def _rates(book: Book, findings: Findings) -> None:
    """A rate is stored nowhere, so that nothing can be worked out from it: its two sides are named instead."""
    for one in book.all_indicators:
        for code in sorted(codes(one.formula, Cell)):
            if book.element(code).kind == "rate":
                findings.wrong(
                    findings.places[f"indicator:{one.id}"],
                    f"Chỉ số dùng tỷ lệ “{code}”, là số không lưu.",
                    "Viết công thức từ tử số và mẫu số.",
                )


def _held_back(book: Book, findings: Findings) -> None:
    """A check hands a figure of another form to whoever fills this one in; one that is restricted must stay there."""
    restricted = book.restricted()
    for form in book.all_forms:
        for check in form.checks:
            for code in check.reads:
                if code in restricted:
                    findings.wrong(
                        findings.places[f"form:{form.id}"],
                        f"Phép kiểm tra “{check.code}” đọc “{code}”, là số liệu hạn chế xem.",
                        "Bỏ số liệu này khỏi “reads”.",
                    )


def _compared(book: Book, findings: Findings) -> None:
    """Each side is reported by whom it names, the two share no figure, and none is held back from readers."""
    restricted = book.restricted()
    for one in book.cross_checks:
        wrong = partial(findings.wrong, findings.places[f"cross_check:{one.code}"])
        for side in one.sides:
            for code in side.elements:
                told = reporters_of(code, book.all_forms)
                if side.reporter not in told:
                    wrong(
                        f"“{side.reporter}” không báo cáo “{code}”.",
                        f"Số liệu này do {', '.join(sorted(told)) or 'chưa cơ quan nào'} báo cáo.",
                    )
                if code in restricted:
                    wrong(f"“{code}” là số liệu hạn chế xem.", "Bỏ phép đối chiếu này.")
        if shared := frozenset(one.first.elements) & frozenset(one.second.elements):
            wrong(f"Hai bên cùng dùng “{min(shared)}”.", "Mỗi bên phải có số liệu của riêng mình.")


def _only_ordered(book: Book, findings: Findings) -> None:
    """Who is asked and not ordered (Party bodies, the Front, courts) is never scored."""
    for card in book.all_scorecards:
        for kind in sorted(frozenset(card.agency_kinds) & book.asked_kinds):
            findings.wrong(
                findings.places[f"scorecard:{card.id}"],
                f"“{book.agency_kinds[kind]}” được đề nghị phối hợp, không chấm điểm, không xếp hạng.",
                f"Bỏ “{kind}” khỏi “agency_kinds”.",
            )


def _way_back(start: str, reads: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        for code in sorted(reads.get(path[-1], ())):
            if code == start:
                return (*path, code)
            if code not in seen:
                seen.add(code)
                waiting.append((*path, code))
    return ()


def _wrong_examples(book: Book, findings: Findings) -> None:
    _without_example(book, findings)
    for example in book.examples:
        try:
            wrong = _faults(book, example)
        except NotFound as refusal:
            wrong = (refusal.message,)
        for fault in wrong:
            findings.wrong(
                example.place,
                f"Ví dụ “{example.name}”: {fault}.",
                "Tính lại bằng tay theo nguồn; sửa công thức hoặc sửa ví dụ.",
            )


def _without_example(book: Book, findings: Findings) -> None:
    shown = {(example.kind, example.code) for example in book.examples}
    computed = (
        *(("indicator", one.code, one.id) for one in book.all_indicators),
        *(("scheme", one.code, one.id) for one in book.all_schemes),
        *(("scorecard", one.code, one.id) for one in book.all_scorecards),
    )
    for kind, code, version in computed:
        if (kind, code) not in shown:
            findings.wrong(
                findings.places[f"{kind}:{version}"],
                f"{CALLED[kind].capitalize()} “{code}” chưa có tình huống tính sẵn.",
                "Thêm ít nhất một tình huống vào thư mục examples.",
            )


def _faults(book: Book, example: Example) -> tuple[str, ...]:
    if example.kind == "scorecard":
        return faults_of_card(example, book.scorecard(example.code, example.on))
    scheme = book.scheme(example.code, example.on) if example.kind == "scheme" else None
    form = book.form(example.code, example.on) if example.kind == "form" else None
    compared = book.cross_check(example.code) if example.kind == "cross_check" else None
    return faults(example, partial(_formula, book, on=example.on), scheme or form or compared)


def _formula(book: Book, code: str, *, on: date) -> Node:
    return book.indicator(code, on).formula
