"""The parts of a plan as its document shows them: sections, groups of tasks or solutions, projects, sub-projects."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from vanban.text import fold

FILE = Path(__file__).parent.parent / "data" / "parts.toml"
SECTION, GROUP = 1, 2
"""The depths of the outline that are parts: sections, and what stands right under them."""
LONGEST_TITLE = 400
LONGEST_HEADING = 12
"""Words, up to which what stands under purposes and aims is a heading."""
# As documents write them: Dự án 4: Nâng cao …; or Tiểu dự án 1 thuộc Dự án 7: “…”; or Dự án 7 (Tiểu dự án 2): …
_PROJECT = re.compile(
    r"(?:(?P<sub>tiểu\s{1,3}dự\s{1,3}án)\s{1,3}(?P<subno>\d{1,2})\s{1,3}(?:thuộc|của)\s{1,3})?"
    r"dự\s{1,3}án\s{1,3}(?:số\s{1,3})?(?P<no>\d{1,2})"
    r"(?:\s{0,3}\(\s?tiểu\s{1,3}dự\s{1,3}án\s{1,3}(?P<inside>\d{1,2})\s?\))?"
    r"\s{0,3}[:.]?\s{0,3}(?P<quote>[“\"])?",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"[;”\"\n]\s{0,3}(?:[-+]|\n|$)|[;”\"]|\.\s")
_COUNT = re.compile(r"(?<!\d)(\d{1,3})\s{1,3}([a-zà-ỹđ]+(?:\s[a-zà-ỹđ]+){0,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A provision of the outline as parts are told by: its place, heading and stretch of the text."""

    anchor: str
    label: str
    depth: int
    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class ProposedPart:
    """A part that a document shows, for a person to confirm.

    key: by which the others name it as `under`; anchor and quote: its sentence. lead_words: who is to lead it, as the
    heading above it names them; "" where none does.
    """

    key: str
    kind: str
    label: str
    title: str
    anchor: str
    quote: str
    under: str = ""
    lead_words: str = ""


@dataclass(frozen=True)
class Cues:
    """What headings say of their sections, folded, and how documents count their parts."""

    plain: tuple[tuple[str, str], ...]
    both: tuple[tuple[str, str], ...]
    counted: tuple[tuple[str, str], ...] = field(default=())
    own_plan: tuple[str, ...] = field(default=())
    formal: tuple[str, ...] = field(default=())

    def kind_of(self, heading: str) -> str:
        """This will tell what part a heading begins, "" where it is none."""
        said = fold(heading)
        first = next((kind for words, kind in self.both if words in said), "")
        found = first or next((kind for words, kind in self.plain if words in said), "")
        return "" if found == "none" else found


@cache
def cues() -> Cues:
    """This will read the words from `data/parts.toml` once."""
    read = tomllib.loads(FILE.read_text("utf-8"))
    both, counted, own, formal = (read.pop(name) for name in ("both", "counted", "own_plan", "formal"))
    return Cues(
        plain=tuple((fold(words), kind) for kind, many in read.items() for words in many),
        both=tuple((fold(words), kind) for words, kind in both.items()),
        counted=tuple((words, kind) for kind, words in counted.items()),
        own_plan=tuple(fold(words) for words in own["asks"]),
        formal=tuple(fold(words) for words in formal["says"]),
    )


def proposed_parts(headings: Sequence[Heading], text: str) -> tuple[ProposedPart, ...]:
    """This will list the parts that a document shows, in its order; projects last, each with its sub-projects.

    headings: its outline, in order. A part of which the document speaks again keeps the first title it was given.
    """
    return (*_sections(headings), *_projects(headings, text))


def asks_for_plan(duty: str) -> bool:
    """This will tell whether a duty asks for a plan of one's own ("xây dựng kế hoạch triển khai, thực hiện …")."""
    said = fold(duty)
    return any(words in said for words in cues().own_plan)


def is_formal(duty: str) -> bool:
    """This will tell a closing clause that orders nothing of its own ("… chịu trách nhiệm thi hành Quyết định này")."""
    said = fold(duty)
    return any(words in said for words in cues().formal)


