"""Scans and pictures: pages read by OCR, page by page, with stamps seen and the pages named in a note."""

import io

import pytest
from PIL import Image
from scanning import drawn, joined, sample_pdf, scan_pdf, stamped, typed

import vanban
from vanban.intake import IntakeRefused, take_in
from vanban.intake import pdf as intake_pdf
from vanban.intake.mending import mend_labels
from vanban.intake.tesseract import is_ready
from vanban.intake.words import Word

pytestmark = pytest.mark.skipif(not is_ready(), reason="Tesseract with Vietnamese data is not installed")

LINES = [
    "Điều 1. Phê duyệt Kế hoạch phòng, chống ma túy của xã Sen Hồng năm 2026.",
    "Điều 2. Công an xã chủ trì, phối hợp với Trạm Y tế rà soát người nghiện.",
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký ban hành.",
]


def words(text: str) -> set[str]:
    return set(text.split())


@pytest.fixture(scope="module")
def scanned() -> vanban.Reading:
    """The first page of a plan of the sample, scanned cleanly; read once, for a page takes seconds."""
    return vanban.read_bytes(scan_pdf(drawn(sample_pdf("12-KH-UBND-sen-hong"))[:1]))


def test_a_scanned_plan_reads_like_the_plan(scanned: vanban.Reading) -> None:
    written = vanban.read_bytes(sample_pdf("12-KH-UBND-sen-hong"))
    assert scanned.format == "pdf"
    for field in ("kind", "number", "issued_on", "issuer", "place"):
        assert getattr(scanned.metadata, field) == getattr(written.metadata, field), field
    first = written.sheets[0]
    known = words(written.text[first.start : first.end])
    assert len(known & words(scanned.text)) > 0.9 * len(known)


def test_pages_are_read_one_by_one_and_named() -> None:
    written = sample_pdf("12-KH-UBND-sen-hong")
    reading = vanban.read_bytes(joined(written, scan_pdf([typed(LINES)])))
    count = len(reading.sheets)
    assert [sheet.by_ocr for sheet in reading.sheets] == [False] * (count - 1) + [True]
    last = reading.sheets[-1]
    assert reading.text[last.start : last.end].startswith("Điều 1. Phê duyệt")
    assert f"1/{count} trang" in reading.notes[0].message_vi
    assert f"trang {count}" in reading.notes[0].message_vi


@pytest.mark.parametrize(
    ("words", "colour", "at"),
    [
        ("MẬT", (205, 30, 40), (0.12, 0.16)),
        ("TỐI MẬT", (205, 30, 40), (0.72, 0.035)),
        ("MẬT", (20, 20, 20), (0.12, 0.16)),
    ],
)
def test_a_stamp_of_secrecy_on_a_scan_is_seen(
    words: str, colour: tuple[int, int, int], at: tuple[float, float]
) -> None:
    page = drawn(sample_pdf("12-KH-UBND-sen-hong"))[0]
    assert vanban.read_bytes(scan_pdf([stamped(page, words, colour, at)])).secrecy == words


def test_the_words_bi_mat_nha_nuoc_are_no_stamp_on_a_scan() -> None:
    page = typed(["KẾ HOẠCH", "Bảo vệ bí mật nhà nước năm 2026", "BẢO VỆ BÍ MẬT NHÀ NƯỚC", *LINES])
    assert vanban.read_bytes(scan_pdf([page])).secrecy is None


def test_a_red_stamp_over_the_date_does_not_hide_it() -> None:
    page = drawn(sample_pdf("12-KH-UBND-sen-hong"))[0]
    over = stamped(page, "ĐẾN NGÀY 12/3", (205, 60, 60), (0.58, 0.115))
    reading = vanban.read_bytes(scan_pdf([over]))
    assert reading.metadata.issued_on == vanban.read_bytes(sample_pdf("12-KH-UBND-sen-hong")).metadata.issued_on


