"""Composition root: settings, addresses and the server's entry."""
