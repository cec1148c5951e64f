"""The closed grammar of rules: parsed to a tree that is plain JSON, with one reference evaluator that keeps a trace.

    managed.users + managed.addicts            cells, by element code (with its category after the dot)
    indicator(T1a) < 0                         another indicator
    share(recognised == 1 over areas) * 100    sum, avg, min, max, count, share over areas, or over year (to date)
    previous(spots.stock) + found - cleared    one period back; last_year(...) the same period a year back
    a >= 1 and not (b == 0 or c < 2)           comparison and logic, with unknown as an answer

What the grammar cannot say is a named, tested Python function elsewhere; growing it needs a decision record.
"""
