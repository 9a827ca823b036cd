"""The fields of a plan as rows, and rows as a column."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from mnist_desktop.ui.training.field_row import FieldRow
from mnist_desktop.ui.training.plan_fields import PlanFields

_BETWEEN_ROWS = 4
"""Beside the room that each row keeps for what is told beneath it."""


def rows_of(fields: PlanFields) -> dict[str, FieldRow]:
    """A row for each field of a plan, by the plan's names."""
    return {
        "epochs": FieldRow(fields.epochs),
        "batch_size": FieldRow(fields.batch_size),
        "learning_rate": FieldRow(fields.learning_rate),
        "optimizer": FieldRow(fields.optimizer),
        "validation": FieldRow(fields.validation),
        "validation_share": FieldRow(fields.validation_share),
        "schedule": FieldRow(fields.schedule),
        "image_limit": FieldRow(fields.image_limit),
        "patience": FieldRow(fields.patience, switch=fields.early_stopping),
        "keep_best": FieldRow(fields.keep_best),
        "precision": FieldRow(fields.precision),
        "l2": FieldRow(fields.l2),
        "one_hot": FieldRow(fields.labels),
        "seed": FieldRow(fields.seed),
    }


def column_of(rows: Iterable[FieldRow]) -> QWidget:
    """The rows beneath each other."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_BETWEEN_ROWS)
    for row in rows:
        column.addWidget(row)
    return made


def lay_over(column: QLayout | None, guest: QWidget, margin: int, widest: int) -> None:
    """Put a widget in a column's second place, with a margin to the right; one that is there stays."""
    if isinstance(column, QVBoxLayout) and column.indexOf(guest) < 0:
        was_hidden = guest.isHidden()
        guest.setContentsMargins(0, 0, margin, 0)
        guest.setMinimumWidth(0)
        guest.setMaximumWidth(widest)
        column.insertWidget(1, guest, 1)
        guest.setHidden(was_hidden)
