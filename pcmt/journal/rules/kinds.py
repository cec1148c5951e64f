"""Kinds of entries: what each may say of persons, and how that is made unreadable."""

from collections.abc import Mapping
from dataclasses import dataclass


class Undeclared(ValueError):
    """An entry of a kind, or with a personal field, that no declaration names: a fault of the program."""


@dataclass(frozen=True)
class Privacy:
    """A privacy class. `reason_is_sealed`: the reason goes under the key too, since it may name a person."""

    code: str
    label: str
    shredding: str
    reason_is_sealed: bool


@dataclass(frozen=True)
class Kind:
    """A kind of entry, named by its action; `sealed` are the personal fields that it may hold, all under its key."""

    action: str
    privacy: Privacy
    sealed: frozenset[str] = frozenset()


def kinds_of(declared: Mapping[str, object]) -> dict[str, Kind]:
    """This will read the declarations; raises Undeclared where a kind names no class, or a class that is not told."""
    classes = {code: _privacy(code, told) for code, told in _mapping(declared, "classes").items()}
    kinds = {}
    for action, told in _mapping(declared, "kinds").items():
        parts = {"privacy": told} if isinstance(told, str) else dict(_mapping({action: told}, action))
        code = parts.pop("privacy", None)
        sealed = parts.pop("sealed", [])
        if code not in classes or parts or not isinstance(sealed, list):
            raise Undeclared(f"{action}: no such privacy class, or a part that is not known")
        kinds[action] = Kind(action, classes[str(code)], frozenset(map(str, sealed)))
    return kinds


def checked(kinds: Mapping[str, Kind], action: str, personal: frozenset[str]) -> Kind:
    """This will give the kind of an entry about to be written; raises Undeclared where it says more than declared."""
    kind = kinds.get(action)
    if kind is None:
        raise Undeclared(f"the journal knows no entry {action}: declare it in pcmt/journal/data/kinds.yaml")
    if undeclared := personal - kind.sealed:
        raise Undeclared(f"{action} does not declare the personal fields {', '.join(sorted(undeclared))}")
    return kind


def _privacy(code: str, told: object) -> Privacy:
    parts = _mapping({code: told}, code)
    return Privacy(code, str(parts["label"]), str(parts["shredding"]).strip(), parts["reason"] == "sealed")


def _mapping(where: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = where.get(name)
    if not isinstance(found, Mapping):
        raise Undeclared(f"{name}: a mapping is needed")
    return found
