"""Writes the pages of docs/reference that are told by the code itself: commands, actions, permissions.

scripts/reference.py            write them
scripts/reference.py --check    exit status 1 where one is out of date
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import typer
from django.urls import URLPattern, URLResolver, get_resolver

from pcmt.cli.main import app as pcmt_app
from pcmt.kernel.formula.tree import to_text
from pcmt.rulebook.queries import Book, IndicatorDef, RoleDef, book
from pcmt.rulebook.rules.adding import adding
from pcmt.web.views import ASKS, MACHINE
from vanban.cli import app as vanban_app

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Written by scripts/reference.py from the code; do not edit. -->\n\n"
COMMANDS = """# Commands

Data goes to standard output, messages to standard error. Exit status: **0** done, **1** refused or found wrong
(the reason stands on standard error), **2** used wrongly. `--json` prints data for programs; a command that
changes something takes `--as USER`, the sign-in name of the account that acts. `--help` works everywhere.
"""
ACTIONS = """# Actions

What can be done, one file per verb: `pcmt/<package>/actions/<verb>.py`. The name is the permission, the journal
entry and the page's name too. Every action takes `actor` and `at`; it allows, checks, changes and records, in one
transaction. Roles: [permissions](permissions.md). –: no role holds it; another action calls it, or it concerns
one's own account.
"""
PERMISSIONS = """# Permissions

From `rulebook/roles.yaml`. A role is held for one agency, from a day to a day. **everywhere**: without limit.
**own agency**: that agency and those under it in the same area; a People's Committee answers for its whole
area, and looking (`.view`) reaches the whole area too. **agency and its line**: all below it too, in whatever area.
**own area**: the agency's area, all that lies in it, and the agencies there. **province**: the same for the province
around it. An empty cell means no: what no role holds, nobody may do. `tests/accounts/test_matrix*.py` hold the whole
matrix to it: inside, beside, above.
"""
APART = """A role that held both sides is a fault of the rulebook. Where somebody would come to hold both by several
roles, the administrator is told; on one and the same report the lifecycle refuses all the same.
"""
SCOPES = {
    "own_agency": "own agency",
    "agency_subtree": "agency and its line",
    "area": "own area",
    "province": "province",
    "everywhere": "everywhere",
}
ADDRESSES = """# Addresses

