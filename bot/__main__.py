"""``python -m bot COMMAND``: see ``design`` in docs/architecture.md; stdout carries JSON lines only."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

_WHAT = "visits items prices contracts flags outbox timers rules audit people".split()  # noqa: SIM905


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    common = argparse.ArgumentParser(add_help=False)
    default = Path(os.environ.get("BIHUAN_DATA", "data"))
    common.add_argument("--data", type=Path, default=default, help="data directory")
    top = argparse.ArgumentParser(prog="python -m bot")
    commands = top.add_subparsers(dest="command", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, parents=[common])

    run = command("run", "start the bot")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8080)
    command("doctor", "check the installation")
    load = command("import", "load workbooks")
    load.add_argument("files", nargs="*", metavar="FILE")
    load.add_argument("--dry-run", action="store_true")
    load.add_argument("--undo", metavar="BATCH")
    play = command("play", "play a scripted conversation")
    play.add_argument("script", type=Path, metavar="FILE.jsonl")
    play.add_argument("--company", type=Path, required=True, metavar="BOOK.xlsx")
    dump = command("dump", "print what is stored")
    dump.add_argument("what", choices=_WHAT)
    _add_readers(command)
    bench = command("bench", "measure, as a ratio to a floor of the same run")
    bench.add_argument(
        "name", choices=["digest", "floor", "linking", "photo", "sentence", "webhook"]
    )
    command("retry", "replay a broken message").add_argument("number", type=int)
    command("migrate", "bring the data directory to the newest schema")
    return top


def _add_readers(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """What reads one thing and prints what it found."""
    for name, text in (("check-photo", "measure pictures"), ("read-price", "read price tags")):
        command(name, text).add_argument("files", nargs="+", metavar="IMAGE")
    understand = command("parse", "understand sentences from stdin")
    understand.add_argument("--catalogue", type=Path, metavar="entities.json")
    hear = command("transcribe", "turn voice notes into text")
    hear.add_argument("files", nargs="+", metavar="AUDIO")
    hear.add_argument("--hotwords", default="", metavar="W,W", help="names to listen for")
    hear.add_argument("--model", default="", metavar="NAME", help="a larger model or its folder")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. Each imports only what it needs."""
    args = parser().parse_args(argv)
    return _COMMANDS[args.command](args)


def _run(args: argparse.Namespace) -> int:
    from bot.cli.serve import serve  # noqa: PLC0415 - starts in less than 3 s because of this

    return serve(args.data, args.host, args.port)


def _doctor(args: argparse.Namespace) -> int:
    from bot.cli.doctor import doctor  # noqa: PLC0415

    return doctor(args.data)


def _import(args: argparse.Namespace) -> int:
    from bot.cli.importing import import_files, undo  # noqa: PLC0415

    if args.undo:
        return undo(args.data, args.undo)
    return import_files(args.data, args.files, dry_run=args.dry_run)


def _play(args: argparse.Namespace) -> int:
    from bot.cli.play import play  # noqa: PLC0415

    return play(args.data, args.script, args.company)


def _dump(args: argparse.Namespace) -> int:
    from bot.cli.dump import dump  # noqa: PLC0415

    return dump(args.data, args.what)


def _check_photo(args: argparse.Namespace) -> int:
    from bot.cli.photos import check_photos  # noqa: PLC0415

    return check_photos(args.files)


def _read_price(args: argparse.Namespace) -> int:
    from bot.cli.photos import read_prices  # noqa: PLC0415

    return read_prices(args.files)


def _parse(args: argparse.Namespace) -> int:
    from bot.cli.parse import parse, stdin  # noqa: PLC0415
    from bot.runtime import SystemClock  # noqa: PLC0415

    return parse(args.data, args.catalogue, SystemClock().now().date(), stdin())


def _transcribe(args: argparse.Namespace) -> int:
    from bot.cli.transcribe import transcribe  # noqa: PLC0415

    return transcribe(args.files, re.split("[,，、]", args.hotwords), args.model)


def _bench(args: argparse.Namespace) -> int:
    from bot.cli.bench import bench  # noqa: PLC0415

    return bench(args.name)


def _retry(args: argparse.Namespace) -> int:
    from bot.cli.upkeep import retry  # noqa: PLC0415

    return retry(args.data, args.number)


def _migrate(args: argparse.Namespace) -> int:
    from bot.cli.upkeep import bring_up_to_date  # noqa: PLC0415

    return bring_up_to_date(args.data)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "doctor": _doctor,
    "import": _import,
    "play": _play,
    "dump": _dump,
    "check-photo": _check_photo,
    "read-price": _read_price,
    "parse": _parse,
    "transcribe": _transcribe,
    "bench": _bench,
    "retry": _retry,
    "migrate": _migrate,
}

if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
