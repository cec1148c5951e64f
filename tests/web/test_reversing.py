"""`{% url %}` writes an address as Django does, worked out once, and tells what it does not know."""

import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.urls import NoReverseMatch, reverse, set_script_prefix

from pcmt.web.reversing import address_of


def drawn(text: str, **values: object) -> str:
    return engines["django"].from_string(text).template.render(Context(values))  # type: ignore[attr-defined]


def test_url_writes_the_address_of_a_page() -> None:
    assert drawn("{% url 'reporting.submission' number %}", number=12) == reverse("reporting.submission", args=[12])
    assert drawn("{% url 'desk' as home %}[{{ home }}]") == f"[{reverse('desk')}]"


def test_url_tells_an_unknown_page_unless_asked_to_keep_it() -> None:
    assert drawn("{% url 'no.such.page' as none %}[{{ none }}]") == "[]"
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'no.such.page' %}")


def test_url_refuses_keys_by_name() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn("{% url 'reporting.submission' submission_id=1 %}")


def test_addresses_are_kept_apart_by_what_stands_before_them() -> None:
    assert address_of("desk") == "/"
    set_script_prefix("/pcmt/")
    try:
        assert address_of("desk") == "/pcmt/"
    finally:
        set_script_prefix("/")
    assert address_of("desk") == "/"
