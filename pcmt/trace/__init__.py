"""Why is this so? Follows a figure up to the sentence that asked for it and down to its typist, a right to its grant.

Nouns: Reference (`cell:ID`, `value:INDICATOR/AREA/PERIOD`, `target:ID`, `task:ID`, `provision:DOCUMENT#ANCHOR`,
`report:ID#BLOCK`), TraceNode, Explanation (why somebody may or may not). Verbs: none; it only
reads, across all packages below.
It must never know how to change a thing, nor show what its reader may not see where the thing itself stands.
"""
