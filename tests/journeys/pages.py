"""A reader of pages: what a user sees, and the forms that they fill in and send, by the words on them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

Fields = Mapping[str, "str | bool | UploadedFile"]
UNSEEN = "[hidden], script, style, template"
CONTROLS = "input, select, textarea"


def plain(text: str) -> str:
    """The words with their spaces made single, as the eye takes them."""
    return re.sub(r"\s+", " ", text).strip()


def words_of(node: LexborNode) -> str:
    return plain(node.text(separator=" "))


class Page:
    """One answer of the server."""

    def __init__(self, response: HttpResponse, address: str) -> None:
        self.status = response.status_code
        self.address = address
        text = response.content.decode()
        self.tree = LexborHTMLParser(text)
        seen = LexborHTMLParser(text)
        for unseen in seen.css(UNSEEN):
            unseen.decompose()
        main = seen.css_first("main") or seen.body
        assert main is not None
        self.main = main
        self.seen = seen
        self.text = words_of(main)

    @property
    def heading(self) -> str:
        found = self.tree.css_first("h1")
        return words_of(found) if found else ""

    def says(self, *words: str) -> "Page":
        """Every one of these stands on the page."""
        for one in words:
            assert plain(one) in self.text, f"“{one}” is not on {self.address} ({self.status}):\n{self.text[:3000]}"
        return self

    def keeps_quiet_of(self, *words: str) -> "Page":
        for one in words:
            assert plain(one) not in self.text, f"“{one}” is on {self.address}"
        return self

    def part(self, selector: str, words: str) -> LexborNode:
        """The only element of a kind that holds these words."""
        found = [node for node in self.main.css(selector) if words in words_of(node)]
        assert len(found) == 1, f"{len(found)} × {selector} with “{words}” on {self.address}:\n{self.text[:2000]}"
        return found[0]

    def row(self, words: str) -> str:
        """The only table row that holds these words."""
        return words_of(self.part("tr", words))

    def term(self, name: str) -> str:
        """What stands beside a name in a list of facts; the first one."""
        for node in self.main.css("dt"):
            if words_of(node) == name:
                following = node.next
                while following is not None and following.tag != "dd":
                    following = following.next
                assert following is not None
                return words_of(following)
        raise AssertionError(f"no “{name}” on {self.address}:\n{self.text[:2000]}")

    def link(self, words: str, within: LexborNode | None = None) -> str:
        """Where the only link with these words leads; among several to one place, that place."""
        nodes = (within or self.seen.body).css("a[href]")  # type: ignore[union-attr]
        exact = {node.attributes["href"] for node in nodes if words_of(node) == words}
        found = exact or {node.attributes["href"] for node in nodes if words in words_of(node)}
        assert len(found) == 1, f"links “{words}” on {self.address}: {found}\n{self.text[:2000]}"
        (address,) = found
        assert address is not None
        return urljoin(self.address, address)

    def buttons(self) -> set[str]:
        return {words_of(node) for node in self.main.css("button")}

    def choices(self, label: str) -> list[str]:
        """What one may choose in a field."""
        return [words_of(option) for option in control(self.tree, label).css("option")]

    def form(self, button: str) -> "Form":
        """The form that a button sends; of several alike, the first."""
        assert button in self.buttons(), f"no button “{button}” on {self.address}, only {self.buttons()}"
        for node in self.tree.css("main button, .sheet button"):
            if words_of(node) == button:
                return Form(self, node)
        raise AssertionError(f"the button “{button}” of {self.address} cannot be pressed")

    def value(self, label: str) -> str:
        """What stands in a field."""
        return content(control(self.tree, label))


@dataclass
class Form:
    """A form as a browser would send it."""

    page: Page
    button: LexborNode

    @property
    def node(self) -> LexborNode:
        wanted = self.button.attributes.get("form")
        if wanted:
            found = self.page.tree.css_first(f"#{wanted}")
            assert found is not None
            return found
        node: LexborNode | None = self.button
        while node is not None and node.tag != "form":
            node = node.parent
        assert node is not None, "the button stands in no form"
        return node

    @property
    def method(self) -> str:
        return (self.node.attributes.get("method") or "get").lower()

    @property
    def action(self) -> str:
        asked = self.button.attributes.get("formaction") or self.node.attributes.get("action")
        return urljoin(self.page.address, asked or self.page.address)

    def filled(self, fields: Fields) -> dict[str, list[object]]:
        """What is sent: the fields as they stand, but for those filled in by their labels."""
        said: dict[int, str | bool | UploadedFile] = {}
        for label, value in fields.items():
            found = control(self.page.tree, label)
            if found.attributes.get("type") == "radio":
                for other in self.node.css(f"input[name='{found.attributes['name']}']"):
                    said[other.mem_id] = False
            said[found.mem_id] = value or found.attributes.get("type") == "radio"
        data: dict[str, list[object]] = {}
        if pressed := self.button.attributes.get("name"):
            data[pressed] = [self.button.attributes.get("value") or ""]
        for node in self._controls():
            name, value = node.attributes.get("name"), said.pop(node.mem_id, None)
            if name and (sent := sent_value(node, value)) is not None:
                data.setdefault(name, []).append(sent)
        assert not said, "a field that was filled in belongs to another form"
        return data

    def _controls(self) -> list[LexborNode]:
        own = self.node.css(CONTROLS)
        identifier = self.node.attributes.get("id")
        afar = self.page.tree.css(f"[form='{identifier}']") if identifier else []
        known = {node.mem_id for node in own}
        return [*own, *(node for node in afar if node.mem_id not in known and node.tag in CONTROLS.split(", "))]


def control(tree: LexborHTMLParser, label: str) -> LexborNode:
    """The field that a label names, or that names itself so; #id where several have one label."""
    if label.startswith("#") and (named := tree.css_first(f"[id='{label[1:]}']")):
        return named
    for node in tree.css("label"):
        if label_words(node) != label:
            continue
        if identifier := node.attributes.get("for"):
            found = tree.css_first(f"[id='{identifier}']")
        else:
            found = node.css_first(CONTROLS)
        if found is not None:
            return found
    for node in tree.css("[aria-label]"):
        if node.attributes["aria-label"] == label and node.tag in CONTROLS.split(", "):
            return node
    raise AssertionError(f"no field “{label}”; there are {sorted({label_words(node) for node in tree.css('label')})}")


