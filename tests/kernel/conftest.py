"""Property tests here run on a small shared machine: few examples, and no deadline a single one could miss."""

from hypothesis import settings

settings.register_profile("small machine", deadline=None, max_examples=60)
settings.load_profile("small machine")
