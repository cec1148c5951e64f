"""Pure rules: how typed figures are read, how checks are answered, when a report is late, how periods add up."""
