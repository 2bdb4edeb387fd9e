"""Fills the HTML of a phrase: what comes from outside is text in it, never markup."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from quickreply.core.template.filling import World, fill
from quickreply.core.template.reading import parse


def fill_markup(html: str, world: World) -> str:
    """The HTML with all that the world knows of its gaps; nothing if it lacks more than the text did.

    Gaps stand between tags only: who lets HTML in takes them out of attributes.
    """
    return fill(parse(html), _escaped(world)).text


def _escaped(world: World) -> World:
    def phrase(code: str) -> str | None:
        text = world.phrase(code)
        return None if text is None else _text(text)

    return replace(
        world,
        profile=_values(world.profile),
        constants=_values(world.constants),
        tables={
            name: {_text(key): _text(value) for key, value in rows.items()}
            for name, rows in world.tables.items()
        },
        answers=_values(world.answers),
        clipboard=None if world.clipboard is None else _text(world.clipboard),
        phrase=phrase,
    )


def _values(values: Mapping[str, str]) -> Mapping[str, str]:
    return {name: _text(value) for name, value in values.items()}


def _text(value: str) -> str:
    return escape(value, quote=False).replace("\n", "<br>")
