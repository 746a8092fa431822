"""What stops a build."""


class BuildError(Exception):
    """The build cannot go on; the message tells an editor what to do."""
