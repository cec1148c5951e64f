"""Pages shown as pictures: of PDF and of picture files, bounded, and refused where there are none."""

import io

import pytest
from PIL import Image

import vanban

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 400]>>endobj\n"
    b"4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9999999 9999999]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


def picture(size: tuple[int, int], kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, 255).save(out, kind, **options)
    return out.getvalue()


def test_a_page_is_drawn_at_the_width_asked_for() -> None:
    assert vanban.page_count(PDF) == 2
    shown = Image.open(io.BytesIO(vanban.page_image(PDF, 1, width=300)))
    assert (shown.format, shown.size) == ("PNG", (300, 600))


def test_a_page_of_any_size_is_drawn_within_bounds() -> None:
    shown = Image.open(io.BytesIO(vanban.page_image(PDF, 2, width=100_000)))
    assert max(shown.size) <= 3000


def test_pictures_of_many_frames_have_pages() -> None:
    frames = [Image.new("L", (60, 90), shade) for shade in (10, 200)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert vanban.page_count(out.getvalue()) == 2
    shown = Image.open(io.BytesIO(vanban.page_image(out.getvalue(), 2, width=30)))
    assert shown.size == (30, 45)
    assert shown.convert("L").getpixel((9, 9)) == 200


@pytest.mark.parametrize(
    ("data", "number", "code"),
    [
        (PDF, 3, "no-page"),
        (PDF, 0, "no-page"),
        (b"plain text", 1, "no-pages"),
        (b"%PDF-1.7\nbroken", 1, "corrupt"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, 1, "corrupt"),
        (picture((12_000, 12_000), "PNG"), 1, "picture-large"),
    ],
)
def test_what_cannot_be_shown_is_refused(data: bytes, number: int, code: str) -> None:
    with pytest.raises(vanban.IntakeRefused) as refusal:
        vanban.page_image(data, number)
    assert refusal.value.code == code
    assert refusal.value.remedy_vi.endswith(".")
