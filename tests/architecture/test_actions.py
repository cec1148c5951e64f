"""One name everywhere: file, function and journal entry of an action agree; actor and time are arguments."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ACTIONS = sorted(
    path for path in (ROOT / "pcmt").glob("*/actions/*.py") if path.stem != "__init__" and not path.stem.startswith("_")
)
CLOCKS = re.compile(r"\b(timezone\.now|datetime\.now|date\.today|time\.time)\(")


def name(path: Path) -> str:
    return f"{path.parent.parent.name}.{path.stem}"


@pytest.mark.parametrize("path", ACTIONS, ids=name)
def test_an_action_is_named_as_its_file(path: Path):
    module = import_module(f"pcmt.{path.parent.parent.name}.actions.{path.stem}")
    assert callable(getattr(module, path.stem, None)), f"{name(path)}: function {path.stem} is missing"


@pytest.mark.parametrize("path", ACTIONS, ids=name)
def test_actor_and_time_are_arguments(path: Path):
    module = import_module(f"pcmt.{path.parent.parent.name}.actions.{path.stem}")
    parameters = inspect.signature(getattr(module, path.stem)).parameters
    assert {"actor", "at"} <= set(parameters)
    assert parameters["actor"].kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize(
    "path", [path for path in ACTIONS if name(path) not in {"journal.record", "journal.seal"}], ids=name
)
def test_an_action_records_under_its_own_name(path: Path):
    assert f'"{name(path)}"' in path.read_text(), f"{name(path)} is not recorded in the journal under its name"


@pytest.mark.parametrize("path", ACTIONS, ids=name)
def test_a_package_names_its_verbs(path: Path):
    told = import_module(f"pcmt.{path.parent.parent.name}").__doc__ or ""
    verbs = told.partition("Verbs:")[2].partition(". ")[0]
    assert re.search(rf"\b{path.stem}\b", verbs), (
        f"pcmt/{path.parent.parent.name}/__init__.py does not name {path.stem}"
    )


def test_no_clock_below_the_skins():
    wrong = []
    for path in (ROOT / "pcmt").rglob("*.py"):
        if path.relative_to(ROOT / "pcmt").parts[0] in {"web", "cli", "jobs", "config"}:
            continue
        if CLOCKS.search(path.read_text()):
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


def test_modules_are_not_catch_alls():
    wrong = [
        str(path.relative_to(ROOT))
        for folder in ("pcmt", "vanban", "workbook")
        for path in (ROOT / folder).rglob("*")
        if path.stem in {"utils", "util", "helpers", "common", "base", "misc", "extras"} and path.suffix in {"", ".py"}
    ]
    assert wrong == []


def test_files_and_functions_stay_short():
    """File p95 ≤ 350 lines, function p95 ≤ 40."""
    files, functions = [], []
    for folder in ("pcmt", "vanban", "workbook"):
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            text = path.read_text()
            files.append(text.count("\n"))
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                    functions.append(node.end_lineno - node.lineno + 1)
    assert sorted(files)[int(len(files) * 0.95)] <= 350
    assert sorted(functions)[int(len(functions) * 0.95)] <= 40
