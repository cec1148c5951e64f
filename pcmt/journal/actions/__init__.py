"""What may be done to the journal: record, seal, anchor, export, shred. There is no update and no delete."""
