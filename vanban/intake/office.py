"""Legacy Word files, RTF and OpenDocument text through LibreOffice, where it is installed: turned into DOCX first."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from vanban.intake.refusals import IntakeRefused

_SECONDS = 90  # for a file; a law of thirty pages takes five with LibreOffice's start
_PROGRAMS = ("soffice", "libreoffice")
# Macros never run; links to other files are not followed: nothing of the network or the machine gets into a text.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""
_DEAD_PROXY = "http://127.0.0.1:9"  # nobody answers there: LibreOffice asks for no linked picture on the web


def to_docx(data: bytes, kind: str) -> bytes:
    """This will turn a file of an older kind (doc, rtf, odt) into DOCX; raises IntakeRefused.

    A profile of its own that is thrown away, no macros, no network, a bounded time.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise IntakeRefused("no-office", kind=kind)
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        source = place / f"source.{kind}"
        source.write_bytes(data)
        _convert(program, place, source, kind)
        made = place / "out" / "source.docx"
        if not made.is_file():
            raise IntakeRefused("office-failed", kind=kind)
        return made.read_bytes()


def _convert(program: str, place: Path, source: Path, kind: str) -> None:
    command = [
        program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"), str(source),
    ]  # fmt: skip
    surroundings = {
        "PATH": os.environ.get("PATH", ""), "HOME": str(place), "TMPDIR": str(place), "LANG": "C.UTF-8",
        "http_proxy": _DEAD_PROXY, "https_proxy": _DEAD_PROXY,
    }  # fmt: skip
    with subprocess.Popen(  # noqa: S603  # a fixed command; the file's name is ours
        command, cwd=place, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    ) as office:  # fmt: skip
        try:
            office.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(office.pid, signal.SIGKILL)  # the starter script and the program that it started
            raise IntakeRefused("office-failed", kind=kind) from error
