"""The errors that a user can do something about: one clear line, exit 2."""

from __future__ import annotations


class UserError(Exception):
    """The message says, in one line, what is wrong and what to do; it names the file."""
