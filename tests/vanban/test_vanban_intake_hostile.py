"""Files made to harm, and files that were damaged: refused with a reason, within bounds, and never a crash."""

import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from scanning import SAMPLE, sample_pdf, scan_pdf

from vanban.intake import IntakeRefused, paper, take_in
from vanban.intake import pdf as intake_pdf
from vanban.write.docx import write_docx
from vanban.write.from_yaml import load_document


def pdf_of(*objects: str, trailer: str = "") -> bytes:
    """This will write a PDF of numbered objects without a table of places, which readers then rebuild."""
    body = "\n".join(f"{number} 0 obj{content}endobj" for number, content in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}\ntrailer<</Root 1 0 R{trailer}>>\n%%EOF".encode("latin-1")


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def refusal_of(data: bytes) -> str:
    with pytest.raises(IntakeRefused) as refusal:
        take_in(data)
    assert refusal.value.remedy_vi.endswith(".")
    return refusal.value.code


def test_a_pdf_of_countless_pages() -> None:
    kids = " ".join(["3 0 R"] * 2001)
    pages = f"<</Type/Pages/Kids[{kids}]/Count 2001>>"
    assert refusal_of(pdf_of(CATALOG, pages, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")) == "too-many-pages"


def test_a_locked_pdf() -> None:
    lock = f"<</Filter/Standard/V 1/R 2/P -4/O({'a' * 32})/U({'b' * 32})>>"
    locked = pdf_of(
        CATALOG, PAGES, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", lock, trailer="/Encrypt 4 0 R/ID[(a)(b)]"
    )
    assert refusal_of(locked) == "pdf-password"


def test_forms_that_hold_forms_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten forms that each draw the next ten times would take for ever: the worker is ended."""
    monkeypatch.setattr(paper, "_LAYER_SECONDS", 2)
    monkeypatch.setattr(paper, "_SCAN_SECONDS", 2)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 14 0 R/Resources<</XObject<</F 4 0 R>>>>>>"
    forms = []
    for number in range(4, 14):
        draw = "/F Do " * 20 if number < 13 else "0 0 9 9 re f "
        forms.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {number + 1} 0 R>>>>"
            f"/Length {len(draw)}>>stream\n{draw}\nendstream"
        )
    bomb = pdf_of(CATALOG, PAGES, page, *forms, "<</Length 5>>stream\n/F Do\nendstream")
    assert refusal_of(bomb) in {"too-hard", "no-text", "corrupt"}


def test_a_picture_that_swells_is_refused_in_little_memory() -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    tracemalloc.start()
    assert refusal_of(out.getvalue()) == "picture-large"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("token", ["số ", "a", "1", "((((", "| ", "<p>", "&amp;", "# ", "[a](", "*", "đ"])
def test_a_megabyte_of_one_token_is_read_or_refused(token: str) -> None:
    text = token * (1_000_000 // len(token))
    for name in ("a.txt", "a.md"):
        with suppress(IntakeRefused):
            take_in(text.encode(), name)


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    sample = load_document(SAMPLE / "12-KH-UBND-sen-hong.yaml")
    picture = io.BytesIO()
    Image.new("L", (80, 60), 200).save(picture, "PNG")
    page = "<html><body><table><tr><td>Số: 5/KH</td></tr></table><p>KẾ HOẠCH</p></body></html>"
    pdf = sample_pdf("12-KH-UBND-sen-hong")
    return {
        "docx": write_docx(sample),
        "pdf": pdf,
        "scan": scan_pdf([Image.new("RGB", (200, 280), "white")]),
        "png": picture.getvalue(),
        "html": page.encode(),
        "text": "KẾ HOẠCH\nPhòng, chống ma túy".encode("utf-16"),
    }


@pytest.mark.parametrize("kind", ["docx", "pdf", "scan", "png", "html", "text"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_read_or_refused(kind: str, papers: dict[str, bytes], data: st.DataObject) -> None:
    whole = bytearray(papers[kind])
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(st.binary(max_size=6))
        whole[place : place + data.draw(st.integers(0, 8))] = piece
    cut = data.draw(st.integers(1, len(whole)))
    damaged = bytes(whole[:cut] if data.draw(st.booleans()) else whole)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake_pdf, "is_ready", lambda: False)
        with suppress(IntakeRefused):
            take_in(damaged)
