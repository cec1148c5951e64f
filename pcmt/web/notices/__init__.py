"""Pages of notices: the calendar of what is owed, its secret address, reminders and what one chose."""
