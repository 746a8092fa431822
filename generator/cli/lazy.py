"""Command line: groups that import the module of a command when it is called, not before.

A list of commands takes their help from the source: importing all would take two seconds.
"""

from __future__ import annotations

import ast
import importlib
from collections import UserDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click


class _Listed(click.Command):
    """A command that was not imported: it can be listed."""

    def __init__(self, name: str, place: str) -> None:
        super().__init__(name)
        module, _, function = place.partition(":")
        self.module, self.function = module, function or name

    def load(self) -> click.Command:
        """Import the command itself."""
        module = importlib.import_module(f".{self.module}", __package__)
        command: click.Command = getattr(module, self.function)
        return command

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return its line in a list of commands."""
        source = Path(__file__).with_name(f"{self.module}.py").read_bytes()
        self.help = next(
            ast.get_docstring(node)
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef) and node.name == self.function
        )
        return super().get_short_help_str(limit)


class OnDemand(UserDict[str, click.Command]):
    """Commands by name, each imported when it is looked up."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """*places* of commands: module of ``cli/``, and ``:function`` if it is named otherwise."""
        super().__init__({name: _Listed(name, place) for name, place in places.items()})

    def __getitem__(self, name: str) -> click.Command:
        command = super().__getitem__(name)
        if isinstance(command, _Listed):
            self[name] = command = command.load()
        return command


class LazyGroup(click.Group):
    """A group whose commands are, or begin as, ``OnDemand``."""

    def __init__(
        self, *words: Any, places: Mapping[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(*words, **options)
        self.commands = self._on_demand = OnDemand(places or {})

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands as click does, without importing them."""
        click.Group(commands=self._on_demand.data).format_commands(ctx, formatter)
