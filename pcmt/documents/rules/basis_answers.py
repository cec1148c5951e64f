"""The values in which a document's bases are answered: acts on the rungs of the bodies that issued them."""

from dataclasses import dataclass
from datetime import date

from pcmt.documents.rules.answers import DocumentRow


@dataclass(frozen=True)
class Successor:
    """An act in the place of one that ended, and the document that it is, if it is registered."""

    number: str
    document: DocumentRow | None


@dataclass(frozen=True)
class Ending:
    """How an act ended: from `on` it is not in force, wholly or in part.

    is_over: whether that day had come on the day asked about. before_issue: whether it had when the document that was
    asked about was issued, which then named an act that no longer was.
    """

    on: date
    part: bool
    by: tuple[Successor, ...]
    note: str
    source: str
    is_over: bool
    before_issue: bool


@dataclass(frozen=True)
class BasisAct:
    """An act of the net as a page shows it.

    is_direct: the document asked about names it as its basis; is_basis: that, or a basis of its bases; neither: it is
    only mentioned in the text. rests_on and supports: its bases in the net, and what it is a basis of.
    """

    key: str
    label: str
    short: str
    number: str
    title: str
    issuer: str
    issued_on: date | None
    kind: str
    distance: int
    is_basis: bool
    is_direct: bool
    document: DocumentRow | None
    citation_id: int | None
    ending: Ending | None
    rests_on: tuple[str, ...]
    supports: tuple[str, ...]

    @property
    def has_ended(self) -> bool:
        """Whether the whole act was no longer in force on the day asked about."""
        return bool(self.ending and self.ending.is_over and not self.ending.part)


@dataclass(frozen=True)
class WantedAct:
    """An act that is cited and not registered: how it is named, and the document that cites it."""

    citation_id: int
    label: str
    cited_in: DocumentRow


@dataclass(frozen=True)
class RungView:
    """The acts of bodies of one standing."""

    label: str
    acts: tuple[BasisAct, ...]


@dataclass(frozen=True)
class LevelView:
    """The rungs of one level (centre, province, commune) that have acts; `code` is "" where no level is known."""

    code: str
    label: str
    rungs: tuple[RungView, ...]


@dataclass(frozen=True)
class BasisView:
    """The net of one document on a day. `lines`: keys of who names and who is named, and whether as a basis.

    is_cut: there are more acts than were followed.
    """

    row: DocumentRow
    on: date
    levels: tuple[LevelView, ...]
    lines: tuple[tuple[str, str, bool], ...]
    is_cut: bool

    @property
    def acts(self) -> tuple[BasisAct, ...]:
        """All acts, from the highest body down."""
        return tuple(act for level in self.levels for rung in level.rungs for act in rung.acts)

    @property
    def own(self) -> BasisAct:
        """The document asked about."""
        return next(act for act in self.acts if act.distance == 0)

    @property
    def direct(self) -> tuple[BasisAct, ...]:
        """What the document says that it rests on."""
        return tuple(act for act in self.acts if act.is_direct)

    @property
    def bases(self) -> tuple[BasisAct, ...]:
        """What it rests on, near or far."""
        return tuple(act for act in self.acts if act.distance < 0 and act.is_basis)

    @property
    def mentioned(self) -> tuple[BasisAct, ...]:
        """What its text only mentions."""
        return tuple(act for act in self.acts if act.distance < 0 and not act.is_basis)

    @property
    def ended(self) -> tuple[BasisAct, ...]:
        """What it rests on, near or far, that had ended, wholly or in part, on the day asked about."""
        return tuple(act for act in self.bases if act.ending and act.ending.is_over)

    @property
    def mentioned_ended(self) -> tuple[BasisAct, ...]:
        """What its text only mentions and that had ended, wholly or in part."""
        return tuple(act for act in self.mentioned if act.ending and act.ending.is_over)

    @property
    def missing(self) -> tuple[BasisAct, ...]:
        """What it rests on, near or far, that the register does not have."""
        return tuple(act for act in self.bases if act.document is None)

    @property
    def mentioned_missing(self) -> tuple[BasisAct, ...]:
        """What its text only mentions and that the register does not have."""
        return tuple(act for act in self.mentioned if act.document is None)

    @property
    def below(self) -> tuple[BasisAct, ...]:
        """What rests on the document, near or far."""
        return tuple(act for act in self.acts if act.distance > 0)
