"""Sections that show captioned images: a sample of predictions, the mistakes, and labels that look wrong."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.data.selection import sample
from mnist_desktop.evaluation.label_doubts import LabelDoubts, label_doubts
from mnist_desktop.ui.evaluation.image_captions import mistake_caption, verdict_caption
from mnist_desktop.ui.evaluation.image_words import description
from mnist_desktop.ui.evaluation.section import Section
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.captioned_grid import Caption, CaptionedGrid
from mnist_desktop.ui.widgets.labels import label

_SIDE, _LARGEST = 5, 140


class GallerySection(Section):
    """Words above a grid of images; a click on one asks for it."""

    def __init__(self, name: str, theme: Theme, *, lines: int, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName(f"evaluation-{name}-section")
        self._evaluated: Evaluated | None = None
        self.words = label("", "story", f"evaluation-{name}-words")
        self.grid = CaptionedGrid(theme, lines=lines)
        self.grid.setObjectName(f"evaluation-{name}")
        self.grid.setToolTip(self.tr("Click an image to see it large, with its probabilities"))
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self.words, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addLayout(self.head)
        self.column.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.moved.connect(self._on_chosen)

    def describe(self, index: int) -> str:
        """An image in words."""
        return "" if self._evaluated is None else description(self._evaluated, index)

    def _on_chosen(self, position: int) -> None:
        self.image_asked.emit(self.grid.index_at(position))


class PredictionsSection(GallerySection):
    """Five by five images picked at random: green where they were read right, red where not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__("predictions", theme, lines=1, parent=parent)
        self._seed = 0
        self.grid.setAccessibleName(self.tr("Predictions"))
        self.grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.fit_into(_SIDE, _SIDE, _LARGEST)
        self.others = QPushButton(self.tr("Other 25"))
        self.others.setObjectName("evaluation-others")
        self.others.setAccessibleName(self.tr("Other 25"))
        self.others.setToolTip(self.tr("Show 25 other images, picked at random (Ctrl+R)"))
        self.others.setShortcut("Ctrl+R")
        self.head.addWidget(self.others)
        self.others.clicked.connect(self._on_others)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show a sample of what was read."""
        self._evaluated = evaluated
        everything = np.arange(len(evaluated.measurement.labels), dtype=np.int64)
        chosen = sample(everything, _SIDE * _SIDE, self._seed)
        right = int(np.count_nonzero(evaluated.measurement.is_right[chosen]))
        self.words.setText(
            self.tr("{right} of {count} read right").format(right=f"{right:,}", count=f"{len(chosen):,}")
        )
        self.grid.show_captioned(
            evaluated.measured_set.images,
            chosen,
            self.describe,
            lambda index: verdict_caption(evaluated, index),
        )

    def _on_others(self) -> None:
        self._seed += 1
        if self._evaluated is not None:
            self.show_evaluated(self._evaluated)


class MistakesSection(GallerySection):
    """All images that were read wrong, the surest mistakes first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__("mistakes", theme, lines=3, parent=parent)
        self.grid.setAccessibleName(self.tr("Mistakes"))

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show the mistakes."""
        self._evaluated = evaluated
        report, found = evaluated.measurement.report, evaluated.measurement.mistakes()
        taken = len(found) - report.wrong
        self.words.setText(self._told(report.wrong, report.count, taken))
        self.grid.show_captioned(
            evaluated.measured_set.images,
            found,
            self.describe,
            lambda index: mistake_caption(evaluated, index),
        )

    def _told(self, wrong: int, count: int, taken: int) -> str:
        values = {"wrong": f"{wrong:,}", "count": f"{count:,}", "taken": f"{taken:,}"}
        if taken and not wrong:
            words = self.tr(
                "None of {count} was read wrong, but {taken} that show no digit were taken for one"
            )
            return words.format(**values)
        if taken:
            words = self.tr(
                "{wrong} of {count} read wrong, the surest first, then {taken} that show no digit "
                "but were taken for one"
            )
            return words.format(**values)
        if not wrong:
            return self.tr("None of {count} was read wrong").format(**values)
        return self.tr("{wrong} of {count} read wrong, the surest mistakes first").format(**values)


class LabelsSection(GallerySection):
    """Images whose label looks wrong, to be checked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__("labels", theme, lines=2, parent=parent)
        self.grid.setAccessibleName(self.tr("Labels that look wrong"))
        self.rule = label(
            self.tr(
                "The model finds another class at least as likely as it usually finds that class in images "
                "labelled so. That may be the model's mistake or the label's: look yourself. In images that "
                "it has learnt from, it doubts fewer labels."
            ),
            "muted",
            "evaluation-labels-rule",
        )
        self.rule.setWordWrap(True)
        self.rule.setToolTip(
            self.tr("The rule of confident learning: C. Northcutt, L. Jiang, I. Chuang, 2021")
        )
        self.column.insertWidget(1, self.rule)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show what looks wrong, the most doubtful first."""
        self._evaluated = evaluated
        doubts = label_doubts(evaluated.measurement)
        count = len(doubts.indices)
        self.words.setText(
            self.tr("Labels that look wrong: {count} of {all}, the most doubtful first").format(
                count=f"{count:,}", all=f"{evaluated.measurement.report.count:,}"
            )
            if count
            else self.tr("No label looks wrong")
        )
        captions = self._captions(evaluated, doubts)
        self.grid.show_captioned(
            evaluated.measured_set.images, doubts.indices, self.describe, captions.__getitem__
        )

    def _captions(self, evaluated: Evaluated, doubts: LabelDoubts) -> dict[int, Caption]:
        names = evaluated.measurement.class_names
        return {
            int(index): Caption(
                (
                    self.tr("labelled {label}").format(label=evaluated.measured_set.label_of(int(index))),
                    self.tr("looks like {name}").format(name=names[int(suggested)]),
                )
            )
            for index, suggested in zip(doubts.indices, doubts.suggested, strict=True)
        }
