"""Pages of indicators (Chỉ số): the list, and one indicator with its course, map, ranking and why."""
