"""Reads `roles.yaml` (the closed list of permissions, and who holds them) and `agencies.yaml` (kinds of agency)."""

from dataclasses import dataclass

from pcmt.rulebook.rules.definitions import SCOPES, RoleDef
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content


@dataclass(frozen=True)
class RolesFile:
    """Every permission there is, with its label, and the roles."""

    permissions: tuple[tuple[str, str], ...]
    roles: tuple[RoleDef, ...]


def read_roles(content: Content, findings: Findings) -> RolesFile:
    """This will read the permissions (name: Vietnamese label) and the roles that hold them."""
    fields = Fields(content, findings)
    permissions = fields.labels("permissions")
    roles = []
    for code, inner in fields.named("roles"):
        inner.owner = f"role:{code}"
        roles.append(
            RoleDef(
                code=code,
                label=inner.text("label"),
                permissions=inner.codes("permissions", "permission", optional=False),
                scope=inner.choice("scope", SCOPES),
                everywhere=inner.codes("everywhere", "permission"),
            )
        )
        inner.done()
    fields.done()
    return RolesFile(permissions, tuple(roles))


def read_agency_kinds(content: Content, findings: Findings) -> tuple[tuple[str, str], ...]:
    """This will read the kinds of agency (code: Vietnamese label)."""
    fields = Fields(content, findings)
    kinds = fields.labels("kinds")
    fields.done()
    return kinds
