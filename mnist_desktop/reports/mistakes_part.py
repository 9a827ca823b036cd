"""What was read as what, and the images of it."""

from __future__ import annotations

from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.evaluation.confusions import most_confused, shares_of_rows
from mnist_desktop.reports.markup import Markup, element, picture, section, share, table
from mnist_desktop.reports.told import EvaluationTold

MOST_IMAGES = 200
_MOST_PAIRS = 10
_WIDEST_MATRIX = 40


def confusion_part(told: EvaluationTold) -> Markup:
    """The confusion matrix, where it is no wider than a page, and the most frequent confusions."""
    report = told.measurement.report
    if not report.count:
        return Markup()
    names = [part.label for part in report.per_class]
    pairs = most_confused(report.confusion, _MOST_PAIRS)
    rows = [(f"{names[pair.true]} read as {names[pair.read]}", f"{pair.count:,}") for pair in pairs]
    most = [table(("Most frequent", "Times"), rows)] if rows else []
    matrix = [_matrix(told, names)] if len(names) <= _WIDEST_MATRIX else []
    return section("Confusions", element("div", *matrix, *most, class_="beside"))


def gallery_part(told: EvaluationTold) -> Markup:
    """The images that were read wrong, the most confident first."""
    indices = told.measurement.mistakes()
    if not len(indices):
        return section("Mistakes", element("p", "None."))
    shown = indices[:MOST_IMAGES]
    words = f"{len(indices):,} images, the most confident mistakes first."
    if len(shown) < len(indices):
        words = f"{words} The first {len(shown):,} are shown."
    images = element("div", *(_image(told, int(index)) for index in shown), class_="gallery")
    return section("Mistakes", element("p", words, class_="muted"), images)


def _matrix(told: EvaluationTold, names: list[str]) -> Markup:
    confusion = told.measurement.report.confusion
    shares = shares_of_rows(confusion)
    head = element("tr", element("th", "true \\ read"), *(element("th", name, scope="col") for name in names))
    rows = [
        element(
            "tr",
            element("th", name, scope="row"),
            *(
                _cell(count, shares[true][read], is_right=true == read)
                for read, count in enumerate(confusion[true])
            ),
        )
        for true, name in enumerate(names)
    ]
    caption = element("caption", "A row for each true class, a column for each answer; counts.")
    whole = element("table", caption, element("thead", head), element("tbody", *rows), class_="matrix")
    return element("div", whole, class_="wide")


def _cell(count: int, part: float, *, is_right: bool) -> Markup:
    return element(
        "td",
        f"{count:,}" if count else "",
        style=f"--share:{part:.3f}" if is_right else f"--share:{min(1.0, part * 10):.3f}",
        class_=None if is_right else "wrong",
    )


def _image(told: EvaluationTold, index: int) -> Markup:
    measurement = told.measurement
    true = measurement.truth.names[int(measurement.truth.named[index])]
    read = int(measurement.predictions[index])
    if read == NO_CLASS:
        words = f"{true}, without ink"
    else:
        sure = share(float(measurement.probabilities[index, read]), 1)
        words = f"{true} read as {measurement.class_names[read]}, {sure}"
    number = element("small", f"no. {index:,}", class_="muted")
    return element("figure", picture(told.images[index], words), element("figcaption", words), number)
