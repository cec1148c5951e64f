"""The styles of a DOCX, made from the one table of measures."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from vanban.write.model import Layout
from vanban.write.styles import Style, styles_of

FONT: Final = "Times New Roman"
TWIPS_A_POINT: Final = 20
# Twips in a tenth of a millimetre: 1440 / 254.
_TWIPS_A_TENTH_MM: Final = (1440, 254)
_KEPT = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList"})
_ALIGN: Final = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'

# A framed word is 8 mm high: 13 pt and some 4 pt of paper above and below.
_MARK_FRAME: Final = "<w:pBdr>{}</w:pBdr>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="{space}" w:color="000000"/>'
        for side, space in (("top", 4), ("left", 0), ("bottom", 4), ("right", 0))
    )
)

# Word knows these by a name of its own, so that its navigation pane and table of contents work.
_BUILT_IN: Final = {f"heading_{level}": f"heading {level}" for level in range(1, 5)}


def style_id(key: str) -> str:
    """This will give the identifier that a DOCX uses for a style of `styles`."""
    return f"Heading{key[-1]}" if key in _BUILT_IN else f"VB{key.title().replace('_', '')}"


def twips(tenths_of_mm: int) -> int:
    """This will give tenths of a millimetre in twips, rounded."""
    times, by = _TWIPS_A_TENTH_MM
    return (tenths_of_mm * times + by // 2) // by


def lay_styles(document: Document, layout: Layout) -> None:
    """This will replace the styles of the blank document by ours; Times New Roman and Vietnamese are the default."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, parse_xml(_defaults_xml()))
    for key, style in styles_of(layout).items():
        styles.append(parse_xml(_style_xml(key, style)))
    styles.append(parse_xml(_rule_xml()))


def _defaults_xml() -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_FONTS}"
        '<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _style_xml(key: str, style: Style) -> str:
    paragraph = "<w:keepNext/>" if style.keep_next else ""
    paragraph += _MARK_FRAME if key == "mark" else ""
    line = f' w:line="{style.line * TWIPS_A_POINT}" w:lineRule="exact"' if style.line else ""
    paragraph += (
        f'<w:spacing w:before="{style.before * TWIPS_A_POINT}" w:after="{style.after * TWIPS_A_POINT}"{line}/>'
        f'<w:ind w:left="{twips(style.left)}" w:firstLine="{twips(style.first_line)}"/>'
        f'<w:jc w:val="{_ALIGN[style.align]}"/>'
    )
    paragraph += f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    marks = "".join(
        f"<w:{tag}/>"
        for tag, on in (("b", style.bold), ("bCs", style.bold), ("i", style.italic), ("iCs", style.italic))
        if on
    )
    underline = '<w:u w:val="single"/>' if style.underline else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="{int(key not in _BUILT_IN)}" '
        f'w:styleId="{style_id(key)}">'
        f'<w:name w:val="{_BUILT_IN.get(key, style.name)}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>"
        f'<w:rPr>{_FONTS}{marks}<w:sz w:val="{style.size * 2}"/><w:szCs w:val="{style.size * 2}"/>'
        f"{underline}</w:rPr></w:style>"
    )


def _rule_xml() -> str:
    """Give the style of a drawn line: a low paragraph with a border above it."""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="VBRule">'
        '<w:name w:val="Đường kẻ"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="60" w:after="80" w:line="80" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="4"/><w:szCs w:val="4"/></w:rPr></w:style>'
    )
