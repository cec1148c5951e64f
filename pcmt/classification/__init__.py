"""Which class an area stands in: provisionally by its figures, and by the decision that a person takes once a year.

Nouns: Scheme (from the rulebook), Assessment (provisional, condition by condition, never stored), ClassDecision.
Verbs: decide_class, revoke_decision.
It must never know persons: it reads counts. It never decides; an assessment is no recognition (Quyết định số
28/2025/QĐ-TTg, Điều 7: the province's People's Committee approves the list).
"""
