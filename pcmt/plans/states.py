"""The states of plans and tasks by name, where a query must pick among them; their moves: the rulebook's lifecycles."""

PLAN_DRAFT = "draft"
PLAN_ACTIVE = "active"
NOT_ISSUED = ("draft", "discarded")

START = "todo"
OPEN = ("todo", "doing", "returned")
"""Its agencies have something to do; late is told of these alone."""

REPORTED = "reported"
RETURNED = "returned"
PAUSED = "paused"
FINISHED = "done"
WITHDRAWN = "withdrawn"
STANDING = (*OPEN, REPORTED, PAUSED)
"""Not ended: still to be done, to be accepted, or put off."""
