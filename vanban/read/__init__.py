"""The reading side: stages from text to findings, each one small, each keeping every finding's place in the text.

blocks (paragraphs, cells) → layout (head, body, signature, attached plan, annexes) → metadata, outline, citations,
targets, assignments → Reading.
"""
