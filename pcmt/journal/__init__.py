"""What was done, by whom, when and why; never changed, sealed by a chain of digests.

Nouns: entry, personal payload, key, seal. Verbs: record, seal, shred.
It must never know what any other package does: an entry speaks of it by reference only ("submission:12").
"""
