"""Blank forms both ways: laid out cell by cell, signed, handed out, filled in offline, and read back.

A blank (`blanks.spec`) is written (`writing`) with a hidden sheet that says what stands where, under a signature
(`manifest`). What comes back is refused as a whole where it is no such blank or was rebuilt (`reading`); its figures
are read cell by cell (`figures`), and its faults go back into the same file (`returning`). The key of the signature
belongs to whoever calls; this package never sees it.
"""
