"""Pages of pcmt.areas."""
