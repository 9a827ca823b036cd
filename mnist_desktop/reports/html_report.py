"""A report as one HTML page that needs nothing else: no network, no other file, no script."""

from __future__ import annotations

from mnist_desktop.reports.figures_part import classes_part, figures_part, others_part, writers_part
from mnist_desktop.reports.markup import Markup, element, joined, lone
from mnist_desktop.reports.mistakes_part import confusion_part, gallery_part
from mnist_desktop.reports.model_part import model_part, training_part
from mnist_desktop.reports.page_style import PAGE_STYLE
from mnist_desktop.reports.robustness_part import robustness_part
from mnist_desktop.reports.sureness_part import sureness_part
from mnist_desktop.reports.told import EvaluationTold


def html_report(told: EvaluationTold) -> str:
    """The whole page."""
    title = f"{told.model} on {told.set_name}"
    head = element(
        "head",
        lone("meta", charset="utf-8"),
        lone("meta", name="viewport", content="width=device-width, initial-scale=1"),
        # The page loads nothing, whatever a name in it may try.
        lone(
            "meta",
            http_equiv="Content-Security-Policy",
            content="default-src 'none'; img-src data:; style-src 'unsafe-inline'",
        ),
        element("title", title),
        element("style", Markup(PAGE_STYLE)),
    )
    parts = (
        figures_part,
        confusion_part,
        classes_part,
        sureness_part,
        robustness_part,
        writers_part,
        others_part,
        gallery_part,
        model_part,
        training_part,
    )
    body = element(
        "body",
        element("header", element("h1", title), element("p", _when(told), class_="muted")),
        element("main", *(part(told) for part in parts)),
        element("footer", f"Written by MNIST Desktop {told.version}."),
    )
    return joined((Markup("<!DOCTYPE html>\n"), element("html", head, body, lang="en"), Markup("\n")))


def _when(told: EvaluationTold) -> str:
    images = f"{len(told.measurement.labels):,} images"
    return f"{images}, evaluated {told.written:%d %B %Y, %H:%M} in {told.seconds:.1f} s"
