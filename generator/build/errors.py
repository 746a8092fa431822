"""Step 5: the exception that stops a build."""


class BuildError(Exception):
    """The build cannot continue; the message says what an editor can do."""
