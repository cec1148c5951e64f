"""The two holes that import contracts leave open: sideways imports, and foreign keys that point up the ladder."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {"actions", "queries", "ports"}
DOMAIN = {
    "journal", "rulebook", "files", "areas", "agencies", "accounts", "notices", "documents", "plans",
    "committee", "reporting", "indicators", "classification", "publications", "trace",
}  # fmt: skip


def ladder() -> list[str]:
    """The rungs from top to bottom, as pyproject.toml has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "arrows-down")
    return [name.strip() for layer in layers for name in layer.split("|")]


def imported_modules(path: Path) -> Iterator[str]:
    """Every module that a file imports, with the names taken from it appended."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def sideways(path: Path, package: str) -> list[str]:
    """The private modules of other domain packages that a file imports."""
    found = []
    for module in imported_modules(path):
        parts = module.split(".")
        if len(parts) >= 3 and parts[0] == "pcmt" and parts[1] in DOMAIN - {package} and parts[2] not in PUBLIC:
            found.append(module)
    return found


def test_packages_speak_to_actions_queries_and_ports_of_one_another_only():
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in sorted((ROOT / "pcmt").rglob("*.py"))
        if (found := sideways(path, path.relative_to(ROOT / "pcmt").parts[0]))
    }
    assert wrong == {}


def test_the_sideways_check_sees_what_it_is_for(tmp_path: Path):
    path = tmp_path / "queries.py"
    path.write_text("from pcmt.reporting.models import Fact\nfrom pcmt.areas import queries\n")
    assert sideways(path, "plans") == ["pcmt.reporting.models", "pcmt.reporting.models.Fact"]


def test_foreign_keys_point_down_and_leave_no_name_behind():
    rungs = ladder()
    wrong = []
    for model in apps.get_models():
        own = model.__module__.split(".")
        if own[0] != "pcmt":
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or not isinstance(target, type):
                continue
            other = target.__module__.split(".")
            if other[0] != "pcmt" or other[1] == own[1]:
                continue
            if rungs.index(other[1]) < rungs.index(own[1]):
                wrong.append(f"{model.__name__}.{field.name} points up to {other[1]}")
            if getattr(field, "remote_field", None) and field.remote_field.related_name != "+":
                wrong.append(f"{model.__name__}.{field.name} needs related_name='+'")
    assert wrong == []


@pytest.mark.parametrize("package", sorted(DOMAIN))
def test_every_domain_package_says_what_it_is(package: str):
    doc = ast.get_docstring(ast.parse((ROOT / "pcmt" / package / "__init__.py").read_text())) or ""
    assert "must never know" in " ".join(doc.split()), (
        f"pcmt/{package}/__init__.py: purpose, nouns, verbs, and what it must never know"
    )