@pytest.mark.parametrize(("angle", "often"), [(1.5, 2), (-2.0, 2), (90, 8), (180, 8)])
def test_a_page_laid_askew_is_turned(angle: float, often: int) -> None:
    page = typed(LINES * often).rotate(angle, expand=angle == 90, fillcolor="white")
    text = take_in(scan_pdf([page])).text
    assert len(words(text) & words(" ".join(LINES))) > 0.9 * len(words(" ".join(LINES)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_are_read(kind: str) -> None:
    out = io.BytesIO()
    typed(LINES).save(out, kind)
    taken = take_in(out.getvalue(), "anh.docx")
    assert taken.format == "image"
    assert "Điều 3. Quyết định này có hiệu lực" in taken.text
    assert [sheet.by_ocr for sheet in taken.sheets] == [True]


def test_each_frame_of_a_picture_is_a_page() -> None:
    out = io.BytesIO()
    typed(LINES[:2]).save(out, "TIFF", save_all=True, append_images=[typed(LINES[2:])])
    taken = take_in(out.getvalue())
    assert [taken.text[sheet.start :][:7] for sheet in taken.sheets] == ["Điều 1.", "Điều 3."]


def test_a_blank_page_is_no_page_read_by_ocr() -> None:
    taken = take_in(scan_pdf([typed(LINES), Image.new("RGB", (1654, 2339), "white")]))
    assert [sheet.by_ocr for sheet in taken.sheets] == [True, False]


def test_a_picture_without_words_is_refused() -> None:
    out = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(out, "PNG")
    with pytest.raises(IntakeRefused) as refusal:
        take_in(out.getvalue())
    assert refusal.value.code == "no-text"


def test_without_ocr_a_scan_is_refused_and_a_single_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_pdf, "is_ready", lambda: False)
    scan = scan_pdf([typed(LINES)])
    with pytest.raises(IntakeRefused) as refusal:
        take_in(scan)
    assert refusal.value.code == "no-ocr"
    taken = take_in(joined(sample_pdf("12-KH-UBND-sen-hong"), sample_pdf("12-KH-UBND-sen-hong"), scan))
    assert "chưa được đọc" in taken.notes[0]


def test_a_page_that_can_hardly_be_read_says_so_and_what_to_do(scanned: vanban.Reading) -> None:
    page = drawn(sample_pdf("12-KH-UBND-sen-hong"))[0]
    blurred = page.resize((page.width // 6, page.height // 6)).resize(page.size)
    poor = take_in(scan_pdf([blurred]))
    assert not any("chất lượng đọc kém" in note.message_vi for note in scanned.notes)
    assert "1/1 trang có chất lượng đọc kém (trang 1)" in poor.notes[0]
    assert "Quét lại" in poor.notes[0]


def lined(labels: str) -> list[Word]:
    """Words of a page: each label begins a line, a word of its point follows."""
    lines = ((label, 100.0 + 20 * at) for at, label in enumerate(labels.split()))
    pairs = (
        (Word(70, y, 80, y + 12, y + 12, 12, label), Word(90, y, 200, y + 12, y + 12, 12, "việc")) for label, y in lines
    )
    return [word for pair in pairs for word in pair]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("g) h) 1) k)", "g) h) i) k)"),
        ("h) l)", "h) i)"),
        ("h) 1) 2) 3)", "h) 1) 2) 3)"),
        ("c) d) d) e)", "c) d) đ) e)"),
        ("1) 2) 3)", "1) 2) 3)"),
    ],
)
def test_labels_of_points_are_told_by_the_ones_around_them(read: str, meant: str) -> None:
    assert [word.text for word in mend_labels(lined(read)) if word.text != "việc"] == meant.split()


def test_only_what_begins_a_line_is_a_label() -> None:
    words = [*lined("h)"), Word(210, 100, 220, 112, 112, 12, "1)")]
    assert [word.text for word in mend_labels(words)] == ["h)", "việc", "1)"]
