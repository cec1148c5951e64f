"""What each kind of entry may say of persons, as it is declared."""

from dataclasses import dataclass

from pcmt.journal.kinds import kinds


@dataclass(frozen=True)
class KindView:
    """A kind of entry: its action, its privacy class, the personal fields under its key, how they are shredded."""

    action: str
    privacy: str
    label: str
    shredding: str
    sealed: tuple[str, ...]
    reason_is_sealed: bool


def declared() -> tuple[KindView, ...]:
    """This will list every kind of entry that the journal takes, by action."""
    return tuple(
        KindView(
            action=kind.action,
            privacy=kind.privacy.code,
            label=kind.privacy.label,
            shredding=kind.privacy.shredding,
            sealed=tuple(sorted(kind.sealed)),
            reason_is_sealed=kind.privacy.reason_is_sealed,
        )
        for _, kind in sorted(kinds().items())
    )
