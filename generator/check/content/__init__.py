"""Step 2, rules about content: facts, sources, numbers, safety, ids, plain English, paper.

Every module is read here, so that its checks are among all.
"""

from importlib import import_module
from pkgutil import walk_packages

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)
