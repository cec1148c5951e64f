"""What may be done with classes, one file a verb."""
