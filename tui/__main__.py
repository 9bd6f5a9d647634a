"""``python -m tui``, the same as ``nashra``. Worker processes load the main module as well, so it brings nothing in."""

import sys


def main() -> int:
    """Runs the command that was typed; see `tui.cli.main`."""
    from tui.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
