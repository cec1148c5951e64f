"""What may be done with plans, one verb a file."""
