"""The theme for the stock widgets that only the import window has."""

from quickreply.ui.theme import GRID, INNER_RADIUS, SMALL, Theme

PRIMARY = "primary"
"""Name of the button that Enter presses."""

HEADING = "heading"
TROUBLE = "trouble"
CHIP = "chip"
DROP = "drop"


def sheet(theme: Theme) -> str:
    """Rules to go behind those of `ui/style`."""
    families = ", ".join(f'"{family}"' for family in theme.body.families())
    return _FORM.format(
        down=theme.picture("down"),
        c=theme.colours,
        families=families,
        small=SMALL,
        grid=GRID,
        radius=INNER_RADIUS,
        more=2 * GRID,
    )


_FORM = """
QWidget#import {{ background: {c.surface}; }}
QWidget#foot {{ background: {c.sunken}; border-top: 1px solid {c.line}; }}
QLabel#heading {{ font-size: 18px; font-weight: bold; }}
QLabel#trouble {{ color: {c.trouble}; }}
QFrame#drop {{ border: 2px dashed {c.line}; border-radius: 10px; }}
QFrame#drop[over="true"] {{ border-color: {c.accent}; background: {c.tint}; }}
QPushButton, QComboBox, QCheckBox, QTableView, QHeaderView, QProgressBar, QTextBrowser {{
    font-family: {families}; font-size: 14px; color: {c.text};
}}
QPushButton {{
    background: {c.chip}; border: 1px solid {c.line}; border-radius: {radius}px; padding: 6px 16px;
}}
QPushButton:hover {{ background: {c.tint}; }}
QPushButton:focus {{ border-color: {c.accent}; }}
QPushButton:disabled {{ color: {c.faint}; background: {c.sunken}; }}
QPushButton#primary {{
    background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; font-weight: bold;
}}
QPushButton#primary:focus {{ border-color: {c.text}; }}
QPushButton#primary:disabled {{ background: {c.chip}; border-color: {c.line}; color: {c.faint}; }}
QPushButton#chip {{ padding: 3px 10px; border-radius: 12px; font-size: {small}px; background: transparent; }}
QPushButton#chip:checked {{ background: {c.tint}; border-color: {c.accent}; }}
QPushButton#chip:disabled {{ color: {c.faint}; }}
QLineEdit, QComboBox {{
    font-size: 14px; background: {c.surface}; border: 1px solid {c.line}; border-radius: {radius}px;
    padding: 4px {more}px; min-height: 20px;
}}
QComboBox QLineEdit {{ border: none; padding: 0; }}
QLineEdit:focus, QComboBox:focus {{ border-color: {c.accent}; }}
QComboBox:disabled, QLineEdit:disabled {{ color: {c.faint}; background: {c.sunken}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; outline: none;
    selection-background-color: {c.tint}; selection-color: {c.text};
}}
QTableView {{
    background: {c.surface}; border: 1px solid {c.line}; border-radius: {radius}px; gridline-color: {c.line};
    selection-background-color: {c.tint}; selection-color: {c.text}; outline: none;
}}
QTableView::item {{ padding: 2px {more}px; }}
QTableView QTableCornerButton::section {{ background: {c.sunken}; border: none; }}
QHeaderView {{ background: {c.sunken}; }}
QHeaderView::section {{
    background: {c.sunken}; color: {c.secondary}; font-size: {small}px; border: none;
    border-bottom: 1px solid {c.line}; padding: 6px {more}px;
}}
QTextBrowser {{
    background: {c.sunken}; border: 1px solid {c.line}; border-radius: {radius}px; padding: {grid}px;
}}
QProgressBar {{ border: none; border-radius: 3px; background: {c.chip}; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; border: none; }}
QScrollBar::handle:horizontal {{
    background: {c.thumb}; border-radius: 3px; min-width: 24px; margin: 2px;
}}
"""
