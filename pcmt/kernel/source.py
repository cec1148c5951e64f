"""Where a rule or a figure comes from, down to the sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A document, the provision in it, and how sure we are: certain law, or a provincial setting that says so."""

    document: str
    provision: str = ""
    quote: str = ""
    certain: bool = True

    def __str__(self) -> str:
        return ", ".join(part for part in (self.provision, self.document) if part)
