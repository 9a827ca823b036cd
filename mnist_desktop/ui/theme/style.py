"""The style sheet, made from the colours. Measures: steps of 4, controls 32 high, corners of 6."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.theme.colours import Colours

_SHEET = Template("""
QWidget { color: $ink; font-size: 13px; }
QMainWindow, QDialog { background: $surface; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $paper; color: $ink; border: 1px solid $line; padding: 4px 8px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 22px; font-weight: 600; }
QLabel[role="heading"] { font-size: 16px; font-weight: 600; }
QLabel[role="caption"] { font-size: 11px; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="figure"] { font-size: 22px; font-weight: 600; }
QLabel[role="reading"] { font-size: 132px; font-weight: 500; }
QLabel[role="reading_name"] { font-size: 36px; font-weight: 500; }
QLabel[role="reading_long_name"] { font-size: 24px; font-weight: 500; }
QLabel[role="no_reading"] { font-size: 132px; font-weight: 500; color: $field_line; }
QLabel[role="small_reading"] { font-size: 40px; font-weight: 500; }
QLabel[role="strong"] { font-weight: 600; }
QLabel#certainty { font-size: 16px; }
QLabel[role="story"] { font-size: 16px; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="trouble"] { font-size: 11px; color: $danger; }

QPushButton, QToolButton[role="tool"] {
    background: $paper; border: 1px solid $line; border-radius: 6px;
    min-height: 30px; padding: 0 12px;
}
QPushButton:hover, QToolButton[role="tool"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[role="tool"]:pressed { background: $pressed; }
QPushButton:focus, QToolButton[role="tool"]:focus { border: 2px solid $accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { color: $field_line; background: $surface; }
QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton[role="primary"] { background: $accent; color: $accent_text; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="primary"]:disabled { background: $bar; border-color: $bar; color: $surface; }
QPushButton[role="danger"] { color: $danger; }
QPushButton[role="danger"]:disabled { color: $field_line; }
QPushButton[role="flat"], QToolButton[role="flat"] { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover { background: $hover; }
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus { border: 2px solid $accent; }
QToolButton[role="fold"] { background: transparent; border: 2px solid transparent; border-left-width: 0; border-radius: 6px; padding: 0; }
QToolButton[role="fold"]:hover { background: $hover; }
QToolButton[role="fold"]:focus { border: 2px solid $accent; border-left-width: 0; }
QToolButton[role="flat"]::menu-indicator, QToolButton[role="tool"]::menu-indicator { image: none; }
QPushButton[role="section"] { background: transparent; border: 1px solid transparent; color: $muted; }
QPushButton[role="section"]:hover { background: $hover; }
QPushButton[role="section"]:checked { background: $accent_soft; border-color: transparent; color: $ink; }
QPushButton[role="section"]:focus { border: 2px solid $accent; }
QPushButton[role="chip"] { border-radius: 15px; padding: 0 10px; min-width: 12px; }

QToolButton[role="tool"] { min-width: 30px; padding: 0; }
QToolButton[role="tool"]:focus { min-width: 28px; padding: 0; }
QToolButton[role="tool"]:checked { background: $accent_soft; border-color: $accent; }
QToolButton[role="tool"]:disabled { background: $surface; }

QWidget[role="asking"] { border: 2px solid transparent; border-radius: 6px; }
QWidget[role="asking"]:hover { background: $hover; }
QWidget[role="asking"]:focus { border-color: $accent; }

QWidget#sidebar { background: $sidebar; border-right: 1px solid $line; }
QToolButton[role="place"] {
    background: transparent; border: 2px solid transparent; border-radius: 6px; color: $muted;
    font-size: 11px; min-width: 68px; min-height: 52px; padding: 4px 0;
}
QToolButton[role="place"]:hover { background: $hover; }
QToolButton[role="place"]:checked { background: $accent_soft; color: $ink; font-weight: 600; }
QToolButton[role="place"]:focus { border-color: $accent; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {
    background: $paper; border: 1px solid $field_line; border-radius: 6px; min-height: 30px; padding: 0 8px;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 7px; min-height: 28px; }
QSpinBox[wrong="true"], QDoubleSpinBox[wrong="true"], QComboBox[wrong="true"] { border-color: $danger; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $field_line; background: $surface; border-color: $line; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent; padding: 0 4px; min-height: 0; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { border: none; padding: 0 4px; min-height: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: url("$icons/arrow-down-off.svg"); }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $line; outline: 0; selection-background-color: $accent_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 4px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; width: 24px; border: none; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; width: 24px; border: none; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/arrow-up.svg"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 12px; height: 12px; }
QSpinBox::up-arrow:disabled, QDoubleSpinBox::up-arrow:disabled { image: url("$icons/arrow-up-off.svg"); }
QSpinBox::down-arrow:disabled, QDoubleSpinBox::down-arrow:disabled { image: url("$icons/arrow-down-off.svg"); }

QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; border: 2px solid transparent; border-radius: 6px; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 16px; height: 16px; border: 1px solid $field_line; background: $paper; }
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton { padding-right: 6px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/$tick"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; background: $paper; border: 5px solid $accent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; outline: none; }
QCheckBox:disabled, QRadioButton:disabled { color: $field_line; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled, QListView::indicator:disabled { background: $surface; border-color: $line; }
QCheckBox::indicator:checked:disabled, QListView::indicator:checked:disabled { background: $bar; border-color: $bar; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $bar; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: $accent; }
QSlider:focus { border: 1px solid $accent; border-radius: 6px; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $field_line; }

QListView, QTreeView, QTableView, QPlainTextEdit, QTextBrowser, QTextEdit {
    background: $paper; border: 1px solid $line; border-radius: 6px; outline: 0;
    selection-background-color: $accent_soft; selection-color: $ink; gridline-color: $line;
}
QListView:focus, QTreeView:focus, QTableView:focus { border-color: $accent; }
QTableView::item, QTreeView::item { padding: 4px 8px; }
QListWidget::item { padding: 0 8px; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line; padding: 6px 11px; font-size: 11px; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollArea[role="pane"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[role="pane"]:focus { border-color: $accent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $bar; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $field_line; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; width: 0; height: 0; }

QAbstractScrollArea::corner { background: transparent; border: none; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }

QMenuBar { background: $surface; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 6px 12px; background: transparent; }
QMenuBar::item:selected { background: $hover; border-radius: 6px; }
QMenu { background: $paper; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::indicator { width: 14px; height: 14px; }
QMenu::indicator:checked { image: url("$icons/$menu_tick"); }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $field_line; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QStatusBar { background: $surface; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QProgressBar { background: $bar; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { padding: 8px 16px; color: $muted; background: transparent; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }

QFrame#board { background: $paper; border: 1px solid $line; }
QFrame[role="rule"] { background: $line; max-height: 1px; border: none; }
QFrame[role="card"] { background: $paper; border: 1px solid $line; border-radius: 6px; }
""")


def stylesheet(colours: Colours) -> str:
    """Qt style sheet for the whole application."""
    values = asdict(colours)
    values["icons"] = resource_path("icons", "controls").as_posix()
    values["accent_hover"] = "#85ACFF" if colours.is_dark else "#2560D6"
    values["tick"] = "tick-dark.svg" if colours.is_dark else "tick-light.svg"
    # Drawn for the accent, which is dark where the paper is light: on paper it is the other one.
    values["menu_tick"] = "tick-light.svg" if colours.is_dark else "tick-dark.svg"
    return _SHEET.substitute(values)
