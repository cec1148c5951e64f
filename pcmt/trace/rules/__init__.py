"""Pure rules: references read and written, nodes and their plain form. No Django."""
