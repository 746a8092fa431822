"""Step 1, load: the folder content/ → ``Content``, in which each value keeps its place.

In: YAML files. Out: frozen, validated models and every problem on the way; no content makes it
raise. It checks the form of each file on its own; what ties files together is step 2.
"""

from .content import Content, ContentIncompleteError, Host
from .files import load_file, load_tree
from .folder import ContentFolder, Contents, load_content, load_hosts
from .kinds import context_prefix, domain_of, kind_of
from .loaded_file import LoadedFile
from .recent import RecentFiles

__all__ = [
    "Content",
    "ContentFolder",
    "ContentIncompleteError",
    "Contents",
    "Host",
    "LoadedFile",
    "RecentFiles",
    "context_prefix",
    "domain_of",
    "kind_of",
    "load_content",
    "load_file",
    "load_hosts",
    "load_tree",
]
