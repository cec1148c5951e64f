"""Figures handed in by the thousand: rows read as they come, matched to open reports, written batch by batch."""
