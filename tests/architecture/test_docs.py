"""What the documents say is there is there: links, pictures, commands, actions, glossary."""

import re
import tomllib
from pathlib import Path

import pytest

from scripts import reference

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("sample/**/*.md"), *ROOT.glob("vanban/**/*.md")]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"```.*?```", re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
COMMAND = re.compile(r"(?<![\w/.-])(?:\.venv/bin/)?((?:pcmt|vanban)(?: [a-z]+)+)(?![\w/.-])")
TERM = re.compile(r"^\| `(?P<code>[^`]+)` \|(?P<rest>.*)\|$", re.MULTILINE)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings: lower case, punctuation out, spaces to hyphens."""
    headings = HEADING.findall(page.read_text())
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def known_commands() -> tuple[set[str], set[str]]:
    """The commands that reference/commands.md has, and the groups in which they stand."""
    text = (reference.FOLDER / "commands.md").read_text()
    commands = set(re.findall(r"^## `([^`]+)`", text, re.MULTILINE))
    words = [command.split() for command in commands]
    return commands, {" ".join(line[:length]) for line in words for length in range(1, len(line))}


def names_a_command(called: str) -> bool:
    """Whether the words call a command, with or without arguments after it, or name a group of commands."""
    commands, groups = known_commands()
    words = called.split()
    return called in groups or any(" ".join(words[:length]) in commands for length in range(1, len(words) + 1))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_and_pictures_lead_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(FENCE.sub("", path.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, place = target.partition("#")
        goal = (path.parent / file).resolve() if file else path
        if not goal.exists() or (place and place not in anchors(goal)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", list(reference.pages()), ids=lambda page: name(page[0]))
def test_generated_pages_are_up_to_date(page: tuple[Path, str]) -> None:
    path, text = page
    assert path.read_text() == text, "run scripts/reference.py"


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_commands_that_are_named_exist(path: Path) -> None:
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", path.read_text(), re.DOTALL))
    assert [called for called in COMMAND.findall(code) if not names_a_command(called)] == []


def test_the_check_of_commands_sees_what_it_is_for() -> None:
    assert names_a_command("pcmt journal verify")
    assert names_a_command("pcmt journal")
    assert names_a_command("vanban read file")
    assert not names_a_command("pcmt journal rewrite")


def test_every_page_is_listed_where_one_looks_for_it() -> None:
    for contents in (ROOT / "docs" / "README.md", ROOT / "docs" / "decisions" / "README.md"):
        folders = [contents.parent] if contents.parent.name == "decisions" else sorted(contents.parent.glob("[!d]*/"))
        pages = {str(page.relative_to(contents.parent)) for folder in folders for page in folder.glob("*.md")}
        assert pages - {"README.md"} <= set(LINK.findall(contents.read_text())), name(contents)


def test_every_look_and_action_of_the_permissions_is_told() -> None:
    text = (reference.FOLDER / "permissions.md").read_text()
    roles = (ROOT / "rulebook" / "roles.yaml").read_text().partition("roles:")[0]
    for permission in re.findall(r"^  ([a-z_]+\.[a-z_]+):", roles, re.MULTILINE):
        assert f"`{permission}`" in text


def test_the_ladder_that_is_told_is_the_one_that_is_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "arrows-down")
    text = (ROOT / "ARCHITECTURE.md").read_text().partition("| rung |")[2].partition("\n\n")[0]
    told = [" | ".join(re.findall(r"`([a-z]+)`", line.split("|")[1])) for line in text.splitlines()[2:]]
    assert told == layers


def test_the_glossary_fixes_each_pair() -> None:
    rows = TERM.findall((ROOT / "docs" / "glossary.md").read_text())
    assert len(rows) >= 60
    terms = [code for code, _ in rows]
    assert len(terms) == len(set(terms))
    for code, rest in rows:
        cells = [cell.strip() for cell in rest.split("|")]
        assert len(cells) == 3, code
        assert all(cells), f"{code}: English meaning, Vietnamese word and source are all needed"


def test_the_glossary_names_what_the_code_has() -> None:
    code = "\n".join(
        path.read_text()
        for folder in ("pcmt", "vanban", "workbook", "rulebook")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".yaml", ".html"}
    )
    missing = [
        term
        for term, _ in TERM.findall((ROOT / "docs" / "glossary.md").read_text())
        if not re.search(rf"(?<![A-Za-z]){re.escape(term)}(?![a-z])", code)
    ]
    assert missing == []
