"""What systemd and cron are given to refresh in the background."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import nashra
from tui.cli import main
from tui.commands.timer import cron_command, cron_times, systemd_word

ODD = 'a "b" $HOME %h \\x 100% é\'s.db'


def printed(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--lang", "en", *words]) == 0
    return capfd.readouterr().out


def test_the_service_runs_this_installation_on_this_library(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    service = printed(capfd, "--library", str(tmp_path / ODD), "timer", "--service", "--notify")
    [line] = [one for one in service.splitlines() if one.startswith("ExecStart=")]
    assert line.endswith(f'/{ODD_ESCAPED}" refresh --due --notify')
    program = shlex.split(line.removeprefix("ExecStart="))[0]
    assert Path(program).is_file()
    plain = printed(capfd, "timer", "--service")
    assert "--library" not in plain
    assert not (tmp_path / ODD).exists()


ODD_ESCAPED = 'a \\"b\\" $$HOME %%h \\\\x 100%% é\'s.db'


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not here")
def test_systemd_finds_nothing_wrong_with_either(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for part in ("service", "timer"):
        text = printed(capfd, "--library", str(tmp_path / ODD), "timer", f"--{part}", "--every", "45")
        (tmp_path / f"nashra-refresh.{part}").write_text(text, "utf-8")
    units = [str(tmp_path / f"nashra-refresh.{part}") for part in ("service", "timer")]
    told = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", *units],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert [line for line in told.stderr.splitlines() if "nashra" in line] == []
    assert told.returncode == 0, told.stderr


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\n\t\r"), min_size=1, max_size=12))
def test_cron_and_the_shell_see_each_word_as_it_is(word: str) -> None:
    line = cron_command(["nashra", word])
    assert not line.replace("\\%", "").count("%")
    assert shlex.split(line.replace("\\%", "%").removesuffix(" >/dev/null 2>&1")) == ["nashra", word]
    # systemd parts words at blanks as the shell does, outside of its quotes.
    assert systemd_word(word)[0] == '"' or not set(word) & set(" \"'\\;")


@pytest.mark.parametrize(
    ("every", "times"),
    [
        (30, "*/30 * * * *"),
        (45, "*/30 * * * *"),
        (7, "*/6 * * * *"),
        (60, "7 */1 * * *"),
        (300, "7 */4 * * *"),
        (1_440, "7 3 * * *"),
    ],
)
def test_cron_comes_at_least_as_often_as_wanted(every: int, times: str) -> None:
    assert cron_times(every) == times


def test_without_an_option_all_is_told_with_what_to_do() -> None:
    told = nashra("--lang", "ar", "timer").stdout
    assert "التحديث في الخلفية" in told
    assert "systemctl --user enable --now nashra-refresh.timer" in told
    assert "OnUnitInactiveSec=30min" in told
    assert "*/30 * * * *" in told
    assert nashra("timer", "--every", "0").returncode == 2


def test_a_refresh_of_what_is_due_ends_well_and_at_once_when_nothing_is(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert printed(capfd, "--library", str(tmp_path / "library.db"), "refresh", "--due") == ""
