"""Where every process of the program begins: the person's, the engine's, the parser's, the index writer's,
the map maker's, the scanner's, the converter's, and those that read and write spreadsheets of rows."""

import faulthandler
import sys

_ROLES = (
    "--engine",
    "--parser",
    "--index-writer",
    "--map-maker",
    "--scanner",
    "--converter",
    "--row-reader",
    "--row-writer",
)


def main() -> int:
    """Go by the first argument; returns the exit code."""
    role, *arguments = sys.argv[1:] or [""]
    if role in _ROLES:
        return _child(role, arguments)
    return _person(sys.argv[1:])


def _person(given: list[str]) -> int:
    """A command, or the window when there is none."""
    from app import arguments

    opening = arguments.window_options(given)
    if opening is None:
        from app import commands

        return commands.main(given)
    from app.ui import screen

    return screen.open_window(opening.data_dir, opening.language)


def _child(role: str, arguments: list[str]) -> int:
    """A process that this program started. Nothing is imported before it is closed off."""
    from app.engine import lockdown

    lockdown.enter(parent=int(arguments[0]))
    faulthandler.enable()
    if role == "--engine":
        from app.engine import process

        process.run(arguments[1], starter=int(arguments[0]))
    elif role == "--parser":
        from app.engine import parser

        parser.run(memory=int(arguments[1]), niceness=int(arguments[2]))
    elif role == "--scanner":
        from app.engine import folder_scan

        folder_scan.run(own=arguments[1])
    elif role == "--converter":
        from app.engine import converter

        converter.run()
    elif role == "--row-reader":
        from app.rows import reader

        lockdown.limit_memory(int(arguments[1]))
        reader.run()
    elif role == "--row-writer":
        from app.rows import writer

        writer.run()
    elif role == "--map-maker":
        from pathlib import Path

        from app.engine import map_maker

        map_maker.run(Path(arguments[1]))
    else:
        from pathlib import Path

        from app.engine import index_writer

        index_writer.run(Path(arguments[1]), Path(arguments[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
