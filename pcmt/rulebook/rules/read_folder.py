"""Reads a whole rulebook folder into one Book, with every fault of every file."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pcmt.rulebook.rules.acts import Ladder
from pcmt.rulebook.rules.book import Book
from pcmt.rulebook.rules.comparisons import ComparisonRules
from pcmt.rulebook.rules.corrections import CorrectionWords
from pcmt.rulebook.rules.elements import Element, narrowed
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.problem import Place
from pcmt.rulebook.rules.quality import QualityRules
from pcmt.rulebook.rules.read_acts import read_levels, read_successions
from pcmt.rulebook.rules.read_categories import read_categories
from pcmt.rulebook.rules.read_checklists import read_checklist
from pcmt.rulebook.rules.read_comparisons import read_comparisons
from pcmt.rulebook.rules.read_corrections import read_corrections
from pcmt.rulebook.rules.read_cross_checks import read_cross_checks
from pcmt.rulebook.rules.read_elements import read_elements
from pcmt.rulebook.rules.read_examples import read_examples
from pcmt.rulebook.rules.read_forms import read_form
from pcmt.rulebook.rules.read_indicators import read_indicator
from pcmt.rulebook.rules.read_layouts import read_layout
from pcmt.rulebook.rules.read_lifecycles import read_lifecycle
from pcmt.rulebook.rules.read_quality import read_quality
from pcmt.rulebook.rules.read_reminders import read_reminders
from pcmt.rulebook.rules.read_roles import AgenciesFile, RolesFile, read_agencies, read_roles
from pcmt.rulebook.rules.read_schemes import read_scheme
from pcmt.rulebook.rules.read_scorecards import read_scorecard
from pcmt.rulebook.rules.read_tasks import read_tasks
from pcmt.rulebook.rules.read_topics import read_topics
from pcmt.rulebook.rules.read_unit_reports import read_unit_layout
from pcmt.rulebook.rules.reminders import ReminderRules
from pcmt.rulebook.rules.strict_yaml import Content, StrictYamlError, load
from pcmt.rulebook.rules.tasks import TaskRules
from vanban.text import format_date

T = TypeVar("T")
FOLDERS = (
    "elements",
    "forms",
    "indicators",
    "schemes",
    "scorecards",
    "checklists",
    "lifecycles",
    "reports",
    "unit-reports",
    "examples",
)
DOCUMENTS_FILES = ("documents/topics.yaml", "documents/levels.yaml", "documents/successions.yaml")
PROVINCE_FILES = (
    "quality.yaml",
    "reminders.yaml",
    "comparisons.yaml",
    "corrections.yaml",
    "cross-checks.yaml",
    "tasks.yaml",
)
SINGLE_FILES = ("roles.yaml", "agencies.yaml", "categories.yaml", *PROVINCE_FILES, *DOCUMENTS_FILES)


@dataclass(frozen=True)
class Reading:
    """A book as it was read, and what was found on the way; the book is only to be used where nothing is wrong."""

    book: Book
    findings: Findings


def read_folder(folder: Path, over: Path | None = None) -> Reading:
    """This will read every rule file under a folder; faults are collected, never raised.

    over: a folder whose files are added, and stand for those of the same name.
    """
    findings = Findings()
    files = _Files(folder, over, findings)
    sets = files.single("categories.yaml", read_categories, optional=True) or {}
    elements: dict[str, Element] = {}
    for group in files.each("elements", lambda content, found: read_elements(content, found, sets)):
        for element in group:
            elements.update(narrowed(element, sets))
    roles = files.single("roles.yaml", read_roles) or RolesFile((), ())
    agencies = files.single("agencies.yaml", read_agencies) or AgenciesFile(())
    forms = files.versions(
        "forms", lambda content, found: read_form(content, found, elements, sets), "form", "version_from"
    )
    lifecycles = files.named("lifecycles", read_lifecycle)
    book = Book(
        digest=files.digest(),
        element_by_code=elements,
        category_sets=sets,
        all_forms=forms,
        all_indicators=files.versions("indicators", read_indicator, "indicator"),
        all_schemes=files.versions("schemes", read_scheme, "scheme"),
        all_scorecards=files.versions("scorecards", read_scorecard, "scorecard"),
        all_checklists=files.versions("checklists", read_checklist, "checklist"),
        all_layouts=files.versions("reports", read_layout, "layout"),
        all_unit_layouts=files.versions("unit-reports", read_unit_layout, "unit_layout"),
        lifecycle_by_code=lifecycles,
        role_by_code={role.code: role for role in roles.roles},
        permissions=dict(roles.permissions),
        undelegated=roles.undelegated,
        apart=roles.apart,
        agency_kinds=dict(agencies.kinds),
        asked_kinds=frozenset(agencies.asked),
        party_kinds=frozenset(agencies.party),
        several_kinds=frozenset(agencies.several),
        outlasting_kinds=frozenset(agencies.outlasting),
        leading_kinds=frozenset(agencies.leading),
        signing_bodies=dict(agencies.signs_for),
        commune_agencies=agencies.each_commune,
        agency_groups=agencies.groups,
        topics=files.single("documents/topics.yaml", read_topics, optional=True) or (),
        ladder=files.single("documents/levels.yaml", read_levels, optional=True) or Ladder(),
        successions=files.single("documents/successions.yaml", read_successions, optional=True) or (),
        cross_checks=files.single("cross-checks.yaml", read_cross_checks, optional=True) or (),
        quality=files.single("quality.yaml", read_quality, optional=True) or QualityRules(),
        reminders=files.single("reminders.yaml", read_reminders, optional=True) or ReminderRules(),
        tasks=files.single("tasks.yaml", read_tasks, optional=True) or TaskRules(),
        comparisons=files.single("comparisons.yaml", read_comparisons, optional=True) or ComparisonRules(),
        corrections=files.single("corrections.yaml", read_corrections, optional=True) or CorrectionWords(),
        examples=tuple(one for group in files.each("examples", read_examples) for one in group),
    )
    return Reading(book, findings)


def texts_of(folder: Path) -> dict[str, str]:
    """This will give the texts of a folder's rule files by name; one that is no text is left out."""
    return {name: content.decode("utf-8", "replace") for name, content in _contents(folder).items()}


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class _Files:
    """The files of a rulebook folder; each is read once, and files that no reader knows are refused."""

    def __init__(self, folder: Path, over: Path | None, findings: Findings) -> None:
        self.folder = folder
        self.findings = findings
        self.texts: dict[str, bytes] = {}
        if not folder.is_dir():
            findings.wrong(Place(str(folder), 1), "Không có thư mục này.", "Kiểm tra đường dẫn đến thư mục rulebook.")
            return
        self.texts = dict(sorted({**_contents(folder), **(_contents(over) if over else {})}.items()))
        for name in self.texts:
            if not self._is_expected(name):
                findings.wrong(
                    Place(name, 1),
                    "Tệp nằm ngoài các thư mục của bộ quy tắc.",
                    f"Chuyển vào một trong: {', '.join(FOLDERS)} (đuôi .yaml), hoặc xóa.",
                )

    def _is_expected(self, name: str) -> bool:
        parts = name.split("/")
        return name in SINGLE_FILES or (len(parts) == 2 and parts[0] in FOLDERS and name.endswith(".yaml"))

    def digest(self) -> str:
        """This will give the SHA-256 over the names and contents of all files, in order of name."""
        total = hashlib.sha256()
        for name, content in self.texts.items():
            total.update(f"{name}\0{len(content)}\0".encode() + content)
        return total.hexdigest()

    def content(self, name: str) -> Content | None:
        try:
            return load(self.texts[name].decode("utf-8"), name)
        except UnicodeDecodeError:
            self.findings.wrong(Place(name, 1), "Tệp không phải là UTF-8.", "Lưu lại tệp với bảng mã UTF-8.")
        except StrictYamlError as error:
            self.findings.problems.append(error.problem)
        self.findings.unreadable = True
        return None

    def contents(self, folder: str) -> Iterator[tuple[str, Content]]:
        for name in self.texts:
            if name.startswith(f"{folder}/") and self._is_expected(name):
                content = self.content(name)
                if content is not None:
                    yield name, content

    def single(self, name: str, read: Callable[[Content, Findings], T], *, optional: bool = False) -> T | None:
        if name not in self.texts:
            if optional:
                return None
            self.findings.wrong(Place(name, 1), "Thiếu tệp này.", "Thêm tệp theo docs/reference/rulebook.md.")
            return None
        content = self.content(name)
        return None if content is None else read(content, self.findings)

    def each(self, folder: str, read: Callable[[Content, Findings], T]) -> tuple[T, ...]:
        return tuple(read(content, self.findings) for _, content in self.contents(folder))

    def named(self, folder: str, read: Callable[[Content, Findings], T]) -> Mapping[str, T]:
        found = {}
        for name, content in self.contents(folder):
            one = read(content, self.findings)
            code = getattr(one, "code", "")
            self._is_named(name, content, f"{folder}/{code}.yaml")
            found[code] = one
        return found

    def versions(
        self, folder: str, read: Callable[[Content, Findings], T], kind: str, since: str = "valid_from"
    ) -> tuple[T, ...]:
        """This will give all versions of all definitions in a folder; no two of one code may be in force on one day."""
        found: dict[str, list[tuple[date, date, Place]]] = {}
        result = []
        for name, content in self.contents(folder):
            one = read(content, self.findings)
            code, first = getattr(one, "code", ""), getattr(one, since, date.min)
            last = getattr(one, since.replace("from", "to"), None) or date.max
            self._is_named(name, content, f"{folder}/{code}@{first}.yaml")
            self.findings.stands(f"{kind}:{code}@{first}", content.place)
            self._apart(found.setdefault(code, []), first, last, content.place)
            found[code].append((first, last, content.place))
            result.append(one)
        return tuple(result)

    def _is_named(self, name: str, content: Content, wanted: str) -> None:
        if name != wanted:
            self.findings.wrong(
                content.place, "Tên tệp không khớp mã và ngày hiệu lực bên trong.", f"Đổi tên tệp thành {wanted}."
            )

    def _apart(self, earlier: list[tuple[date, date, Place]], first: date, last: date, place: Place) -> None:
        if last < first:
            self.findings.wrong(place, "Ngày hết hiệu lực trước ngày có hiệu lực.", "Sửa lại hai ngày.")
        for other_first, other_last, other in earlier:
            if first <= other_last and other_first <= last:
                self.findings.wrong(
                    place,
                    f"Hiệu lực chồng lên bản tại {other.file} (từ {format_date(max(first, other_first))}).",
                    "Đặt ngày hết hiệu lực của bản cũ ngay trước ngày có hiệu lực của bản mới.",
                )
