"""Addresses of pages: worked out once for the same page and keys, as a page leads to some thirty others."""

from functools import lru_cache

from django.conf import settings
from django.template import Library, Node, TemplateSyntaxError
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = Library()
MOST = 8192


def address_of(page: str, *keys: int | str) -> str:
    """This will give the address of a page; raises NoReverseMatch where that page is not part of this system."""
    return _address(page, keys, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=MOST)
def _address(page: str, keys: tuple[int | str, ...], prefix: str, urls: str) -> str:
    return reverse(page, urls, args=keys)  # `prefix` stands in what is kept under it


class AddressNode(URLNode):
    """`{% url %}` with keys in their order, as this system writes it."""

    def render(self, context: Context) -> str:
        """This will write the address, or keep it under the name after `as`; there an unknown page is empty."""
        keys = [key.resolve(context) for key in self.args]
        try:
            address = address_of(self.view_name.resolve(context), *keys)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            address = ""
        if self.asvar is None:
            return conditional_escape(address) if context.autoescape else address
        context[self.asvar] = address
        return ""


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """This will read `{% url 'name' key … %}`; raises TemplateSyntaxError for keys given by name."""
    told = plain_url(parser, token)
    if told.kwargs:
        raise TemplateSyntaxError("{% url %} takes keys in their order")
    return AddressNode(told.view_name, told.args, told.kwargs, told.asvar)