Every address of the pages, with the permission without which it is not found (what may be done with the thing itself,
the package's policy decides), and the roles that hold it. *anybody*: not signed in too. *own*: whoever is signed in.
*token*: programs come in with an access token too, at all others none is taken ([how](../how-to/ma-ket-noi.md)).
Asked without the permission, an address answers as if it were not there, to reading and to sending alike;
`tests/web/test_address_matrix*.py` walk all of them with every role.
"""

INDICATORS = """# Indicators (chỉ số)

From `rulebook/indicators/`, the newest version of each. How it adds up and what it breaks down by is told by the
formula and its elements, nowhere written. **Mức**: the target that a higher level, or the province's own setting (†),
has set. Each has a known and an unknown worked case in `rulebook/examples/`.

| Mã | Chỉ số | Công thức | Kỳ, cấp | Tốt khi | Cộng theo địa bàn; thời gian | Chia theo | Mức | Nguồn |
|---|---|---|---|---|---|---|---|---|
"""
BETTER = {"up": "tăng", "down": "giảm", "none": "đọc kèm"}
KINDS = {"month": "tháng", "quarter": "quý", "half": "6 tháng", "nine_months": "9 tháng", "year": "năm"}
AREAS = {"any": "mọi cấp", "province": "tỉnh", "commune": "xã"}


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; return the exit status."""
    stale = [path for path, text in pages() if not path.is_file() or path.read_text() != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run scripts/reference.py")
        return 1 if stale else 0
    for path, text in pages():
        path.write_text(text)
    return 0


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every generated page with the text that it should hold."""
    writers: dict[str, Callable[[], str]] = {
        "commands.md": commands_page,
        "actions.md": actions_page,
        "permissions.md": permissions_page,
        "addresses.md": addresses_page,
        "indicators.md": indicators_page,
    }
    for name, write in writers.items():
        yield FOLDER / name, NOTE + write()


def commands_page() -> str:
    """Tell every command with its arguments and options."""
    lines = [COMMANDS]
    for name, app in (("pcmt", pcmt_app), ("vanban", vanban_app)):
        for path, command in leaves(typer.main.get_command(app), (name,)):
            lines += command_lines(path, command)
    return "\n".join(lines).rstrip() + "\n"


def leaves(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command that does something, with the words that call it."""
    subcommands = getattr(command, "commands", None)
    if not subcommands:
        yield path, command
        return
    for name in sorted(subcommands):
        yield from leaves(subcommands[name], (*path, name))


def command_lines(path: tuple[str, ...], command: click.Command) -> list[str]:
    """Tell one command."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and "--help" not in one.opts]
    usage = " ".join([*path, *(_shown(one) for one in arguments), *(["[OPTIONS]"] if options else [])])
    lines = [f"## `{' '.join(path)}`", "", f"`{usage}`", "", " ".join((command.help or "").split()), ""]
    if arguments or options:
        lines += ["| | |", "|---|---|"]
        lines += [f"| `{_shown(one)}` | {_told(one)} |" for one in (*arguments, *options)]
        lines.append("")
    return lines


def _shown(parameter: click.Parameter) -> str:
    if parameter.param_type_name == "argument":
        name = str(parameter.metavar or parameter.name or "").upper()
        return name if parameter.required else f"[{name}]"
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    return f"{names} {parameter.metavar}" if parameter.metavar else names


def _told(parameter: click.Parameter) -> str:
    text = " ".join(str(getattr(parameter, "help", "") or "").split()).replace("|", "\\|")
    return f"{text} Required." if parameter.param_type_name == "option" and parameter.required else text


def actions_page() -> str:
    """Tell every action: what it will do, and which roles may."""
    lines = [ACTIONS.rstrip()]
    held, package = book(), ""
    for path in sorted(ROOT.glob("pcmt/*/actions/*.py")):
        if path.stem.startswith("_"):
            continue
        if path.parts[-3] != package:
            package = path.parts[-3]
            purpose = _docstring(ROOT / "pcmt" / package / "__init__.py").split("\n\n")[0]
            lines += [
                "",
                f"## {package}",
                "",
                " ".join(purpose.split()),
                "",
                "| action | will | roles |",
                "|---|---|---|",
            ]
        action = f"{package}.{path.stem}"
        lines.append(f"| `{action}` | {_will(path)} | {', '.join(_holders(held, action)) or '–'} |")
    return "\n".join(lines) + "\n"


def _will(path: Path) -> str:
    function = next(
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name == path.stem
    )
    first = " ".join((ast.get_docstring(function) or "").split("\n\n")[0].split())
    return first.removeprefix("This will ").replace("|", "\\|")


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text())) or ""


def _holders(held: Book, permission: str) -> list[str]:
    return [role.code for role in held.roles() if permission in (*role.permissions, *role.everywhere)]


def permissions_page() -> str:
    """Tell which role holds which permission, and how far."""
    held = book()
    roles = list(held.roles())
    lines = [
        PERMISSIONS,
        "| permission | " + " | ".join(f"`{role.code}`<br>{role.label}" for role in roles) + " |",
        "|---|" + "---|" * len(roles),
    ]
    for permission, label in held.permissions.items():
        cells = " | ".join(_reach(role, permission) for role in roles)
        lines.append(f"| `{permission}`<br>{label} | {cells} |")
    lines += ["", "## Kept apart", "", APART, "| one side | other side | why | |", "|---|---|---|---|"]
    for rule in held.apart:
        one, other = (", ".join(f"`{name}`" for name in sorted(side)) for side in (rule.one, rule.other))
        lines.append(f"| {one} | {other} | {rule.why} | {'never' if rule.strict else 'with a reason'} |")
    two = ", ".join(f"`{role.code}`" for role in roles if role.two_hands)
    kept = ", ".join(f"`{name}.…`" for name in sorted({one.partition(".")[0] for one in held.undelegated}))
    lines += ["", f"Proposed by one administrator and confirmed by another: {two}.", "", f"Never delegated: {kept}."]
    return "\n".join(lines) + "\n"


def addresses_page() -> str:
    """Tell every address, the permission that it asks for, and the roles that hold it."""
    lines = [ADDRESSES, "| address | name | permission | roles |", "|---|---|---|---|"]
    for path, name, asks, machine in sorted(_addresses(get_resolver().url_patterns, "/")):
        told = {None: "*anybody*", "": "*own*"}.get(asks, f"`{asks}`") + (" *token*" if machine else "")
        lines.append(f"| `{path}` | `{name}` | {told} | {', '.join(_holders(book(), asks)) if asks else ''} |")
    return "\n".join(lines) + "\n"


def _addresses(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str, str | None, bool]]:
    for one in patterns:
        path = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, path)
        else:
            yield path, one.name or "", getattr(one.callback, ASKS, None), getattr(one.callback, MACHINE, False)


def _reach(role: RoleDef, permission: str) -> str:
    if permission in role.everywhere:
        return "everywhere"
    return SCOPES[role.scope] if permission in role.permissions else ""


def indicators_page() -> str:
    """Tell every indicator of the rulebook with how it is reckoned and what is asked of it."""
    held = book()
    newest = {one.code: one for one in sorted(held.all_indicators, key=lambda one: one.valid_from)}
    return INDICATORS + "".join(_indicator_line(held, newest[code]) for code in sorted(newest, key=_natural))


def _indicator_line(held: Book, one: IndicatorDef) -> str:
    formulas = {other.code: other.formula for other in held.all_indicators}
    told = adding(one.formula, held.element_by_code, formulas, held.category_sets)
    floor = one.floor
    asked = "–"
    if floor:
        level = f"{floor.value} … {floor.high}" if floor.high else f"{floor.relation} {floor.value}"
        asked = f"{level}{f' ({floor.by.name_inside})' if floor.by else ''}{'' if floor.source.certain else ' †'}"
    cells = (
        f"`{one.code}`",
        f"{one.label} ({one.unit})",
        f"`{to_text(one.formula)}`",
        f"{KINDS[one.period_kind.value]}, {AREAS[one.level]}",
        BETTER[one.better],
        f"{told.over_areas}; {told.over_time}",
        ", ".join(told.breakdowns) or "–",
        asked,
        f"{one.source.document}{'' if one.source.certain else ' †'}",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _natural(code: str) -> list[tuple[int, str]]:
    """Order codes as people do: S3.2 before S3.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", code)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
