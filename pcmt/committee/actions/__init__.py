"""What may be done for a committee at work, one verb a file."""
