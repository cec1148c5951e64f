"""Every reason that the reader gives for a finding is worded for the person who confirms it."""

from pathlib import Path

import vanban
from vanban.reasons import reason_vi, worded_reasons
from vanban.write.from_yaml import load_document
from vanban.write.text import write_text

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "documents"
PLAN = "KẾ HOẠCH\n\nVỀ MỘT VIỆC\n\nI. MỤC TIÊU\n\n1. {}\n\nII. NHIỆM VỤ\n\n1. {}\n"


def readings() -> list[vanban.Reading]:
    texts = [write_text(load_document(path)) for path in sorted(SAMPLE.glob("*.yaml"))]
    texts += [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    texts.append(
        PLAN.format("Duy trì 02 mô hình; giảm số vụ vi phạm; tăng 3% số vụ", "Trực 02 lần/ngày; phấn đấu 90% hộ")
    )
    return [vanban.read(text) for text in texts]


def test_every_reason_has_its_wording() -> None:
    for reading in readings():
        # Citations and assignments join as soon as their section stands in the file.
        layers = {"targets": reading.targets, "assignments": reading.assignments, "citations": reading.citations}
        for section, findings in layers.items():
            worded = worded_reasons(section)
            assert not worded or {one.reason for one in findings} <= set(worded), section


def test_a_reason_is_said_with_its_cue() -> None:
    (target,) = vanban.read(PLAN.format("100% trường học tổ chức tuyên truyền.", "Họp giao ban.")).targets
    assert reason_vi(target) == "Câu nêu tỷ lệ phải đạt trong phần mục tiêu, chỉ tiêu (“100%”)"
