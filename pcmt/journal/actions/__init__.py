"""What may be done to the journal: record, seal, shred. There is no update and no delete."""
