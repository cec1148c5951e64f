"""Reads `roles.yaml` (the closed list of permissions, and who holds them) and `agencies.yaml` (kinds and groups)."""

from dataclasses import dataclass

from pcmt.rulebook.rules.definitions import SCOPES, Apart, GroupDef, RoleDef
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content
from pcmt.rulebook.rules.usual_agencies import UsualAgency, read_usual_agency


@dataclass(frozen=True)
class RolesFile:
    """Every permission there is, with its label, the roles, what stays undelegated, and what is kept apart."""

    permissions: tuple[tuple[str, str], ...]
    roles: tuple[RoleDef, ...]
    undelegated: frozenset[str] = frozenset()
    apart: tuple[Apart, ...] = ()


def read_roles(content: Content, findings: Findings) -> RolesFile:
    """This will read the permissions (name: Vietnamese label) and the roles that hold them.

    A role that holds both sides of what is kept apart is a fault: it would make one person's hand of two.
    """
    fields = Fields(content, findings)
    permissions = fields.labels("permissions")
    undelegated = _undelegated(fields, [name for name, _ in permissions])
    apart = fields.tables("apart", _apart, optional=True)
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
                two_hands=inner.flag("two_hands", False),
                leads=inner.flag("leads", False),
                second_factor=inner.choice("second_factor", ("required", "optional"), "optional") == "required",
            )
        )
        inner.done()
        for rule in apart:
            if rule.met_by(roles[-1].held):
                findings.wrong(
                    inner.place,
                    f"Vai trò “{code}” giữ cả hai bên của việc phải tách người: {rule.why}",
                    "Chuyển một bên sang vai trò khác.",
                )
    fields.done()
    return RolesFile(permissions, tuple(roles), undelegated, apart)


def _undelegated(fields: Fields, names: list[str]) -> frozenset[str]:
    """Every permission of the packages named, those added later too."""
    found: set[str] = set()
    for package, place in fields.placed_texts("undelegated"):
        inside = {name for name in names if name.startswith(f"{package}.")}
        if not inside:
            fields.findings.wrong(
                place, f"Không có quyền nào thuộc gói “{package}”.", "Ghi phần đứng trước dấu chấm của tên quyền."
            )
        found |= inside
    return frozenset(found)


def _apart(fields: Fields) -> Apart:
    return Apart(
        one=frozenset(fields.codes("one", "permission", optional=False)),
        other=frozenset(fields.codes("other", "permission", optional=False)),
        why=fields.text("why"),
        strict=fields.flag("strict", False),
    )


@dataclass(frozen=True)
class AgenciesFile:
    """What `agencies.yaml` says: the kinds of agency (code, Vietnamese label), what sets some apart, groups of them."""

    kinds: tuple[tuple[str, str], ...]
    asked: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    outlasting: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    signs_for: tuple[tuple[str, str], ...] = ()
    groups: tuple[GroupDef, ...] = ()
    each_commune: tuple[UsualAgency, ...] = ()


def read_agencies(content: Content, findings: Findings) -> AgenciesFile:
    """This will read the kinds of agency, and the groups in which documents name many at once."""
    fields = Fields(content, findings)
    kinds = fields.labels("kinds")
    asked = fields.codes("asked", "agency_kind")
    party = fields.codes("party", "agency_kind")
    several = fields.codes("several", "agency_kind")
    outlasting = fields.codes("outlasting", "agency_kind")
    leading = fields.codes("leading", "agency_kind")
    signs_for = fields.labels("signs_for", optional=True)
    groups = fields.tables("groups", _group, optional=True)
    each_commune = fields.tables("each_commune", read_usual_agency, optional=True)
    fields.done()
    return AgenciesFile(kinds, asked, party, several, outlasting, leading, signs_for, groups, each_commune)


def _group(fields: Fields) -> GroupDef:
    says = tuple(
        tuple(word.strip() for word in text.split("|") if word.strip()) for text in fields.texts("says", optional=False)
    )
    return GroupDef(says, fields.codes("kinds", "agency_kind", optional=False))
