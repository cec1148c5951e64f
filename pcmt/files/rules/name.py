"""Names of uploads, made safe to store, to show and to send back."""

import unicodedata

LONGEST = 200


def safe_name(name: str) -> str:
    """This will keep the last part of a path, without control or direction marks, at most 200 characters long.

    Direction marks go because they can make "fdp.exe" read as "exe.pdf". An empty name becomes "tep-khong-ten".
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(mark for mark in unicodedata.normalize("NFC", last) if unicodedata.category(mark)[0] != "C")
    shown = " ".join(shown.split()).strip(". ")
    if len(shown) > LONGEST:
        stem, dot, extension = shown.rpartition(".")
        extension = dot + extension if dot and len(extension) <= 8 else ""
        shown = (stem if extension else shown)[: LONGEST - len(extension)] + extension
    return shown or "tep-khong-ten"
