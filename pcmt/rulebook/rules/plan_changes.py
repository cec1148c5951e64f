"""What may be changed in a form that is being built: each change takes a plan and gives the next one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pcmt.rulebook.rules.form_plan import (
    CheckPlan,
    FormPlan,
    QuestionPlan,
    RowPlan,
    SectionPlan,
    TablePlan,
    WordsPlan,
)

Part = TypeVar("Part", SectionPlan, RowPlan, TablePlan, QuestionPlan, WordsPlan, CheckPlan)


def with_section(
    plan: FormPlan, label: str, owner_kind: str = "", *, owner: str = "", cumulative: bool = False
) -> FormPlan:
    """This will add a section at the end."""
    key, plan = plan.new_key("p")
    return replace(plan, sections=(*plan.sections, SectionPlan(key, label, owner_kind, cumulative, owner=owner)))


def with_row(plan: FormPlan, into: str, row: RowPlan) -> FormPlan:
    """This will add a row to a section or a table, named by its key; its own key is given anew."""
    key, plan = plan.new_key("d")
    row = replace(row, key=key)

    def change(section: SectionPlan) -> SectionPlan:
        if section.key == into:
            return replace(section, rows=(*section.rows, row))
        tables = tuple(replace(one, rows=(*one.rows, row)) if one.key == into else one for one in section.tables)
        return replace(section, tables=tables)

    return _each_section(plan, change)


def with_table(plan: FormPlan, into: str, label: str, columns: str, across: str = "", **said: Any) -> FormPlan:
    """This will add an empty table to a section; said of it: required, restricted, estimate."""
    key, plan = plan.new_key("b")
    table = TablePlan(key, label, columns, across, **said)
    return _each_section(plan, lambda one: replace(one, tables=(*one.tables, table)) if one.key == into else one)


def with_question(plan: FormPlan, into: str, question: QuestionPlan) -> FormPlan:
    """This will add a question to a section; its key is given anew."""
    key, plan = plan.new_key("h")
    asked = replace(question, key=key)
    return _each_section(plan, lambda one: replace(one, questions=(*one.questions, asked)) if one.key == into else one)


def with_words(plan: FormPlan, label: str, help: str = "", key: str = "") -> FormPlan:
    """This will add a field for words; `key` is the code that all forms share for it, where they do."""
    if not key:
        key, plan = plan.new_key("w")
    if any(one.key == key for one in plan.words):
        return plan
    return replace(plan, words=(*plan.words, WordsPlan(key, label, help)))


def with_check(plan: FormPlan, check: CheckPlan) -> FormPlan:
    """This will add a check; its key is given anew."""
    key, plan = plan.new_key("k")
    return replace(plan, checks=(*plan.checks, replace(check, key=key)))


def without(plan: FormPlan, key: str) -> FormPlan:
    """This will take out the part of that key, wherever it stands, with all that is in it."""
    plan = replace(
        plan,
        sections=_kept(plan.sections, key),
        words=_kept(plan.words, key),
        checks=_kept(plan.checks, key),
    )
    return _each_section(
        plan,
        lambda one: replace(
            one,
            rows=_kept(one.rows, key),
            tables=tuple(replace(table, rows=_kept(table.rows, key)) for table in _kept(one.tables, key)),
            questions=_kept(one.questions, key),
        ),
    )


def moved(plan: FormPlan, key: str, by: int) -> FormPlan:
    """This will move a part among its like by so many places; at the end it stays where it is."""
    plan = replace(plan, sections=_moved(plan.sections, key, by), words=_moved(plan.words, key, by))
    return _each_section(
        plan,
        lambda one: replace(
            one,
            rows=_moved(one.rows, key, by),
            tables=tuple(replace(table, rows=_moved(table.rows, key, by)) for table in _moved(one.tables, key, by)),
            questions=_moved(one.questions, key, by),
        ),
    )


def with_row_as(plan: FormPlan, row: RowPlan) -> FormPlan:
    """This will put a row in the place of the one that has its key."""

    def change(section: SectionPlan) -> SectionPlan:
        tables = tuple(replace(one, rows=_put(one.rows, row)) for one in section.tables)
        return replace(section, rows=_put(section.rows, row), tables=tables)

    return _each_section(plan, change)


def with_section_as(plan: FormPlan, key: str, **said: Any) -> FormPlan:
    """This will change what is said of a section: label, owner_kind, owner, cumulative; what it asks stays."""
    return _each_section(plan, lambda one: replace(one, **said) if one.key == key else one)


def with_table_as(plan: FormPlan, key: str, **said: Any) -> FormPlan:
    """This will change what is said of a table: label, required, restricted, estimate; what it breaks down by stays."""

    def table(one: TablePlan) -> TablePlan:
        return replace(one, **said) if one.key == key else one

    return _each_section(plan, lambda one: replace(one, tables=tuple(map(table, one.tables))))


def with_words_as(plan: FormPlan, key: str, label: str, help: str) -> FormPlan:
    """This will word a field for words anew; its code, which forms share, stays."""
    words = (replace(one, label=label, help=help) if one.key == key else one for one in plan.words)
    return replace(plan, words=tuple(words))


def with_check_as(plan: FormPlan, check: CheckPlan) -> FormPlan:
    """This will put a check in the place of the one that has its key."""
    return replace(plan, checks=tuple(check if one.key == check.key else one for one in plan.checks))


def with_question_as(plan: FormPlan, question: QuestionPlan) -> FormPlan:
    """This will put a question in the place of the one that has its key."""

    def put(one: QuestionPlan) -> QuestionPlan:
        return question if one.key == question.key else one

    return _each_section(plan, lambda one: replace(one, questions=tuple(map(put, one.questions))))


def _each_section(plan: FormPlan, change: Callable[[SectionPlan], SectionPlan]) -> FormPlan:
    return replace(plan, sections=tuple(map(change, plan.sections)))


def _kept(parts: Sequence[Part], key: str) -> tuple[Part, ...]:
    return tuple(one for one in parts if one.key != key)


def _moved(parts: Sequence[Part], key: str, by: int) -> tuple[Part, ...]:
    found = list(parts)
    place = next((number for number, one in enumerate(found) if one.key == key), None)
    if place is not None:
        one = found.pop(place)
        found.insert(max(0, min(len(found), place + by)), one)
    return tuple(found)


def _put(rows: Sequence[RowPlan], row: RowPlan) -> tuple[RowPlan, ...]:
    return tuple(row if one.key == row.key else one for one in rows)
