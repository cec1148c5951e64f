"""The words that the reader goes by, as data files: kinds of documents, agencies, cues, units."""
