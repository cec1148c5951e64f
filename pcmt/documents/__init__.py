"""Documents that came in or went out, read into provisions, with what they cite and what they seem to ask for.

Nouns: Document, Provision (a labelled piece with a stable anchor and a span in the stored text), Citation, Suggestion
(a target or a duty that the reader or a person saw in the text), Decision (one act of a person over suggestions), Batch
(files handed in together), Handling (who answers what came in, by when), Endorsement (bút phê), SealedDeadline,
Draft (of what goes out).
Verbs: register_document, receive_files, read_received, add_version, correct_metadata, reread_document,
endorse, assign_handler, record_reply, close_handling, reopen_handling, note_sealed_deadline, close_sealed_deadline,
begin_draft, revise_draft, submit_draft, return_draft, issue_draft,
suggest, dismiss_suggestion, dismiss_suggestions, settle_suggestion, split_suggestion, join_suggestions,
resize_suggestion, undo_decision, export_keys, reindex.

It must never know what a plan, a form or an indicator is: whoever adopts a suggestion tells it so by a reference.
"""
