"""What people are told of deadlines, and when: reminders on the desk, one mail a day, and the address of a calendar.

Nouns: notice, digest, choice, feed. Verbs: tell, send_digest, mark_seen, choose, open_feed, use_feed, close_feed.
It must never know what a report or a task is: jobs ask those packages what is due and hand over titles and days.
"""
