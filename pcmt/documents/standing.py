"""On which rung of the ladder of bodies an act stands, by its issuer's name or the symbol of its number."""

from dataclasses import dataclass

from pcmt.documents.rules.identity import issuer_key, pieces
from pcmt.rulebook.queries import Ladder, Rung

_CENTRE = "trung_uong"
_DIGITS = "0123456789"


@dataclass(frozen=True)
class Standing:
    """Rungs by what tells them, ready to be asked many times."""

    rungs: tuple[Rung, ...]
    words: tuple[tuple[str, Rung], ...]
    symbols: dict[str, Rung]
    kinds: dict[str, Rung]

    def rung(self, issuer: str, number: str, kind: str = "") -> Rung | None:
        """This will give the rung of an act: by the longest word in its issuer's name, else by its number or kind."""
        name = f" {issuer_key(issuer)} "
        for word, rung in self.words:
            # A single word such as "Bộ" tells something only where the name begins with it.
            if name.startswith(f" {word} ") or (" " in word and f" {word} " in name):
                return rung
        for piece in reversed(pieces(number).symbols):
            if found := self.symbols.get(piece.rstrip(_DIGITS)):
                return found
        return self.kinds.get(kind)


def standing(ladder: Ladder) -> Standing:
    """This will make a ladder ready to be asked."""
    words = sorted(
        ((issuer_key(word), rung) for rung in ladder.rungs for word in rung.words),
        key=lambda pair: -len(pair[0]),
    )
    symbols = {issued: rung for rung in reversed(ladder.rungs) for issued in _folded(rung)}
    kinds = {kind: rung for rung in ladder.rungs for kind in rung.kinds}
    return Standing(ladder.rungs, tuple(words), symbols, kinds)


def one_body_symbols(ladder: Ladder) -> frozenset[str]:
    """This will give the symbols, folded, that one body alone bears: with a year they say which act is meant."""
    return frozenset(symbol for rung in ladder.rungs if rung.level == _CENTRE for symbol in _folded(rung))


def _folded(rung: Rung) -> list[str]:
    return ["".join(pieces(f"1/{symbol}").symbols) for symbol in rung.symbols]
