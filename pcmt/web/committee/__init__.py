"""Pages of committees at work: meetings, what they concluded, the tasks that came of it."""
