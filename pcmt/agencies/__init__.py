"""Organisations, the persons in their posts, committees and coordination programmes, in time.

Nouns: Agency (identity) and its versions (name, kind, parent, area, contact), AgencyAlias (a name by
which documents call it), Person, Post (a person holding a title), SigningOrder (who signs for a head by which paper),
Committee with its decisions and seats, Programme with its parties, papers and reviews.
Verbs: found_agency, found_usual_agencies, preview_import, import_agencies, revise_agency, correct_beginning,
move_agency, close_agency, appoint, relieve, order_signing, end_signing, found_committee, change_committee,
end_committee, found_programme, extend_programme, end_programme, record_review, learn_alias, learn_aliases,
forget_alias.
It must never know accounts, roles or permissions: a post is a fact of the organisation, not a right in the system.
"""