def counts_said(text: str) -> dict[str, int]:
    """This will give how many parts of a kind a text says that a plan has: {"project": 13, "subproject": 2}.

    The greatest number wins where it says several: a document also counts parts of its parts.
    """
    found: dict[str, int] = {}
    for number, words in ((one[1], one[2]) for one in _COUNT.finditer(text)):
        said = words.lower()
        kind = next((kind for cue, kind in cues().counted if said.startswith(cue)), "")
        if kind:
            found[kind] = max(found.get(kind, 0), int(number))
    return found


def _sections(headings: Sequence[Heading]) -> Iterator[ProposedPart]:
    section, kind = "", ""
    for one in headings:
        if one.depth == SECTION:
            kind = cues().kind_of(one.heading)
            section = one.anchor if kind else ""
            if kind:
                yield _part(one, kind, under="")
        elif one.depth == GROUP and section and (own := _own_kind(one.heading, kind)):
            yield _part(one, own, under=section)


def _own_kind(heading: str, above: str) -> str:
    """Groups under tasks and solutions are what their section is; of purposes and aims only what has a heading is one.

    A whole sentence there is a target or a purpose itself, and no part that holds any.
    """
    if above in ("tasks", "solution"):
        return above if heading.strip() else ""
    return cues().kind_of(heading) or above if 0 < len(heading.split()) <= LONGEST_HEADING else ""


def _part(one: Heading, kind: str, *, under: str) -> ProposedPart:
    title = _trimmed(one.heading)
    return ProposedPart(one.anchor, kind, one.label, title, one.anchor, one.heading.strip()[:LONGEST_TITLE], under)


def _projects(headings: Sequence[Heading], text: str) -> Iterator[ProposedPart]:
    found: dict[str, ProposedPart] = {}
    for hit in _PROJECT.finditer(text):
        number, inner = int(hit["no"]), hit["subno"] or hit["inside"]
        title = _title_at(text, hit.end())
        if not title:
            continue
        whole = f"du-an-{number}"
        key = f"{whole}-{int(inner)}" if inner else whole
        if key in found:
            continue
        home = _home(headings, hit.start())
        found[key] = ProposedPart(
            key=key,
            kind="subproject" if inner else "project",
            label=f"Tiểu dự án {int(inner)}, Dự án {number}" if inner else f"Dự án {number}",
            title=title,
            anchor=home.anchor if home else "",
            quote=" ".join(text[hit.start() : hit.end() + len(title)].split())[:LONGEST_TITLE],
            under=whole if inner else "",
            lead_words=_leading(headings, hit.start()),
        )
    for key in sorted(found, key=lambda one: [int(number) for number in one.split("-")[2:]]):
        part = found[key]
        # A sub-project whose project the document does not name by its title stands by itself.
        yield part if part.under in found else replace(part, under="")


def _title_at(text: str, at: int) -> str:
    """The title that begins here, up to the end of its clause; "" where no title follows ("Dự án 6 và Dự án 7")."""
    ahead = text[at : at + LONGEST_TITLE]
    end = _TITLE_END.search(ahead)
    title = " ".join(ahead[: end.start() if end else len(ahead)].split()).strip(' ,.:;“”"')
    return title if title[:1].isupper() else ""


def _home(headings: Sequence[Heading], at: int) -> Heading | None:
    """The innermost provision that holds a place of the text."""
    holding = [one for one in headings if one.start <= at < one.end]
    return max(holding, key=lambda one: one.depth, default=None)


def _leading(headings: Sequence[Heading], at: int) -> str:
    """Whom the heading names under which a project is given out: "3. Sở Y tế" in the section that shares the work."""
    section = next((one for one in headings if one.depth == SECTION and one.start <= at < one.end), None)
    group = next((one for one in headings if one.depth == GROUP and one.start <= at < one.end), None)
    shares = section is not None and not cues().kind_of(section.heading)
    return _trimmed(group.heading) if group and shares else ""


def _trimmed(heading: str) -> str:
    return " ".join(heading.split()).rstrip(" :;.")[:LONGEST_TITLE]
