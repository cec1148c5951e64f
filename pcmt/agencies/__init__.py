"""Organisations, the persons in their posts, and steering committees, in time.

Nouns: Agency, AgencyAlias (a name by which documents call it), Person, Post (a person holding a title from a day to a
day), Committee and its members. Verbs: found_agency, appoint, relieve, found_committee, learn_alias,
forget_alias.
It must never know accounts, roles or permissions: a post is a fact of the organisation, not a right in the system.
"""