def label_words(node: LexborNode) -> str:
    text = re.sub(r"^\d+\. ", "", words_of(node))
    return text.removesuffix(" (không bắt buộc)").removesuffix(" *")


def content(node: LexborNode) -> str:
    if node.tag == "textarea":
        return node.text().strip()
    if node.tag == "select":
        chosen = node.css_first("option[selected]") or node.css_first("option")
        return (chosen.attributes.get("value") or "") if chosen else ""
    return node.attributes.get("value") or ""


def sent_value(node: LexborNode, said: "str | bool | UploadedFile | None") -> object:
    """What one field sends: what was said of it, else what stands in it; None where it sends nothing."""
    attributes = node.attributes
    kind = attributes.get("type") or "text"
    if "disabled" in attributes or kind in ("submit", "button"):
        return None
    if kind in ("checkbox", "radio"):
        checked = said if said is not None else "checked" in attributes
        return (attributes["value"] or "" if "value" in attributes else "on") if checked else None
    if kind == "file":
        return said
    if node.tag == "select" and isinstance(said, str):
        options = {words_of(option): option.attributes.get("value") for option in node.css("option")}
        found = [value for words, value in options.items() if words == said] or [
            value for words, value in options.items() if said in words
        ]
        assert len(found) == 1, f"choice “{said}” among {list(options)}"
        return found[0]
    return said if said is not None else content(node)


@dataclass
class Clock:
    """The time in the walk: a minute goes by with every page."""

    now: datetime

    def tick(self) -> None:
        self.now += timedelta(minutes=1)


class Visitor:
    """Someone at a browser: looks at a page, follows its links, sends its forms. No script runs."""

    def __init__(self, clock: Clock) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.clock = clock
        self.page: Page

    def goes(self, address: str) -> Page:
        self.clock.tick()
        return self._read(self.client.get(urlsplit(address)._replace(fragment="").geturl(), follow=True), address)

    def follows(self, words: str, within: LexborNode | None = None) -> Page:
        return self.goes(self.page.link(words, within))

    def downloads(self, words: str) -> bytes:
        """Take the file that a link gives, and stay on the page."""
        response = self.client.get(self.page.link(words))
        assert response.status_code == 200
        assert response.headers["Content-Disposition"].startswith("attachment")
        return b"".join(response) if response.streaming else response.content

    def presses(self, button: str, fields: Fields | None = None) -> Page:
        """Fill in a form of the page by its labels and press its button."""
        return self.sends(self.page.form(button), fields)

    def sends(self, form: Form, fields: Fields | None = None) -> Page:
        self.clock.tick()
        data = form.filled(fields or {})
        if form.method == "get":
            return self.goes(f"{form.action}?{urlencode(data, doseq=True)}")
        if (form.node.attributes.get("enctype") or "").startswith("multipart"):
            response = self.client.post(form.action, data, follow=True)
        else:
            kind = "application/x-www-form-urlencoded"
            response = self.client.post(form.action, urlencode(data, doseq=True), content_type=kind, follow=True)
        return self._read(response, form.action)

    def _read(self, response: HttpResponse, address: str) -> Page:
        chain = getattr(response, "redirect_chain", [])
        for hop, _ in chain:
            address = urljoin(address, hop)
        self.page = Page(response, urlsplit(address)._replace(fragment="").geturl())
        return self.page
