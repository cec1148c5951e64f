"""What may be done with documents, one verb a file."""
