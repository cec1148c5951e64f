"""Pages of plans: plans, targets with their roadmap, tasks with their progress; adopting a suggestion."""
