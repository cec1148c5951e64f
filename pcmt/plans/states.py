"""The states of a task by name, where a query must pick among them; their moves are the rulebook's lifecycle "task"."""

START = "todo"
OPEN = ("todo", "doing")
FINISHED = "done"
WITHDRAWN = "withdrawn"
