"""files.keep: what is kept, how it is typed, what is refused, and that nothing is ever half there."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from pcmt.files import queries, shelf
from pcmt.files.actions.keep import LARGEST, FileRefused, keep
from pcmt.files.models import StoredFile
from pcmt.files.rules import media
from pcmt.files.rules.name import LONGEST, safe_name
from pcmt.journal import queries as journal
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotFound, Refusal
from tests.province import AT

CLERK = system_actor("kiểm thử")


def kept(data: bytes, name: str) -> queries.FileView:
    return keep(data=data, name=name, purpose="documents.register_document", actor=CLERK, at=AT)


def office(part: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
    return target.getvalue()


def archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as opened:
        opened.writestr("a.txt", "a")
    return target.getvalue()


CONTENTS = {
    "docx": (office("word/document.xml"), media.DOCX),
    "xlsx": (office("xl/workbook.xml"), media.XLSX),
    "zip": (archive(), media.ZIP),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\n", media.PDF),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00", media.PNG),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", media.JPEG),
    "html": ("﻿<!DOCTYPE html><p>Kế hoạch</p>".encode(), media.HTML),
    "text": ("KẾ HOẠCH\nPhòng, chống ma túy".encode(), media.TEXT),
    "utf-16 text": ("KẾ HOẠCH".encode("utf-16"), media.TEXT),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, media.OLE),
    "noise": (b"\x00\x01\x02\xfe\xff\x00", media.UNKNOWN),
    "broken zip": (b"PK\x03\x04" + b"\0" * 40, media.UNKNOWN),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_type_is_told_by_content(name: str):
    content, expected = CONTENTS[name]
    assert media.media_type(content) == expected


@given(st.binary(max_size=400))
def test_any_bytes_have_a_type(content: bytes):
    assert media.media_type(content) in media.LABELS


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Văn bản\\KH 18.docx", "KH 18.docx"),
        ("hóa đơn\u202efdp.exe", "hóa đơnfdp.exe"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("...", "tep-khong-ten"),
        ("", "tep-khong-ten"),
        ("Kế hoạch.pdf", "Kế hoạch.pdf"),
    ],
)
def test_names_are_made_safe(name: str, safe: str):
    assert safe_name(name) == safe


@given(st.text(max_size=600))
def test_safe_names_stay_safe(name: str):
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST
    assert not set(safe) & set("/\\\n\r\0")


def test_a_long_name_keeps_its_ending():
    assert safe_name("a" * 400 + ".docx").endswith("a.docx")


@pytest.mark.django_db
def test_content_comes_back_as_it_went_in():
    view = kept(CONTENTS["docx"][0], "ke-hoach.docx")
    assert (view.name, view.media_type, view.size) == ("ke-hoach.docx", media.DOCX, len(CONTENTS["docx"][0]))
    assert queries.content(view.id) == CONTENTS["docx"][0]
    assert queries.file_view(view.id) == view


@pytest.mark.django_db
def test_equal_contents_share_one_blob_and_keep_their_names(upload_folder: Path):
    one, two = kept(b"giong nhau", "mot.txt"), kept(b"giong nhau", "hai.txt")
    assert one.digest == two.digest
    assert one.id != two.id
    assert (queries.file_view(one.id).name, queries.file_view(two.id).name) == ("mot.txt", "hai.txt")
    assert [path.name for path in (upload_folder / one.digest[:2]).iterdir()].count(one.digest[2:]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "rong.docx", "rỗng"),
        (b"\x89PNG\r\n\x1a\n", "anh.docx", "nội dung là ảnh PNG"),
        (b"\x00\xfe\x01", "la.bin", "Không nhận biết"),
        (CONTENTS["old office"][0], "co-mat-khau.docx", "có mật khẩu"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_remedy(data: bytes, name: str, says: str):
    with pytest.raises(FileRefused) as refused:
        kept(data, name)
    assert says in refused.value.message
    assert refused.value.remedy
    assert refused.value.where == name
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_too_large_is_refused():
    with pytest.raises(FileRefused, match="50 MB"):
        kept(b" " * (LARGEST + 1), "nang.txt")


@pytest.mark.django_db
def test_text_that_looks_like_markup_may_be_called_html():
    assert kept(b"Ke hoach", "ke-hoach.html").media_type == media.TEXT


@pytest.mark.django_db
def test_an_interrupted_write_leaves_nothing(monkeypatch: pytest.MonkeyPatch, upload_folder: Path):
    def fail(*_: object) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr(os, "replace", fail)
    digest = shelf.digest_of(b"bi ngat giua chung")
    with pytest.raises(OSError, match="đĩa đầy"):
        shelf.put(b"bi ngat giua chung")
    assert not (upload_folder / digest[:2] / digest[2:]).exists()
    assert not [*upload_folder.rglob(".incoming-*")]


@pytest.mark.django_db
def test_a_changed_blob_is_never_given_out(upload_folder: Path):
    view = kept(b"nguyen ban", "a.txt")
    blob = upload_folder / view.digest[:2] / view.digest[2:]
    blob.write_bytes(b"da bi sua!")
    with pytest.raises(Refusal) as refused:
        queries.content(view.id)
    assert refused.value.code == "file_altered"
    blob.unlink()
    with pytest.raises(NotFound):
        queries.content(view.id)


@pytest.mark.django_db
def test_keeping_is_recorded_and_the_name_stands_apart():
    view = kept(b"noi dung", "ho so Nguyen Van A.txt")
    entry = journal.entries(subject=f"file:{view.id}")[0]
    assert entry.action == "files.keep"
    assert entry.after is not None
    assert entry.after["digest"] == view.digest
    assert "Nguyen" not in str(entry.after)


def test_an_upload_taken_while_one_looks_is_passed_over(settings: Settings, tmp_path: Path) -> None:
    settings.UPLOAD_DIR = tmp_path
    token = shelf.hold(b"x")
    (tmp_path / "waiting" / "taken").symlink_to(tmp_path / "gone")  # listed, and not there when it is looked at
    assert shelf.held_before(time.time() + 60) == {token}
