"""Old books of figures: sheets of any shape recognised, read cell by cell, and held against units and elements.

`words` knows the vocabulary, `periods` and `places` read names of periods and units, `layout` says where the three are
named, `guessing` finds that out, `rows` and `reading` go through a sheet by it, `values` reads figures, `naming` finds
elements by their labels, `sums` checks totals, `fitting` puts all together into figures and faults.
"""
