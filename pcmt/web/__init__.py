"""The pages: they translate a request into one call down, and the answer into HTML.

To add a page to a package of pages (`pcmt/web/<package>/`): a view with `@page("<package>.view")` from `views`,
a template that extends `shell.html` and gets `title` (what matters now), an address in the package's `urls.py`
named like the action or query it serves, and one include line in `pcmt/web/urls.py`. Components are tags of
`templatetags/house.py`, known to every template; the page `components` shows them all. A refusal is let through
(`middleware` tells it) or put into the form (`views.show_refusal`). Nothing here decides who may do what.
"""
