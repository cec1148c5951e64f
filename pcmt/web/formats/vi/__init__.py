"""Vietnamese formats, in the place where Django looks for them (FORMAT_MODULE_PATH)."""
