"""Pages of pcmt.accounts."""
