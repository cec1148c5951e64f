"""The closed list of permissions in rulebook/roles.yaml and the actions that exist say the same."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pcmt.rulebook.queries import book

ROOT = Path(__file__).resolve().parents[2]
LOOKING = {"view", "manage"}
# Actions that need no grant: the person's own account, the first start, and steps that other actions take inside.
NO_GRANT = {
    "accounts.begin": "only while there is no account at all",
    "accounts.sign_in": "whoever knows the password; the sign-in page's own system actor",
    "accounts.enter_code": "the second step of whoever knew the password; the sign-in page's own system actor",
    "accounts.open_session": "the end of every way of signing in; the sign-in page's own system actor",
    "accounts.continue_session": "whoever is signed in; the sign-in page's own system actor",
    "accounts.set_password": "whoever holds the link; the sign-in page's own system actor",
    "accounts.sign_out": "one's own session",
    "accounts.end_session": "one's own session",
    "accounts.prove_again": "one's own session",
    "accounts.begin_authenticator": "one's own account",
    "accounts.confirm_authenticator": "one's own account",
    "accounts.remove_authenticator": "one's own account",
    "accounts.make_recovery_codes": "one's own account",
    "accounts.add_passkey": "one's own account",
    "accounts.remove_passkey": "one's own account",
    "accounts.begin_identity": "one's own account",
    "accounts.confirm_identity": "one's own account",
    "accounts.use_identity": "whoever a provider vouches for; the sign-in page's own system actor",
    "accounts.end_by_provider": "a provider, by what it signs; the door's own system actor",
    "accounts.issue_token": "one's own account, and never more than one holds oneself",
    "accounts.use_token": "whoever has the token; the door's own system actor",
    "accounts.use_passkey": "whoever has the key; the sign-in page's own system actor",
    "accounts.change_password": "one's own password",
    "files.hold": "the owning package has allowed it",
    "files.keep": "the owning package has allowed it",
    "files.keep_sheet": "the owning package has allowed it",
    "files.release": "whoever held it has allowed it",
    "reporting.attach_answer": "whoever may fill the section in (reporting.enter_cells)",
    "reporting.name_places": "whoever may fill a section in (reporting.enter_cells)",
    "reporting.enter_tally": "whoever may fill the section in (reporting.enter_cells)",
    "reporting.carry_tally": "reporting.enter_cells, which it takes inside, allows it",
    "reporting.enter_once": "reporting.enter_cells, which it takes inside, allows it",
    "reporting.enter_units": "reporting.enter_cells, which it takes inside for each unit, allows it",
    "indicators.save_dashboard": "one's own dashboard, of what one may see (indicators.view)",
    "indicators.share_dashboard": "one's own dashboard; who opens it sees by their own rights",
    "indicators.unshare_dashboard": "one's own dashboard",
    "indicators.discard_dashboard": "one's own dashboard",
    "indicators.save_table": "one's own table, of what one may see (indicators.view)",
    "indicators.drop_table": "one's own table",
    "plans.save_filter": "one's own filter; who opens it sees by their own rights",
    "plans.drop_filter": "one's own filter",
    "plans.edit_tasks": "the verbs that it takes inside allow each change",
    "notices.open_feed": "one's own calendar",
    "notices.close_feed": "one's own calendar",
    "notices.use_feed": "whoever has the secret address",
    "notices.mark_seen": "one's own notices",
    "notices.choose": "one's own mails",
    "journal.record": "every action records itself",
}


def actions() -> set[str]:
    return {
        f"{path.parent.parent.name}.{path.stem}"
        for path in (ROOT / "pcmt").glob("*/actions/*.py")
        if not path.stem.startswith("_")
    }


def packages_with_actions() -> set[str]:
    return {action.split(".")[0] for action in actions()}


def asked_permissions() -> Iterator[tuple[str, str]]:
    """Every literal permission in `actor.may("…")` and its kin, with the file that asks for it."""
    for path in (ROOT / "pcmt").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"may", "may_somewhere", "areas_for", "agencies_for"}
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value), str(path.relative_to(ROOT))


@pytest.mark.parametrize("action", sorted(actions() - NO_GRANT.keys()))
def test_every_action_has_its_permission(action: str) -> None:
    assert action in book().permissions, f"add {action} to rulebook/roles.yaml"


def test_every_permission_names_an_action_or_a_look() -> None:
    wrong = [
        permission
        for permission in book().permissions
        if permission.split(".")[1] not in LOOKING
        and permission.split(".")[0] in packages_with_actions()
        and permission not in actions()
    ]
    assert wrong == []


def test_what_code_asks_for_can_be_granted() -> None:
    wrong = [asked for asked in asked_permissions() if asked[0] not in book().permissions.keys() | NO_GRANT.keys()]
    assert wrong == []


def test_every_permission_is_held_by_some_role() -> None:
    held = {permission for role in book().roles() for permission in (*role.permissions, *role.everywhere)}
    assert set(book().permissions) - held == set()
