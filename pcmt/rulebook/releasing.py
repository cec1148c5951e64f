"""What the verbs of releases share: the one that waits, the book as it would be, the folder as it must be."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.rulebook import shelf
from pcmt.rulebook.models import Release
from pcmt.rulebook.rules.check import faults_of
from pcmt.rulebook.rules.read_folder import read_folder, texts_of
from pcmt.rulebook.rules.releases import NotReleasable, check_files

SHOWN = 5


class CannotRelease(Refusal):
    """This will say why rule files do not become rules, with the first faults by file and line."""

    code = "cannot_release"


def waiting(release_id: int) -> Release:
    """This will lock a proposal that is neither released nor withdrawn; NotFound for all others."""
    found = Release.objects.select_for_update().filter(pk=release_id, released_at=None, withdrawn_at=None).first()
    if found is None:
        raise NotFound("Không có đề xuất quy tắc nào đang chờ mang số này.")
    return found


def released_files() -> dict[str, str]:
    """This will give the texts of all releases, later ones over earlier ones, by name."""
    files: dict[str, str] = {}
    for release in Release.objects.filter(released_at__isnull=False).order_by("released_at", "id"):
        files |= release.files
    return files


def standing_files() -> dict[str, str]:
    """This will give the texts of the rule files that hold now, by name: the installation's, and releases over them."""
    return {**texts_of(Path(settings.RULEBOOK_DIR)), **released_files()}


def check_whole(files: Mapping[str, str]) -> None:
    """This will check the book as it would be with these files, by the same strict rules; raises CannotRelease."""
    released = released_files()
    standing = standing_files()
    try:
        check_files(files, standing)
    except NotReleasable as error:
        raise CannotRelease(str(error), remedy="Sửa tệp rồi đề xuất lại.") from error
    with TemporaryDirectory(prefix="pcmt-rules-") as folder:
        for name, text in {**released, **files}.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        found = faults_of(read_folder(Path(settings.RULEBOOK_DIR), Path(folder)))
    if found:
        more = f" và {len(found) - SHOWN} lỗi khác" if len(found) > SHOWN else ""
        told = " ".join(f"{one.file}:{one.line}: {one.message}" for one in found[:SHOWN])
        raise CannotRelease(f"Bộ quy tắc sẽ có {len(found)} lỗi: {told}{more}", remedy=found[0].remedy)


def lay_out_releases() -> None:
    """This will bring the folder that is read in line with the database; from then on every process reads it."""
    if Release.objects.filter(released_at__isnull=False).exists() or shelf.laid_out(settings.RELEASES_DIR):
        shelf.lay_out(released_files(), settings.RELEASES_DIR)
