"""Pages of documents: the store, registering, the desk where findings are confirmed, what a document stands on."""
