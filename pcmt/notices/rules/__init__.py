"""When people are told, in which words, and how a calendar is written: pure."""
