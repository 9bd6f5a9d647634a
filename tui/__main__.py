"""``python -m tui``, the same as ``nashra``. Worker processes load the main module as well, so it brings nothing in."""

import gc
import sys


def main() -> int:
    """Runs the command that was typed; see `tui.cli.main`."""
    if sys.argv[1:] == ["--version"]:
        # Scripts ask for it, and the rest of the command line takes as long as Python itself.
        from tui import __version__

        sys.stdout.write(f"nashra {__version__}\n")
        return 0
    # Until the command or the first screen is there, nothing is thrown away: looking for garbage takes a fifth of the
    # time.
    gc.disable()
    try:
        from tui.cli import main as run

        code = run()
    except KeyboardInterrupt:
        code = 130
    # Nor is it looked for at the end, where all goes at once.
    gc.freeze()
    if code == 130:
        import signal

        # It is over: a second interrupt while Python ends would only be told of at length.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return code


if __name__ == "__main__":
    sys.exit(main())
