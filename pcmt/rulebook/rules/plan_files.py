"""Writes a built form as rule files: the dated YAML that is written by hand, and read by the same strict reader."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pcmt.rulebook.rules.form_plan import AddresseesPlan, FormPlan, QuestionPlan, RowPlan, SectionPlan, TablePlan
from pcmt.rulebook.rules.plan_checks import cells_of, formula_of, sentence_of
from pcmt.rulebook.rules.plan_totals import formula_of_total

NOT_SEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
CUMULATIVE = "Lũy kế từ đầu năm"
UNFOUNDED = "Yêu cầu của cơ quan thường trực"


def files_of(plan: FormPlan, labels: Mapping[str, str]) -> dict[str, str]:
    """This will write a plan as texts by name: its form and, where it brings any, its new elements.

    labels: of the form's cells by code, for the sentences of checks that have no words of their own.
    """
    files = {f"forms/{plan.code}@{plan.begins}.yaml": written(_form(plan, labels))}
    if elements := _elements(plan):
        files[f"elements/{plan.code}@{plan.begins}.yaml"] = written({"elements": elements})
    return files


def ended(text: str, last_day: str) -> str:
    """This will give a form's file its last day, and change nothing else in it; `last_day` is an ISO date."""
    return f'{text.rstrip()}\nversion_to: "{last_day}"\n'


def written(table: Mapping[str, Any]) -> str:
    """This will write tables, lists, texts, whole numbers and truths as YAML; every text stands in quotes."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{key}:" if value else f"{key}: []"
            for item in value:
                inner = [*_lines(item)] if isinstance(item, Mapping) else [_scalar(item)]
                yield f"  - {inner[0]}"
                yield from (f"    {line}" for line in inner[1:])
        else:
            yield f"{key}: {_scalar(value)}"


def _scalar(value: str | int | bool) -> str:
    # A JSON string is a YAML string in double quotes, whatever it holds; what no eye sees is no part of a text.
    said = NOT_SEEN.sub(" ", value) if isinstance(value, str) else value
    return json.dumps(said, ensure_ascii=False)


def _form(plan: FormPlan, labels: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": plan.code,
        "version_from": plan.begins,
        "label": plan.label,
        "short_label": plan.short_label or plan.label,
        "period_kind": plan.period_kind,
        "calendar": plan.calendar,
        "owed_by": [*_owed_by(plan.addressees)],
        "due": {"day_offset": plan.due.days, "working": plan.due.working},
        "source": _source(plan),
        "sections": [_section(plan, section) for section in plan.sections],
    }
    if plan.checks:
        told["checks"] = [
            {
                "code": check.key,
                "condition": formula_of(check),
                "severity": check.severity,
                "message": sentence_of(check, labels),
                "cells": cells_of(check),
            }
            for check in plan.checks
        ]
    if plan.words:
        told["words"] = [_filled({"code": one.key, "label": one.label, "help": one.help}) for one in plan.words]
    return told


def _owed_by(to: AddresseesPlan) -> Iterator[dict[str, Any]]:
    for kind in to.commune_kinds:
        where: dict[str, Any] = {"zone": to.zone} if to.where == "zone" else {}
        where |= {"areas": to.areas} if to.where == "areas" else {}
        yield {"agency_kind": kind, "level": "commune", **where}
    if to.agencies:
        yield {"agencies": to.agencies, "level": "province"}


def _section(plan: FormPlan, section: SectionPlan) -> dict[str, Any]:
    told: dict[str, Any] = {"code": section.key, "label": section.label}
    if section.owner_kind:
        told["owner_kind"] = section.owner_kind
    if section.owner:
        told["owner"] = section.owner
    if section.cumulative and not plan.is_once:
        told["cumulative"] = CUMULATIVE
    if section.rows:
        told["cells"] = [_cell(row) for row in section.rows]
    if section.tables:
        told["tables"] = [_table(table) for table in section.tables]
    if section.questions:
        told["answers"] = [_question(plan, one) for one in section.questions]
    return told


def _cell(row: RowPlan) -> dict[str, Any]:
    told: dict[str, Any] = {"element": row.element}
    if not row.is_new and row.label:
        told["label"] = row.label
    if row.is_total:
        told["computed"] = formula_of_total(row)
    elif row.carried:
        told["carried"] = row.carried
    return told | _held(row)


def _held(part: RowPlan | TablePlan) -> dict[str, Any]:
    """What differs from a final figure that must be filled in and that all may read; a total is never filled in."""
    typed = not (isinstance(part, RowPlan) and part.is_total)
    told = {"required": False} if typed and not part.required else {}
    told |= {"estimate": True} if part.estimate else {}
    return told | ({"restricted": True} if part.restricted else {})


def _table(table: TablePlan) -> dict[str, Any]:
    told: dict[str, Any] = {"code": table.key, "label": table.label}
    if table.across:
        told |= {"element": table.rows[0].element if table.rows else "", "rows": table.across}
    else:
        told["rows"] = [_cell(row) for row in _bare(table.rows)]
    told["columns"] = table.columns
    return told | _held(table)


def _bare(rows: Sequence[RowPlan]) -> Iterator[RowPlan]:
    """A table's rows as it lists them: whether it must be filled in, and who sees it, is said of the whole table."""
    for row in rows:
        yield RowPlan(row.key, row.element, row.label, is_new=row.is_new)


def _question(plan: FormPlan, one: QuestionPlan) -> dict[str, Any]:
    told: dict[str, Any] = {"code": one.key, "label": one.label, "kind": one.kind, "required": one.required}
    if one.kind == "choice":
        told["options"] = {f"{one.key}_{number}": label for number, label in enumerate(one.options, 1)}
    if one.restricted:
        told["restricted"] = True
    return _filled({**told, "help": one.help, "source": _source(plan)})


def _elements(plan: FormPlan) -> dict[str, Any]:
    by: dict[str, str] = {}
    for section in plan.sections:
        for table in section.tables:
            sets = f"{table.across}.{table.columns}" if table.across else table.columns
            by |= {row.element: sets for row in table.rows}
    return {row.element: _element(plan, row, by.get(row.element, "")) for row in plan.rows() if row.is_new}


def _element(plan: FormPlan, row: RowPlan, by: str) -> dict[str, Any]:
    told: dict[str, Any] = {"label": row.label, "unit": row.unit, "kind": row.kind, "time": row.time}
    if row.kind == "measure":
        told["scale"] = row.scale
    if not row.sums_over_areas:
        told["sums_over_areas"] = False
    if by:
        told["by"] = [by]
    return _filled({**told, "help": row.help, "source": _source(plan)})


def _source(plan: FormPlan) -> dict[str, Any]:
    """A form that no document asks for is a setting of the province, and says so."""
    if plan.document:
        return {"document": plan.document}
    return {"document": UNFOUNDED, "certain": False}


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value != ""}
