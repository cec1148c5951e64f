"""Pure rules of official reports."""
