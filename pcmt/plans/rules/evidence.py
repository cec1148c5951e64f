"""What an agency puts beside its report: files, links, and figures of this system by their reference. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pcmt.kernel.refusal import Refusal

MOST = 10
LINK = re.compile(r"https?://[^\s<>\"']{3,490}", re.IGNORECASE)
FIGURE = re.compile(r"value:[A-Za-z0-9_.-]{1,64}/[A-Za-z0-9_-]{1,32}/[A-Za-z0-9@._-]{4,40}")


class BadEvidence(Refusal):
    """This will say which piece of evidence cannot be taken."""

    code = "bad_evidence"


@dataclass(frozen=True)
class FilePiece:
    """A file as it was handed in."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Evidence:
    """What stands beside one report. links: addresses, or references of figures ("value:T1b/tinh/2026-10")."""

    files: tuple[FilePiece, ...] = ()
    links: tuple[str, ...] = ()


NONE = Evidence()


def links_of(text: str) -> tuple[str, ...]:
    """This will take a text apart into its links, one a line, empty lines left out, each once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def kind_of(link: str) -> str:
    """This will tell a link from a figure's reference."""
    return "figure" if FIGURE.fullmatch(link) else "link"


def check_evidence(given: Evidence) -> None:
    """This will refuse with BadEvidence too many pieces, and links that are none."""
    if len(given.files) + len(given.links) > MOST:
        raise BadEvidence(f"Nhiều nhất {MOST} minh chứng cho một báo cáo.", fields={"pieces": "Bớt tệp hoặc gộp lại."})
    wrong = _first_wrong(given.links)
    if wrong:
        raise BadEvidence(
            f"“{wrong[:80]}” không phải là đường dẫn.",
            fields={"links": "Mỗi dòng một đường dẫn, bắt đầu bằng https://"},
        )


def _first_wrong(links: Sequence[str]) -> str:
    return next((one for one in links if not (LINK.fullmatch(one) or FIGURE.fullmatch(one))), "")
