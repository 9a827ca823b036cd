"""`mnist-desktop data`: the data sets of this machine; importing, exporting and removing them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mnist_desktop.cli.data_progress import progress_line
from mnist_desktop.cli.data_words import facts_words, survey_record, survey_words
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.wording import sentence
from mnist_desktop.data.exporting.export import ExportFormat, export_set
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.importing.understood import (
    DEFAULT_TEST_SHARE,
    Choices,
    LabelColumn,
    Polarity,
    Sizing,
)
from mnist_desktop.data.set_library import DamagedSet, SetLibrary
from mnist_desktop.models.class_names import read_class_names
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `data` with its own verbs."""
    data = verbs.add_parser("data", help="list, import, export and remove data sets")
    actions = data.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="list the data sets: MNIST, then those imported")
    listing.set_defaults(run=run_list)
    _add_import(actions)
    exporting = actions.add_parser("export", help="write a data set as files that others read")
    exporting.add_argument("set", metavar="SET", help="a data set by name or identifier; mnist is one")
    exporting.add_argument("output", metavar="OUT", help="an .npz file, or a new folder")
    exporting.add_argument(
        "--format",
        choices=[form.value for form in ExportFormat],
        help="npz where OUT ends in .npz, else idx; images writes PNG files in folders by class",
    )
    exporting.add_argument("--plain", action="store_true", help="idx and csv without gzip")
    exporting.set_defaults(run=run_export)
    removing = actions.add_parser("remove", help="remove data sets for good; asks first on a terminal")
    removing.add_argument("sets", nargs="+", metavar="SET", help="by name or identifier")
    removing.add_argument("--yes", action="store_true", help="remove without asking")
    removing.set_defaults(run=run_remove)
    for parser in (listing, exporting, removing):
        parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_import(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = actions.add_parser(
        "import",
        help="take over a data set of others",
        description="Take over a data set: IDX files (any of them, or their folder; the others are found), "
        ".npz, a folder of .npy, tables (CSV, plain or gzip), a folder with a folder of images for each "
        "class (in train and test perhaps, by writer perhaps), ink. The content tells what it is.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="of one set; or one folder")
    parser.add_argument(
        "--name", metavar="N", default="", help="of the set; otherwise the file's or folder's"
    )
    parser.add_argument("--polarity", choices=[way.value for way in Polarity], help="otherwise found out")
    parser.add_argument(
        "--labels", choices=[column.value for column in LabelColumn], help="where a table has them"
    )
    parser.add_argument("--classes", metavar="FILE", help="their names, one a line or a JSON list")
    parser.add_argument(
        "--test-share",
        type=_share,
        default=DEFAULT_TEST_SHARE,
        metavar="S",
        help="0 to 0.9, of a set that is not divided: how much to measure on (default %(default)s)",
    )
    parser.add_argument(
        "--fit", action="store_true", help="find the ink in each image and centre it as MNIST's is"
    )
    parser.add_argument(
        "--transpose", action="store_true", help="exchange rows and columns, which lie so in EMNIST's files"
    )
    parser.add_argument("--skip-unreadable", action="store_true", help="leave out images that are damaged")
    parser.add_argument("--look", action="store_true", help="only tell what was understood; take nothing")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run_import)


def run_list(_arguments: argparse.Namespace, output: Output) -> int:
    """Print a line for each set."""
    for entry in _library().sets():
        if isinstance(entry, DamagedSet):
            words = sentence(entry.problem)
            output.line(f"{entry.identifier}  {words}", {"identifier": entry.identifier, "damage": words})
        else:
            output.line(facts_words(entry), asdict(entry))
    return 0


def run_import(arguments: argparse.Namespace, output: Output) -> int:
    """Take a set over, or with `--look` only tell what it is."""
    paths = [Path(name) for name in arguments.files]
    labels = LabelColumn(arguments.labels) if arguments.labels else None
    found = survey(paths, labels)
    choices = Choices(
        name=arguments.name,
        polarity=Polarity(arguments.polarity) if arguments.polarity else None,
        class_names=read_class_names(Path(arguments.classes)) if arguments.classes else (),
        label_column=labels,
        test_share=arguments.test_share,
        sizing=Sizing.FIT if arguments.fit else Sizing.SCALE,
        transposed=arguments.transpose,
        skip_unreadable=arguments.skip_unreadable,
    )
    if arguments.look:
        output.line(survey_words(found, choices), survey_record(found, choices))
        return 0
    output.note(survey_words(found, choices).replace("\n", "; "))
    with progress_line(output.as_json) as progress:
        taken = take(found, choices, progress)
    facts = _library().keep(taken, ", ".join(str(path.absolute()) for path in paths[:4]))
    left_out = found.left_out + found.count - taken.train.count - taken.test.count
    more = f"; {left_out:,} without a label or unreadable were left out" if left_out else ""
    output.line(f"{facts_words(facts)}{more}", {**asdict(facts), "left_out": left_out})
    return 0


def run_export(arguments: argparse.Namespace, output: Output) -> int:
    """Write a set as files."""
    library, target = _library(), Path(arguments.output)
    form = _form(arguments.format, target)
    data_set = library.open(library.find(arguments.set).identifier)
    with progress_line(output.as_json) as progress:
        export_set(data_set, target, form, packed=not arguments.plain, progress=progress)
    record: dict[str, Any] = {"set": data_set.identifier, "output": str(target), "format": form.value}
    output.line(f"{data_set.name} was written to {target}", record)
    return 0


def run_remove(arguments: argparse.Namespace, output: Output) -> int:
    """Remove sets for good; 1 where the answer was no, 2 where there is nobody to ask."""
    library = _library()
    wanted = [_removable(library, name) for name in dict.fromkeys(arguments.sets)]
    if not arguments.yes:
        if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
            output.trouble("nobody is there to ask whether to remove; --yes removes without asking")
            return 2
        if not _agrees([name for _, name in wanted]):
            output.trouble("nothing was removed")
            return 1
    for identifier, name in wanted:
        library.remove(identifier)
        output.line(f"removed {identifier}  {name}", {"removed": identifier, "name": name})
    return 0


def _library() -> SetLibrary:
    return SetLibrary(user_places().data_sets)


def _removable(library: SetLibrary, wanted: str) -> tuple[str, str]:
    """Identifier and name, of a damaged set too; Problem SET_UNKNOWN or SET_BUNDLED."""
    for entry in library.sets():
        if isinstance(entry, DamagedSet) and entry.identifier == wanted:
            return wanted, wanted
    facts = library.find(wanted)
    if not facts.kept_on:
        raise Problem(ProblemCode.SET_BUNDLED, name=facts.name)
    return facts.identifier, facts.name


def _agrees(names: Sequence[str]) -> bool:
    """Ask on standard error, as standard output is for results; no answer is a no."""
    sys.stderr.write("".join(f"  {name}\n" for name in names) + "Remove for good? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _form(wanted: str | None, target: Path) -> ExportFormat:
    if wanted:
        return ExportFormat(wanted)
    return ExportFormat.NPZ if target.suffix.lower() == ".npz" else ExportFormat.IDX


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 0.9:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 0.9")
    return share
