"""The states of a meeting by name, where a query or a check must pick among them."""

PLANNED = "planned"
HELD = "held"
CONCLUDED = "concluded"
WRITTEN_IN = (HELD, CONCLUDED)
"""In which minutes and conclusions may still be written."""
