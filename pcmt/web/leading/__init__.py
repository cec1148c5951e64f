"""Pages for those who lead: scorecards, the leader's page, communes side by side."""
