"""The parts of a committee's work, as tabs."""

from django.urls import reverse

from pcmt.web.components import Link

PARTS = (
    ("committee.meetings", "Cuộc họp"),
    ("committee.briefings", "Quán triệt văn bản"),
    ("committee.inspections", "Kiểm tra, đôn đốc"),
    ("committee.reviews", "Sơ kết, tổng kết"),
    ("committee.opinions", "Ý kiến chỉ đạo"),
    ("committee.member", "Phần tôi theo dõi"),
)


def ways(current: str) -> list[Link]:
    """This will lead through the parts; `current` is the page where one is."""
    return [Link(label, reverse(name), current=name == current) for name, label in PARTS]
