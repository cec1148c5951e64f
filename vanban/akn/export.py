"""A reading written as Akoma Ntoso 3.0."""

from lxml import etree

from vanban.akn.components import Component, components
from vanban.akn.elements import Setting
from vanban.akn.meta import write_meta
from vanban.akn.names import ACT_KINDS, AKN, OWN, akn
from vanban.akn.uris import slug
from vanban.model import Block, Reading

# Elements whose white space is text: no line is broken inside them.
_WITH_WORDS = frozenset({akn("p"), akn("num"), akn("heading")})


def to_akn(reading: Reading) -> bytes:
    """This will give the reading as a UTF-8 XML file, valid against the schema of Akoma Ntoso 3.0.

    Decisions, laws and the like with provisions become an `act`; plans, reports and all others a `doc`. Characters
    that XML cannot hold (control characters of a broken file) become U+FFFD.
    """
    setting = Setting(reading)
    root = etree.XML(f'<akomaNtoso xmlns="{AKN}" xmlns:vb="{OWN}"/>')
    main, *others = components(reading)
    is_act = reading.metadata.kind in ACT_KINDS and any(block.start in setting.by_start for block in main.body)
    outer = _component(root, setting, main, reading.metadata.kind, is_act=is_act)
    if others:
        attachments = etree.SubElement(outer, akn("attachments"))
        for number, one in enumerate(others, start=1):
            attachment = etree.SubElement(attachments, akn("attachment"), eId=setting.eid(f"att_{number}"))
            _component(attachment, setting, one, one.name, is_act=False, number=number)
    _break_lines(root, 0)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _component(
    parent: etree._Element, setting: Setting, component: Component, kind: str, *, is_act: bool, number: int = 0
) -> etree._Element:
    outer = etree.SubElement(parent, akn("act" if is_act else "doc"), name=slug(kind))
    name = component.name if number == 0 else f"{component.name}_{number}"
    write_meta(outer, setting.reading, name, findings=number == 0)
    _laid(outer, setting, "preface", component.preface)
    _laid(outer, setting, "preamble", component.preamble)
    body = etree.SubElement(outer, akn("body" if is_act else "mainBody"))
    setting.body(body, component.body)
    if len(body) == 0:
        etree.SubElement(body, akn("p"))
    _laid(outer, setting, "conclusions", component.conclusions)
    return outer


def _laid(outer: etree._Element, setting: Setting, name: str, blocks: tuple[Block, ...]) -> None:
    if blocks:
        setting.lay(etree.SubElement(outer, akn(name)), blocks)


def _break_lines(element: etree._Element, depth: int) -> None:
    """This will set each element on a line of its own, as far as that adds nothing to the text."""
    if element.tag in _WITH_WORDS or len(element) == 0:
        return
    inner = "\n" + " " * (depth + 1)
    element.text = inner
    for child in element:
        _break_lines(child, depth + 1)
        child.tail = inner
    element[-1].tail = inner[:-1]
