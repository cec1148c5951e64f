"""The tag that draws the rows of a table that people put together (`pcmt.web.indicators.pivot_html`)."""

from django import template

from pcmt.web.indicators import pivot_html

register = template.Library()
register.simple_tag(pivot_html.pivot_rows)
