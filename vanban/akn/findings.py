"""The findings of a reading as XML of our own, and back: Akoma Ntoso has no words for targets and duties."""

from datetime import date
from typing import Any

from lxml import etree

from vanban.akn.names import own, plain
from vanban.model import Assignment, Citation, Metadata, Note, Provision, Reading, Sheet, Span, Target, Unsure
from vanban.read.sureness import SURE

_METADATA = ("kind", "number", "issued_on", "issuer", "place", "title", "signer", "signer_title")
_TRAIL = ("path", "anchor", "start", "end", "by", "every", "due", "within", "confidence", "reason", "cue", "table")
_TARGET = ("relation", "bound", "value", "value_high", "unit", "subject", *_TRAIL)
_CITATION = ("kind", "number", "name", "year", "issued_on", "issuer", "confidence", "reason", "cue")
_DUTY = ("asked", "product", "until", *_TRAIL)


def write_findings(parent: etree._Element, reading: Reading) -> None:
    """This will put head, citations, targets, duties, notes and pages into an element; spans are in characters."""
    outer = etree.SubElement(parent, own("reading"), format=reading.format)
    if reading.secrecy:
        outer.set("secrecy", reading.secrecy)
    _set(etree.SubElement(outer, own("metadata")), reading.metadata, _METADATA)
    for citation in reading.citations:
        element = etree.SubElement(outer, own("citation"))
        _set(element, citation, _CITATION)
        element.set("spans", " ".join(f"{span.start}-{span.end}" for span in citation.spans))
    for target in reading.targets:
        _set_read(etree.SubElement(outer, own("target")), target, _TARGET)
    for duty in reading.assignments:
        element = etree.SubElement(outer, own("duty"))
        _set_read(element, duty, _DUTY)
        _names(element, "lead", duty.leads)
        _names(element, "with", duty.supports)
    for note in reading.notes:
        etree.SubElement(outer, own("note"), code=note.code).text = plain(note.message_vi)
    for sheet in reading.sheets:
        _set_read(etree.SubElement(outer, own("sheet")), sheet, ("number", "start", "end", "by_ocr"))
    if reading.unsure:
        told = " ".join(f"{one.start}-{one.end}-{one.percent}" for one in reading.unsure)
        etree.SubElement(outer, own("unsure"), words=told)


def read_findings(outer: etree._Element, text: str, provisions: tuple[Provision, ...]) -> Reading:
    """This will give the reading that `write_findings` wrote, over the text and provisions found in the XML."""
    head = outer.find(own("metadata"))
    if head is None:
        raise ValueError("no metadata")
    return Reading(
        text=text,
        metadata=Metadata(**{**_facts(head), "issued_on": _day(head)}),
        provisions=provisions,
        citations=tuple(_citation(element) for element in outer.iterfind(own("citation"))),
        targets=tuple(Target(quote=_quote(text, one), **_found(one)) for one in outer.iterfind(own("target"))),
        assignments=tuple(_duty(text, element) for element in outer.iterfind(own("duty"))),
        secrecy=outer.get("secrecy"),
        notes=tuple(Note(one.get("code", ""), one.text or "") for one in outer.iterfind(own("note"))),
        sheets=tuple(_sheet(one) for one in outer.iterfind(own("sheet"))),
        unsure=_unsure(outer.find(own("unsure"))),
        format=outer.get("format", "akn"),
    )


def _set(element: etree._Element, of: object, names: tuple[str, ...]) -> None:
    for name in names:
        value = getattr(of, name, None)
        if value is True:
            element.set(name, "true")
        elif value is not None and value is not False:
            element.set(name, plain(value.isoformat() if isinstance(value, date) else str(value)))


def _set_read(element: etree._Element, of: Target | Assignment | Sheet, names: tuple[str, ...]) -> None:
    _set(element, of, names)
    if of.sureness < SURE:
        element.set("sureness", str(of.sureness))


def _names(parent: etree._Element, name: str, agencies: tuple[str, ...]) -> None:
    for agency in agencies:
        etree.SubElement(parent, own(name)).text = plain(agency)


def _facts(element: etree._Element) -> dict[str, Any]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _day(element: etree._Element) -> date | None:
    said = element.get("issued_on")
    return date.fromisoformat(said) if said else None


def _citation(element: etree._Element) -> Citation:
    facts: dict[str, Any] = dict.fromkeys(_CITATION) | _facts(element)
    facts["spans"] = tuple(Span(*(int(part) for part in span.split("-"))) for span in facts["spans"].split())
    facts["issued_on"] = _day(element)
    facts["confidence"] = float(facts["confidence"])
    return Citation(**facts)


def _found(element: etree._Element) -> dict[str, Any]:
    """This will give the facts of a target or duty with their types; what was not said is None."""
    facts = _facts(element)
    optional = ("value", "value_high", "unit", "by") if element.tag == own("target") else ("due",)
    return {
        **dict.fromkeys((*optional, "every")),
        **facts,
        "start": int(facts["start"]),
        "end": int(facts["end"]),
        "confidence": float(facts["confidence"]),
        "table": facts.get("table") == "true",
        "sureness": int(facts.get("sureness", SURE)),
    }


def _duty(text: str, element: etree._Element) -> Assignment:
    facts = _found(element)
    facts["asked"] = facts.get("asked") == "true"
    facts["until"] = int(facts.get("until", facts["end"]))
    return Assignment(
        quote=_quote(text, element),
        leads=tuple(one.text or "" for one in element.iterfind(own("lead"))),
        supports=tuple(one.text or "" for one in element.iterfind(own("with"))),
        **facts,
    )


def _quote(text: str, element: etree._Element) -> str:
    return text[int(element.get("start", "0")) : int(element.get("end", "0"))]


def _sheet(element: etree._Element) -> Sheet:
    numbers = {name: int(element.get(name, "0")) for name in ("number", "start", "end")}
    sureness = int(element.get("sureness", SURE))
    return Sheet(**numbers, by_ocr=element.get("by_ocr") == "true", sureness=sureness)


def _unsure(element: etree._Element | None) -> tuple[Unsure, ...]:
    told = element.get("words", "") if element is not None else ""
    return tuple(Unsure(*(int(part) for part in word.split("-"))) for word in told.split())
