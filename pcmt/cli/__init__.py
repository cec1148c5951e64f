"""The command line `pcmt`: each sub-command translates its words into one call of a query or an action.

Data goes to stdout and messages to stderr. Exit status: 0 done, 1 refused (with the reason), 2 used wrongly.
Importing this package starts Django, so that the modules in it can import queries and actions at their top.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcmt.config.settings")
django.setup()
