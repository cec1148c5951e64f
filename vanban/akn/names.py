"""Names of Akoma Ntoso that the export writes and the import looks for."""

import re

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:vanban:reading:1"
SOURCE = "#vanban"

# Kinds whose text is law or orders in articles; all others are documents with a free body.
ACT_KINDS = frozenset({"HP", "Luật", "PL", "NĐ", "TT", "TTLT", "QĐ", "NQ", "QC", "QyĐ"})

# Which element a label stands for, by the series that the reader told it to be of; abbreviations for eIds as the
# Akoma Ntoso Naming Convention 1.0, section 5.4, lists them.
ELEMENTS = {
    "phần": ("part", "part"),
    "chương": ("chapter", "chp"),
    "mục": ("section", "sec"),
    "điều": ("article", "art"),
    "upper": ("title", "title"),
    "roman": ("section", "sec"),
    "number": ("paragraph", "para"),
    "deep2": ("subparagraph", "subpara"),
    "deep3": ("clause", "clause"),
    "deep4": ("subclause", "subclause"),
    "bracket": ("point", "point"),
    "paren": ("point", "point"),
    "lower": ("point", "point"),
}
OTHER_ELEMENT = ("hcontainer", "hcontainer")

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def akn(name: str) -> str:
    """This will give an element's name in the namespace of Akoma Ntoso."""
    return f"{{{AKN}}}{name}"


def own(name: str) -> str:
    """This will give a name in this library's own namespace, for what Akoma Ntoso has no word for."""
    return f"{{{OWN}}}{name}"


def plain(text: str) -> str:
    """This will replace characters that XML cannot hold by U+FFFD, one for one, so that offsets stay."""
    return _NOT_XML.sub("\ufffd", text)
