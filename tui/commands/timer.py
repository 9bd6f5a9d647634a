"""``nashra timer``: what a systemd of the user's own, or cron, needs to refresh what is due."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui import paths
from tui.commands import Command
from tui.commands.complaints import whole
from tui.i18n import _
from tui.printing import Printer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.commands.parser import Parser

_EVERY = 30
"""Minutes, where the settings leave refreshing to the reader."""
_HOUR = 60
_DAY = 24

_SERVICE = """\
[Unit]
Description=Nashra: fetch the feeds that are due
Documentation=man:nashra(1)

[Service]
Type=oneshot
ExecStart={command}
Nice=10
IOSchedulingClass=idle
TimeoutStartSec=30min
# A feed that failed is told in the journal, and is no fault of the service.
SuccessExitStatus=1 3
"""
_TIMER = """\
[Unit]
Description=Nashra: fetch the feeds that are due, every {every} minutes

[Timer]
OnStartupSec=2min
OnUnitInactiveSec={every}min
RandomizedDelaySec=1min

[Install]
WantedBy=timers.target
"""


def _words(of: Parser) -> None:
    parts = {
        "service": _("Print the service of systemd alone."),
        "timer": _("Print the timer of systemd alone."),
        "cron": _("Print a line for crontab."),
    }
    of.one_of("part", parts)
    of.add_argument(
        "--every", type=whole(1, _HOUR * _DAY), metavar="MINUTES", help=_("Minutes between two refreshes, up to a day.")
    )
    of.add_argument("--notify", action="store_true", help=_("Tell of what is new by a notification."))


def timer(given: Namespace) -> int:
    """Prints them with words on what to do with each; one alone is printed as it is."""
    every = given.every or given.settings.refresh_every or _EVERY
    command = _command(given)
    parts = {
        "service": _SERVICE.format(command=" ".join(map(systemd_word, command))),
        "timer": _TIMER.format(every=every),
        "cron": f"{cron_times(every)} {cron_command(command)}\n",
    }
    if given.part:
        sys.stdout.write(parts[given.part])
        return 0
    out = Printer(sys.stdout)
    out.write(_("Refreshing in the background, by systemd:") + "\n\n")
    folder = "~/.config/systemd/user"
    options = "".join(f" --{name}" for name in ("notify",) if given.notify)
    options += f" --every {every}" if given.every else ""
    for line in (
        f"mkdir -p {folder}",
        f"nashra timer --service{options} > {folder}/nashra-refresh.service",
        f"nashra timer --timer{options} > {folder}/nashra-refresh.timer",
        "systemctl --user daemon-reload",
        "systemctl --user enable --now nashra-refresh.timer",
    ):
        out.write(f"    {line}\n")
    out.write("\n" + _("To end that: {command}", command="systemctl --user disable --now nashra-refresh.timer") + "\n")
    out.write(_("What it does is in the journal: {command}", command="journalctl --user -u nashra-refresh") + "\n")
    for name, ending in (("service", "service"), ("timer", "timer")):
        out.write(f"\n# nashra-refresh.{ending}\n{parts[name]}")
    out.write("\n" + _("Without systemd, a line for «crontab -e»:") + f"\n\n{parts['cron']}")
    return 0


def _command(given: Namespace) -> list[str]:
    """What is run: this installation, by whole paths."""
    beside = Path(sys.executable).with_name("nashra")
    installed = beside if beside.is_file() else None
    if installed is None and (found := shutil.which("nashra")):
        installed = Path(found).absolute()
    command = [os.fspath(installed)] if installed else [sys.executable, "-m", "tui"]
    if given.library != paths.library():
        command += ["--library", os.fspath(given.library.expanduser().absolute())]
    return [*command, "refresh", "--due", *["--notify"] * given.notify]


def systemd_word(word: str) -> str:
    """A word of ExecStart (systemd.service, “Command lines”; systemd.syntax, “Quoting”)."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    escaped = escaped.replace("\n", "\\n").replace("\t", "\\t")
    is_plain = escaped == word and word and not set(word) & set(" ';")
    return word if is_plain else f'"{escaped}"'


def cron_times(every: int) -> str:
    """Every so many minutes, as near as cron can say it: what does not part an hour or a day evenly is done sooner."""
    if every < _HOUR:
        step = max(one for one in range(1, every + 1) if _HOUR % one == 0)
        return f"*/{step} * * * *"
    hours = max(one for one in range(1, every // _HOUR + 1) if _DAY % one == 0)
    return "7 3 * * *" if hours == _DAY else f"7 */{hours} * * *"


def cron_command(command: Sequence[str]) -> str:
    """A command for the shell; cron takes a percent sign for the end of a line (crontab(5))."""
    return shlex.join(command).replace("%", "\\%") + " >/dev/null 2>&1"


COMMANDS = {"timer": Command(_words, apart=timer)}
