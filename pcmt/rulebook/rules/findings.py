"""What reading leaves behind beside the definitions: faults, codes to look up, and where each definition stands."""

from dataclasses import dataclass, field

from pcmt.rulebook.rules.problem import Place, Problem


@dataclass(frozen=True)
class Reference:
    """A code that some definition names, to be found among the codes of its kind once all files are read.

    owner: the definition that names it (`indicator:T1a`).
    """

    kind: str
    code: str
    place: Place
    owner: str = ""


@dataclass
class Findings:
    """What reading leaves behind beside the definitions: faults, codes to look up, and where definitions stand.

    unreadable: some file could not be read at all, so that codes may be missing for no fault of those who name them.
    """

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    unreadable: bool = False

    def wrong(self, place: Place, message: str, remedy: str) -> None:
        """This will note a fault."""
        self.problems.append(Problem.at(place, message, remedy))

    def names(self, kind: str, code: str, place: Place, owner: str) -> None:
        """This will note that a code is named, for the check of references."""
        self.references.append(Reference(kind, code, place, owner))

    def stands(self, definition: str, place: Place) -> None:
        """This will note where a definition stands (`form:xa-thang@2026-01-01`), and refuse another of its name."""
        if definition in self.places:
            earlier = self.places[definition]
            self.wrong(
                place,
                f"“{definition}” đã được định nghĩa tại {earlier.file}:{earlier.line}.",
                "Đổi mã, hoặc bỏ một định nghĩa.",
            )
        self.places[definition] = place
