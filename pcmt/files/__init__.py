"""Uploads: kept by the digest of their content, typed by that content, bounded in size, never served inline.

Nouns: StoredFile (one upload: its name, type, size and digest). Verbs: keep, keep_sheet (and a copy with its faults
marked), hold (put aside under a token until it has been looked at), release, release_strays.
It must never know which document, form or report a file belongs to: its owner holds the reference and decides who may
read it.
"""
