"""The upload folder: blobs named by the SHA-256 of their content, so that equal contents are kept once.

A blob is complete before any row names it; a transaction undone afterwards leaves a blob that nothing refers to, which
is harmless, and never a row without its content.

What waits to be looked at is held apart, under a random token and no name: it may turn out to be what must not be kept.
"""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from django.conf import settings

from pcmt.kernel.refusal import NotFound, Refusal


def digest_of(content: bytes) -> str:
    """This will name a content: SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """This will write the content whole or not at all, and return its digest; a content already kept stays as it is."""
    digest = digest_of(content)
    target = _path(digest)
    if not (target.is_file() and target.stat().st_size == len(content)):
        _write(target, content)
    return digest


def hold(content: bytes) -> str:
    """This will write the content whole or not at all to the waiting place, and return the token that finds it."""
    token = secrets.token_hex(16)
    _write(_held_path(token), content)
    return token


def held(token: str) -> bytes:
    """This will read back what waits under a token; raises NotFound where it is gone."""
    try:
        return _held_path(token).read_bytes()
    except FileNotFoundError:
        raise NotFound("Tệp chờ đọc không còn.", remedy="Tải tệp lên lại.") from None


def let_go(token: str) -> None:
    """This will remove what waits under a token; nothing happens where it is gone already."""
    _held_path(token).unlink(missing_ok=True)


def held_before(moment: float) -> frozenset[str]:
    """This will list the tokens of what has been waiting since before a moment (seconds since 1970)."""
    folder = _held_path("")
    found = os.scandir(folder) if folder.is_dir() else ()
    return frozenset(one.name for one in found if _since(one) < moment)


def _since(one: os.DirEntry[str]) -> float:
    """Since when it lies there; of what was taken away while we looked, for ever after."""
    try:
        return one.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def get(digest: str) -> bytes:
    """This will read a content back; refuses one that is gone or no longer matches its digest."""
    try:
        content = _path(digest).read_bytes()
    except FileNotFoundError:
        raise NotFound(
            "Nội dung tệp không còn trong kho lưu trữ.", remedy="Khôi phục kho tệp từ bản sao lưu."
        ) from None
    if digest_of(content) != digest:
        raise Refusal(
            "Nội dung tệp trong kho đã bị thay đổi so với lúc lưu.",
            remedy="Không dùng tệp này; báo quản trị khôi phục từ bản sao lưu.",
            where=digest[:12],
            code="file_altered",
        )
    return content


def _path(digest: str) -> Path:
    return Path(settings.UPLOAD_DIR) / digest[:2] / digest[2:]


def _held_path(token: str) -> Path:
    return Path(settings.UPLOAD_DIR) / "waiting" / token


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
