"""The theme in Qt's own terms: a style sheet for the few stock widgets we use."""

from PySide6.QtGui import QColor, QPalette

from quickreply.ui.theme import BODY, GRID, INNER_RADIUS, SEARCH, SMALL, Colours, Theme

FAINT = "faint"
"""Name of a label in small and faint print."""

TROUBLE = "trouble"
"""Name of a label that says what is wrong."""

FIELD = "field"
"""Name of a box in a form."""

MAIN = "main"
"""Name of the button that does what a form is for."""

COMPLETIONS = "completions"
"""Name of the list of what may be meant while a field is written."""

QUIET = "quiet"
"""Name of a button that is only a picture."""


SMALL_BUTTON = "small"
"""Name of a button with a word or a number in the caption of a field."""


def sheet(theme: Theme) -> str:
    """Rules for every stock widget in our windows and for the tray menu."""
    families = ", ".join(f'"{family}"' for family in theme.body.families())
    sizes = {"body": BODY, "small": SMALL, "search": SEARCH, "grid": GRID, "radius": INNER_RADIUS}
    names = {
        "faint": FAINT,
        "trouble": TROUBLE,
        "field": FIELD,
        "main": MAIN,
        "quiet": QUIET,
        "small_button": SMALL_BUTTON,
        "completions": COMPLETIONS,
    }
    tick = theme.picture("tick-dark" if theme.dark else "tick")
    return _FORM.format(c=theme.colours, families=families, tick=tick, **names, **sizes)


def palette(colours: Colours) -> QPalette:
    """Colours for what the style sheet does not reach: selections, placeholders, the caret."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.surface,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    return made


_FORM = """
QLabel, QLineEdit, QPlainTextEdit, QMenu, QToolButton {{ font-family: {families}; font-size: {body}px; }}
QLabel {{ color: {c.text}; background: transparent; }}
QLabel#{faint} {{ color: {c.faint}; font-size: {small}px; }}
QLineEdit {{ font-size: {search}px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.faint}; }}
QLineEdit, QPlainTextEdit, QListView {{
    background: transparent; border: none; color: {c.text};
    selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; border: none; }}
QScrollBar::handle:vertical {{
    background: {c.thumb}; border-radius: 3px; min-height: 24px; margin: 2px;
}}
QScrollBar::handle:vertical:hover {{ background: {c.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; height: 0;
}}
QMenu {{
    background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
    padding: {grid}px;
}}
QMenu::item {{
    padding: 6px 28px 6px 12px; min-width: 168px; border-radius: {radius}px; background: transparent;
}}
QMenu::item:selected {{ background: {c.tint}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: {grid}px 8px; }}
QMenu::indicator, QMenu::icon {{ padding-left: 8px; }}
QToolButton {{
    color: {c.accent}; background: transparent; border: none; border-radius: {radius}px;
    padding: 6px 12px; font-weight: bold;
}}
QToolButton:hover {{ background: {c.tint}; color: {c.text}; }}
QToolButton#{quiet} {{ padding: 6px; }}
QToolButton#{quiet}:hover {{ background: {c.hover}; }}
QToolButton#{small_button} {{
    font-size: {small}px; font-weight: normal; color: {c.faint}; padding: 1px 6px;
}}
QToolButton#{small_button}:hover {{ background: {c.hover}; color: {c.text}; }}
QToolButton#{small_button}:checked {{ background: {c.tint}; color: {c.text}; }}
QLabel#{trouble} {{ color: {c.trouble}; font-size: {small}px; }}
QLineEdit#{field}, QPlainTextEdit#{field} {{
    font-size: {body}px; border: 1px solid {c.line}; border-radius: {radius}px; padding: 0 6px;
    background: {c.sunken};
}}
QPlainTextEdit#{field} {{ padding: 4px 2px 4px 4px; }}
QLineEdit#{field}:focus, QPlainTextEdit#{field}:focus {{ border-color: {c.accent}; background: {c.surface}; }}
QPushButton {{
    font-family: {families}; font-size: {body}px; color: {c.text}; background: {c.chip};
    border: 1px solid {c.chip}; border-radius: {radius}px; padding: 5px 14px;
}}
QPushButton:hover {{ background: {c.tint}; border-color: {c.tint}; }}
QPushButton:focus {{ border-color: {c.accent}; }}
QPushButton#{main} {{ color: {c.on_accent}; background: {c.accent}; border-color: {c.accent}; }}
QPushButton#{main}:focus {{ border-color: {c.text}; }}
QCheckBox {{ font-family: {families}; font-size: {small}px; color: {c.secondary}; spacing: 6px; }}
QCheckBox::indicator {{
    width: 14px; height: 14px; border: 1px solid {c.faint}; border-radius: 3px; background: {c.surface};
}}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{tick}"); }}
QCheckBox:focus {{ color: {c.text}; }}
QFrame#shelves {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {radius}px; }}
QListView#{completions} {{
    font-family: {families}; font-size: {body}px;
    background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; padding: {grid}px;
    selection-background-color: {c.tint}; selection-color: {c.text};
}}
"""
