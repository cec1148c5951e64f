"""What a file would do: a verdict on every line or outline, and the writing itself, kept until it is wanted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

VERDICTS = {
    "new": "Sẽ thêm",
    "changed": "Sẽ cập nhật",
    "matched": "Khớp với bản đồ",
    "missing": "Có trên bản đồ, tệp không có",
    "unknown": "Không có trên bản đồ, bỏ qua",
    "elsewhere": "Của tỉnh khác, bỏ qua",
    "different": "Khác với bản đồ, không ghi",
    "invalid": "Sai, phải sửa",
    "swapped": "Đảo kinh độ và vĩ độ, phải sửa",
    "oversized": "Quá lớn, phải đơn giản hóa",
}
# One of these, and nothing of the file is written.
BLOCKING = ("invalid", "swapped", "oversized")


@dataclass(frozen=True)
class Finding:
    """A verdict on a line, an outline, or a unit of the map.

    where: the line of the table or the number of the outline; empty for a unit that the file does not have.
    code: as the file has it, of both units where a line names two. name: the unit's on the map; for one that is not
    there the file's own, or the one that it has in another province.
    """

    verdict: str
    where: str
    code: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """What is asked for beside the file: the day whose map is meant, the source to name, and who is told as when."""

    on: date
    at: datetime
    source: str = ""


@dataclass
class Plan:
    """A file looked through: findings in the order of the file, and `write`, which does it and counts the rows."""

    kind: str
    findings: list[Finding] = field(default_factory=list)
    write: Callable[[], int] = lambda: 0

    def add(self, verdict: str, where: str, code: str, name: str, note: str = "") -> None:
        """This will note a verdict."""
        self.findings.append(Finding(verdict, where, code, name, note))

    @property
    def counts(self) -> Counter[str]:
        """How many findings there are of each verdict."""
        return Counter(finding.verdict for finding in self.findings)

    @property
    def is_blocked(self) -> bool:
        """Whether something must be mended before any of it is written."""
        return any(finding.verdict in BLOCKING for finding in self.findings)
