"""Command line: questions → answers that can be right, from options, a terminal or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

AnswerT = TypeVar("AnswerT")


class Dialog:
    """Asks; what cannot be right is asked again on a terminal, and ends the command elsewhere.

    *given* are the options, by name: what they answer is not asked. With *asking* false nothing is
    asked at all, and a question without an answer of its own is wrong usage.
    """

    def __init__(self, given: Mapping[str, str | None], *, asking: bool) -> None:
        self._given, self.asking = given, asking
        self.lines = 0
        """How many lines were typed."""

    def is_given(self, name: str) -> bool:
        """Return whether an option answers the question *name*."""
        return self._given.get(name) is not None

    def ask(
        self,
        name: str,
        question: str,
        read: Callable[[str], AnswerT],
        *,
        empty: str | None = None,
        shown: str | None = None,
    ) -> AnswerT:
        """Return what *read* makes of the answer to *question*; Enter stands for the text *empty*.

        *name* is that of the option that answers it, *shown* what the question says of Enter.
        *read* raises ValueError with words for who typed.
        """
        option = self._given.get(name)
        if option is not None or not self.asking:
            text = option if option is not None else empty
            if text is None:
                raise click.UsageError(f"--{name.replace('_', '-')} is missing: {question}?")
            try:
                return read(text)
            except ValueError as error:
                raise click.UsageError(f"--{name.replace('_', '-')}: {error}") from error
        while True:
            typed = self._typed(question, shown if shown is not None else empty)
            try:
                return read(typed if typed.strip() or empty is None else empty)
            except ValueError as error:
                if not sys.stdin.isatty():
                    raise click.UsageError(
                        f"Line {self.lines} of what was typed ({question}): {error} Nothing was "
                        "written."
                    ) from error
                click.echo(f"  {error}")

    def _typed(self, question: str, shown: str | None) -> str:
        enter = f" (Enter: {shown or 'not known'})" if shown is not None else ""
        try:
            typed: str = click.prompt(f"{question}{enter}", default="", show_default=False)
        except click.Abort as error:
            if sys.stdin.isatty():
                raise
            raise click.UsageError(
                f"What was typed ended before this question: {question}. Nothing was written."
            ) from error
        self.lines += 1
        return typed
