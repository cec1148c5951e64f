"""How the journal's page words an entry: what its subject is, and what changed, in the words of the screens."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.queries import events
from pcmt.rulebook.queries import book
from pcmt.web.administration.vocabulary import CAUSES, FIELDS, KINDS, RESULTS, STATES, SUBJECTS
from pcmt.web.history import action_names

LEVELS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã", "hamlet": "thôn, tổ dân phố"}
STATES_OF = {"submission": "submission", "report": "report", "task": "task", "draft": "draft", "document": "handling"}
"""The lifecycle that names the states of a kind of thing."""
LONGEST, FEW = 16, 2


def subject_words(subject: str) -> str:
    """This will tell what kind of thing "submission:12" is; the reference itself for a kind without a word."""
    return SUBJECTS.get(subject.partition(":")[0], subject)


def changes(subject: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """This will tell what changed, a line a field: "trạng thái: chưa thực hiện → đang thực hiện"."""
    kind = subject.partition(":")[0]
    return tuple(
        f"{FIELDS.get(name, name)}: {_change(kind, name, before, after)}"
        for name in sorted(before.keys() | after.keys(), key=lambda name: FIELDS.get(name, name))
        if before.get(name) != after.get(name)
    )


def _change(kind: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    new = _value(kind, name, after.get(name))
    return f"{_value(kind, name, before[name])} → {new}" if name in before and name != "cells" else new


def _value(kind: str, name: str, value: Any) -> str:
    match value:
        case None | "" | []:
            return "–"
        case bool():
            return "có" if value else "không"
        case dict() | list() if name in ("cells", "changed"):
            return _cells([*value])
        case dict():
            return ", ".join(f"{_part(part)} {_counted(one)}" for part, one in value.items() if one)
        case list():
            return ", ".join(RESULTS.get(str(one), str(one)) for one in value)
        case str() if name == "state":
            return _state(kind, value)
        case str() if name in ("digest", "link", "rulebook", "text"):
            return f"{value[:LONGEST]}…"
        case str() if name == "wrong":
            return CAUSES.get(value, value)
        case str() if name == "role":
            return next((role.label for role in book().roles() if role.code == value), value)
        case str() if name in ("kind", "type", "level", "measure"):
            return _called(name, value)
        case str() if name == "purpose":
            return action_names().get(value, value)
    return RESULTS.get(str(value), str(value))


def _cells(codes: list[str]) -> str:
    known = book().element_by_code
    named = [known[code].label if code in known else code for code in codes[:FEW]]
    return f"{len(codes)} ô ({'; '.join(named)}{'…' if len(codes) > FEW else ''})"


def _state(kind: str, code: str) -> str:
    if kind in STATES_OF:
        states = book().lifecycle(STATES_OF[kind]).states
        return states[code].label.lower() if code in states else STATES.get(code, code)
    return STATES.get(code, code)


def _part(name: str) -> str:
    """A part of what an event did: a follower's, or a field's."""
    return events.part_labels().get(name, FIELDS.get(name, name)).lower()


def _counted(value: Any) -> str:
    return str(len(value)) if isinstance(value, list | dict) else str(value)


def _called(name: str, code: str) -> str:
    """Codes of kinds, types, levels and measures are told apart by name; those of kinds by what has such a kind."""
    match name:
        case "measure":
            known = dict(areas.measures())
        case "level":
            known = LEVELS
        case "type":
            known = dict(pair for level in LEVELS for pair in events.types_at(level, timezone.localdate()))
        case _:
            known = {**book().agency_kinds, **dict(events.kinds()), **dict(agencies.committee_kinds()), **KINDS}
    return known.get(code, code)
