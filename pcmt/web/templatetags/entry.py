"""Tags that draw the cells of a report's form (`pcmt.web.reporting.entry_html`)."""

from django import template

from pcmt.web.reporting import entry_html

register = template.Library()
register.simple_tag(entry_html.entry_rows)
register.simple_tag(entry_html.cell_options)
register.simple_tag(entry_html.figure)
register.simple_tag(entry_html.to_date)
