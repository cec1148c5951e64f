"""Builds the made-up province Hoa Mai from the data in /sample, by the system's own actions."""
