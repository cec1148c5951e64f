"""The words of a Word paragraph as Word shows them: results of fields, insertions without deletions, old fonts read."""

from collections.abc import Iterator
from typing import Any

from vanban.intake.encodings import READINGS, font_reading
from vanban.intake.package import w, word_value

_SKIPPED = {w(name) for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sdtPr", "tblPr", "fldData")}
_BREAKS = {w("br"), w("cr")}
_SIGNS = {w("tab"): " ", w("noBreakHyphen"): "-", w("ptab"): " "}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
BOX = w("txbxContent")


class Styles:
    """The styles of a document: which font, which list and which capitals a paragraph or run has from them."""

    def __init__(self, root: Any) -> None:
        self._styles = {node.get(w("styleId")): node for node in root.findall(w("style"))} if root is not None else {}
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}") if root is not None else None
        self._default_font = _font(defaults)

    def chain(self, style: str) -> Iterator[Any]:
        """This will give a style and those that it is based on, each once."""
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            yield self._styles[style]
            style = word_value(self._styles[style], "basedOn")

    def font(self, run: Any, paragraph_style: str) -> str:
        """This will give the name of a run's font."""
        properties = run.find(w("rPr"))
        if found := _font(properties):
            return found
        for style in (word_value(properties, "rStyle"), paragraph_style):
            for node in self.chain(style):
                if found := _font(node.find(w("rPr"))):
                    return found
        return self._default_font

    def list_place(self, paragraph: Any) -> tuple[str, int] | None:
        """This will give the list and level of a paragraph, its own or its style's."""
        properties = paragraph.find(w("pPr"))
        sources = [properties, *(node.find(w("pPr")) for node in self.chain(word_value(properties, "pStyle")))]
        for source in sources:
            numbered = source.find(w("numPr")) if source is not None else None
            if numbered is None:
                continue
            number_id, level = word_value(numbered, "numId", "0"), word_value(numbered, "ilvl", "0")
            return None if number_id == "0" else (number_id, int(level) if level.isdecimal() else 0)
        return None


def _font(properties: Any) -> str:
    fonts = properties.find(w("rFonts")) if properties is not None else None
    if fonts is None:
        return ""
    return fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""


class WordText:
    """Reads paragraphs of one document. `boxes` gathers the text boxes met, to be written after their paragraph."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []

    def read(self, paragraph: Any) -> str:
        """This will give a paragraph's words, a soft break as a line break."""
        style = word_value(paragraph.find(w("pPr")), "pStyle")
        return "".join(self._pieces(paragraph, style))

    def _pieces(self, root: Any, style: str) -> Iterator[str]:
        """This will go through a paragraph with an own stack: content controls and links nest."""
        stack: list[Any] = list(reversed(list(root)))
        while stack:
            node = stack.pop()
            if node.tag in _SKIPPED or not isinstance(node.tag, str):
                continue
            if node.tag == w("r"):
                yield self._run(node, style)
            elif node.tag == BOX:
                self.boxes.append(node)
            elif node.tag == _MATH_TEXT:
                yield node.text or ""
            else:
                stack.extend(reversed([child for child in node if node.tag != _ALTERNATE or child.tag != _FALLBACK]))

    def _run(self, run: Any, style: str) -> str:
        properties = run.find(w("rPr"))
        if _is_on(properties, "vanish"):
            self._boxes_in(run)
            return ""
        pieces: list[str] = []
        for node in run:
            if node.tag == w("t"):
                pieces.append(node.text or "")
            elif node.tag in _BREAKS:
                pieces.append("\n")
            elif node.tag in _SIGNS:
                pieces.append(_SIGNS[node.tag])
            elif node.tag in {w("footnoteReference"), w("endnoteReference")}:
                pieces.append(self._note(node))
            elif node.tag == w("softHyphen"):
                pieces.append("\u00ad")
        self._boxes_in(run)
        text = "".join(pieces)
        if (found := font_reading(self._styles.font(run, style))) is not None and not text.isascii():
            text = READINGS[found[0]](text)
        if found is not None and found[1]:
            text = text.upper()
        return text.upper() if _is_on(properties, "caps") else text

    def _note(self, reference: Any) -> str:
        kind = "footnote" if reference.tag == w("footnoteReference") else "endnote"
        self.notes.append((kind, reference.get(w("id")) or ""))
        return f"[{len(self.notes)}]"

    def _boxes_in(self, run: Any) -> None:
        """This will gather a run's text boxes; Word writes each twice, for itself and for older programs."""
        stack = [node for node in reversed(list(run)) if node.tag not in _SKIPPED]
        while stack:
            node = stack.pop()
            if node.tag == BOX:
                self.boxes.append(node)
            elif isinstance(node.tag, str):
                stack.extend(reversed([child for child in node if node.tag != _ALTERNATE or child.tag != _FALLBACK]))


def _is_on(properties: Any, name: str) -> bool:
    node = properties.find(w(name)) if properties is not None else None
    return node is not None and node.get(w("val")) not in {"0", "false", "off", "none"}
