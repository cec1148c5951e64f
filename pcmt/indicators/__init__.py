"""What the figures say: indicators computed on reading, and how far each target is reached.

Nouns: Value (a figure with its trace, never stored), Reading (one input with its references), Progress of a target,
Difference (two sources of one thing), Finding (which of them stands, and why), SavedDashboard (what a person looks at),
SavedTable (what a person put together).
Verbs: record_finding, save_dashboard, share_dashboard, unshare_dashboard, discard_dashboard,
save_table, drop_table, propose_public_page, open_public_page, close_public_page.
Questions: value, series, ranking, progress, differences, dashboard.
It must never know how a figure was entered, who is classified as what, or what a screen looks like.
"""
