"""What the reader leaves behind of its child processes."""

from __future__ import annotations

import logging

import pytest

from tests.tui.conftest import Open


async def test_asyncio_says_nothing_on_the_shell_of_children_that_end_with_the_reader(
    open_app: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("asyncio")
    logger.setLevel(logging.NOTSET)
    async with open_app("en").run_test() as pilot:
        await pilot.pause()
    shell = logging.StreamHandler()
    logger.addHandler(shell)
    try:
        logger.warning("Unknown child process pid %d, will report returncode 255", 1)
    finally:
        logger.removeHandler(shell)
    assert capsys.readouterr().err == ""
