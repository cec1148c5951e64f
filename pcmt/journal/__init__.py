"""What was done, by whom, when and why; never changed, sealed by a chain of digests.

Nouns: entry, kind, personal payload, key, stamp, seal, anchor.
Verbs: record, seal, anchor, export, shred, shred_person.
It must never know what any other package does: an entry speaks of it by reference only ("submission:12").
"""
