"""By which words an issued report is corrected: rule data."""

from dataclasses import dataclass, field

from pcmt.kernel.source import Source


@dataclass(frozen=True)
class CorrectionWords:
    """The fixed words of a correcting report; places in braces are filled: {number}, {issued_on}, {title}, {count} …

    cause: label and help of what the office itself writes about the cause. Issuer, addressees and signature are those
    of the corrected report's layout.
    """

    title: str = "Đính chính số liệu Báo cáo số {number} ngày {issued_on}"
    opening: str = "Đính chính {count} số liệu của Báo cáo số {number} ngày {issued_on} như sau."
    caption: str = "Số liệu được đính chính"
    cause: tuple[str, str] = ("Nguyên nhân sai lệch", "")
    closing: tuple[str, ...] = ()
    source: Source = field(default_factory=lambda: Source(""))
