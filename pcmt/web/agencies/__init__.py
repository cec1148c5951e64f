"""Pages of pcmt.agencies."""
