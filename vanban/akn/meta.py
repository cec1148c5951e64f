"""The `meta` element: which work this is, whose, of what day; what it names; and our own findings."""

from datetime import date

from lxml import etree

from vanban.akn.findings import write_findings
from vanban.akn.names import SOURCE, akn, plain
from vanban.akn.uris import UNKNOWN_DATE, slug, work_uri
from vanban.model import Metadata, Reading

_LANGUAGE = "vie"


def write_meta(parent: etree._Element, reading: Reading, component: str, *, findings: bool) -> None:
    """This will describe a component; the findings and references stand in that of the main document alone."""
    meta = etree.SubElement(parent, akn("meta"))
    _identification(meta, reading.metadata, component)
    if not findings:
        return
    head = reading.metadata
    if head.issued_on:
        name = plain(head.number or head.kind)
        etree.SubElement(
            meta, akn("publication"), date=head.issued_on.isoformat(), name="ban-hanh", showAs=name, number=name
        )
    _references(meta, reading)
    write_findings(etree.SubElement(meta, akn("proprietary"), source=SOURCE), reading)


def _identification(meta: etree._Element, head: Metadata, component: str) -> None:
    outer = etree.SubElement(meta, akn("identification"), source=SOURCE)
    uri = work_uri(head)
    day = (head.issued_on or UNKNOWN_DATE).isoformat()
    expression = f"{uri}/{_LANGUAGE}@{day}"
    work = _level(outer, "FRBRWork", uri, f"{uri}/!{component}", day)
    etree.SubElement(work, akn("FRBRcountry"), value="vn")
    etree.SubElement(work, akn("FRBRsubtype"), value=slug(head.kind))
    if head.number:
        etree.SubElement(work, akn("FRBRnumber"), value=plain(head.number))
    if head.title:
        etree.SubElement(work, akn("FRBRname"), value=plain(head.title))
    said = _level(outer, "FRBRExpression", expression, f"{expression}/!{component}", day)
    etree.SubElement(said, akn("FRBRlanguage"), language=_LANGUAGE)
    made = _level(outer, "FRBRManifestation", f"{expression}.akn", f"{expression}/!{component}.akn", day)
    etree.SubElement(made, akn("FRBRformat"), value="application/akn+xml")


def _level(outer: etree._Element, name: str, uri: str, this: str, day: str) -> etree._Element:
    level = etree.SubElement(outer, akn(name))
    etree.SubElement(level, akn("FRBRthis"), value=this)
    etree.SubElement(level, akn("FRBRuri"), value=uri)
    etree.SubElement(level, akn("FRBRdate"), date=day, name="ban-hanh" if day != date.min.isoformat() else "khong-ro")
    etree.SubElement(level, akn("FRBRauthor"), href="#issuer")
    return level


def _references(meta: etree._Element, reading: Reading) -> None:
    head = reading.metadata
    outer = etree.SubElement(meta, akn("references"), source=SOURCE)
    etree.SubElement(
        outer, akn("original"), eId="original", href=work_uri(head), showAs=plain(head.number or head.kind)
    )
    organization = akn("TLCOrganization")
    etree.SubElement(outer, organization, eId="vanban", href="/akn/ontology/organization/vn/vanban", showAs="vanban")
    issuer = head.issuer or "không rõ"
    href = f"/akn/ontology/organization/vn/{slug(issuer)}"
    etree.SubElement(outer, organization, eId="issuer", href=href, showAs=plain(issuer))
    if head.signer:
        href = f"/akn/ontology/person/vn/{slug(head.signer)}"
        etree.SubElement(outer, akn("TLCPerson"), eId="signer", href=href, showAs=plain(head.signer))
    for number, citation in enumerate(reading.citations, start=1):
        shown = plain(citation.number or citation.name or citation.kind)
        etree.SubElement(
            outer, akn("TLCReference"), eId=f"cited_{number}", name="cites", href=work_uri(citation), showAs=shown
        )
