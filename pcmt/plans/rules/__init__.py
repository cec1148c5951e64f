"""Pure rules of plans: what a target and a task must say, when a task is late, when a target falls below its floor."""
