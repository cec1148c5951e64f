"""Every kind of entry declares what it says of persons; what is not declared is refused and fails here."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pcmt.journal.actions.record import record
from pcmt.journal.queries import declared
from pcmt.journal.rules.kinds import Undeclared, kinds_of
from pcmt.kernel.actor import Actor

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CLERK = Actor(label="Nguyễn Thị Mẫu", person_id=7)
NEVER_RECORDED = {"journal.record", "journal.seal", "accounts.continue_session", "documents.register_document"}


def recorded() -> dict[str, set[str]]:
    """Every action that is recorded, with the personal fields that it is given, as the code of all packages has it."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "pcmt").rglob("*.py"):
        tree = ast.parse(path.read_text())
        named = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                given = {word.arg: word.value for word in node.keywords}
                action = given.get("action")
                name = action.value if isinstance(action, ast.Constant) else named.get(getattr(action, "id", ""))
                personal = given.get("personal")
                keys = [key.value for key in personal.keys] if isinstance(personal, ast.Dict) else []
                if name:
                    found.setdefault(name, set()).update(keys)
    return found


def actions() -> set[str]:
    return {
        f"{path.parent.parent.name}.{path.stem}"
        for path in (ROOT / "pcmt").glob("*/actions/*.py")
        if not path.stem.startswith("_")
    }


def test_every_action_is_declared_with_the_fields_that_it_is_given():
    kinds = {kind.action: set(kind.sealed) for kind in declared()}
    said = recorded()
    assert len(said) > 100
    assert {
        name: fields - kinds.get(name, set()) for name, fields in said.items() if fields - kinds.get(name, set())
    } == {}
    assert sorted((actions() | set(said)) - set(kinds) - NEVER_RECORDED) == []


def test_nothing_is_declared_that_no_action_records():
    known = actions() | set(recorded())
    assert sorted(kind.action for kind in declared() if kind.action not in known) == []


def test_every_class_says_how_it_is_shredded():
    assert {kind.privacy for kind in declared()} == {"none", "official", "personal"}
    for kind in declared():
        assert "khóa" in kind.shredding


@pytest.mark.django_db
def test_an_entry_that_is_not_declared_is_refused():
    with pytest.raises(Undeclared, match=r"weather\.rain"):
        record(action="weather.rain", subject="area:1", actor=CLERK, at=AT)
    with pytest.raises(Undeclared, match="phone"):
        record(action="accounts.invite", subject="user:1", actor=CLERK, at=AT, personal={"phone": "1"})


@pytest.mark.parametrize(
    "kinds", [{"a.b": "unknown"}, {"a.b": {"sealed": ["x"]}}, {"a.b": {"privacy": "none", "more": 1}}, None]
)
def test_a_declaration_that_says_less_or_more_is_refused(kinds: object):
    classes = {"none": {"label": "x", "shredding": "y", "reason": "public"}}
    with pytest.raises(Undeclared):
        kinds_of({"classes": classes, "kinds": kinds})
