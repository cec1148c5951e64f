"""Composition root: settings, addresses, and the one table of who plugs into whose ports."""
