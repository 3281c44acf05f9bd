"""The visible stamp drawn into a copy of a file: in a child process, for files come from anywhere."""
