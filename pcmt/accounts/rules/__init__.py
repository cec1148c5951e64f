"""Decisions of this package as pure functions: no Django, no database, no clock."""
