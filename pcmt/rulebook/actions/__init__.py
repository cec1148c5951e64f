"""What may be done with rules, one verb a file."""
