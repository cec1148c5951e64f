"""What may be done, one file a verb."""
