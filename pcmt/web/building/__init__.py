"""Pages on which an official builds a form that becomes rule data."""
