"""A plan's targets and tasks as a sheet, the same both ways: what is handed out can be handed back, changed.

`sheet` is the shape, `writing` fills it from what plans show, `entering` takes rows back by the verbs of this package.
"""
