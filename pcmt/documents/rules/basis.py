"""What an act rests on, and what rests on it: a net of acts in which each stands once, however often it is named."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from pcmt.documents.rules.answers import DocumentRow
from pcmt.documents.rules.identity import Identity, act_key, means, name_key
from pcmt.documents.rules.kinds import cited_form


@dataclass(frozen=True)
class Act:
    """One act of the net. `document` is None where the register has no such act; then `citation_id` names it.

    distance: steps from the act asked about, below 0 towards what it rests on, above 0 towards what rests on it.
    """

    key: str
    identity: Identity
    kind: str
    distance: int
    document: DocumentRow | None = None
    citation_id: int | None = None

    @property
    def label(self) -> str:
        """How documents name it, with its issuer where the register does not have it."""
        if self.document:
            return self.document.label
        return cited_form(self.kind, self.identity)

    @property
    def short(self) -> str:
        """Its number, or its name where it is named without one."""
        return self.identity.number or self.label


@dataclass
class Net:
    """Acts by key, and who names whom: `namings` holds (who names, who is named) and whether as a basis.

    one_body: symbols, folded, that with a year say which act is meant.
    """

    one_body: Collection[str] = ()
    acts: dict[str, Act] = field(default_factory=dict)
    namings: dict[tuple[str, str], bool] = field(default_factory=dict)
    _unregistered: dict[str, list[str]] = field(default_factory=dict)

    def registered(self, row: DocumentRow, distance: int) -> str:
        """This will put a registered document into the net, and give its key."""
        key = f"d{row.id}"
        identity = Identity(row.number, row.issued_on, row.issuer, row.title)
        self.acts.setdefault(key, Act(key, identity, row.kind, distance, document=row))
        return key

    def unregistered(self, identity: Identity, kind: str, distance: int, citation_id: int) -> str:
        """This will put an act that is only cited into the net, and give the key that all its citations share."""
        alike = act_key(identity.number) or f"{name_key(identity.name)} {identity.year}"
        near = self._unregistered.setdefault(alike, [])
        for key in near:
            known = self.acts[key].identity
            if not identity.number or self._same(identity, known):
                self.acts[key] = replace(self.acts[key], identity=_fuller(known, identity))
                return key
        key = f"c{citation_id}"
        self.acts[key] = Act(key, identity, kind, distance, citation_id=citation_id)
        near.append(key)
        return key

    def name(self, namer: str, named: str, *, is_basis: bool) -> None:
        """This will note that one act names another; once as a basis is enough."""
        if namer != named:
            self.namings[namer, named] = self.namings.get((namer, named), False) or is_basis

    def named_by(self, key: str) -> tuple[Act, ...]:
        """This will list the acts of the net that an act rests on, or names."""
        return self._sorted(named for namer, named in self.namings if namer == key)

    def rests_on(self, key: str) -> tuple[Act, ...]:
        """This will list the acts of the net that an act itself names as its bases."""
        return self._sorted(named for (namer, named), is_basis in self.namings.items() if namer == key and is_basis)

    def supports(self, key: str) -> tuple[Act, ...]:
        """This will list the acts of the net that name an act as their basis."""
        return self._sorted(namer for (namer, named), is_basis in self.namings.items() if named == key and is_basis)

    def bases_of(self, key: str) -> frozenset[str]:
        """This will give the keys of all that an act rests on, near or far; what is only mentioned leads nowhere."""
        named_by: dict[str, list[str]] = {}
        for (namer, named), is_basis in self.namings.items():
            if is_basis:
                named_by.setdefault(namer, []).append(named)
        found, waiting = {key}, [key]
        while waiting:
            new = [named for named in named_by.get(waiting.pop(), ()) if named not in found]
            found.update(new)
            waiting += new
        return frozenset(found - {key})

    def _same(self, one: Identity, other: Identity) -> bool:
        return means(one, other, one_body=self.one_body) or means(other, one, one_body=self.one_body)

    def _sorted(self, keys: Iterable[str]) -> tuple[Act, ...]:
        return tuple(sorted((self.acts[key] for key in keys), key=in_order))


def in_order(act: Act) -> tuple[date, str]:
    """This will order acts by their day, those without one first, then by name."""
    return act.identity.issued_on or date.min, act.label


def _fuller(one: Identity, other: Identity) -> Identity:
    return replace(one, issued_on=one.issued_on or other.issued_on, issuer=one.issuer or other.issuer)
