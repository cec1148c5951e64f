"""Tags that draw the rows of rankings and of tables that people put together (`pcmt.web.indicators.rows_html`)."""

from django import template

from pcmt.web.indicators import rows_html

register = template.Library()
register.simple_tag(rows_html.pivot_rows)
register.simple_tag(rows_html.rank_rows)
register.simple_tag(rows_html.panel_rank_rows)
