"""What is told of a deed or an error names the key of the next step, as the user has it bound, and nothing twice."""

from __future__ import annotations

import pytest

from feeds import errors
from feeds.errors import NashraError
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui import i18n, keymap, notices, words
from tui.actions import ACTIONS
from tui.config import Config
from tui.text import paragraph

OWN = keymap.keys({"undo": ["U"], "full-text": ["T"], "failures": []}, rtl=False)
PAGE = "https://p.example/1"


def test_every_step_is_an_action_of_the_registry() -> None:
    assert set(notices.STEPS) <= {action.id for action in ACTIONS}


def test_a_step_has_the_users_key_and_one_without_a_key_is_left_out() -> None:
    i18n.use("en")
    assert notices.with_steps("Starred.", OWN, "undo") == "Starred. U takes it back."
    assert notices.with_steps("Two failed.", OWN, "failures") == "Two failed."


@pytest.mark.parametrize(
    ("error", "step"),
    [
        (errors.ConnectionFailed(url=PAGE), "T tries again."),
        (errors.TimedOut(url=PAGE, asked_by="reader"), "Try again later. The key: T"),
        (errors.Refused(url=PAGE, status="401"), "i opens the feed's page."),
        (errors.NoArticle(url=PAGE), "o opens it in the browser."),
    ],
)
def test_an_error_of_a_page_leads_on_by_its_kind(error: NashraError, step: str) -> None:
    i18n.use("en")
    assert notices.failed(error, OWN, "full-text").endswith(step)
    assert notices.failed(error, OWN) == words.error(error.code, error.args_)


async def test_notices_tell_the_key_wrap_and_stand_together(open_app: Open) -> None:
    app = open_app("ar", config=Config(keys={"undo": ["U"]}))
    async with app.run_test(size=(40, 14)) as pilot:
        await settled(pilot)
        main = app.main
        await press(pilot, "tab", "s")
        assert main.notice.text == "مُيّز بنجمة. للتراجع: U"
        await press(pilot, "U")
        assert main.notice.text.replace("\u200e", "").endswith("للإعادة: ^r")
        main.tag_current(["نخيل"], True)
        await settled(pilot)
        assert main.notice.text.endswith("للتراجع: U")
        main.tag_current(["نخيل"], True)
        await settled(pilot)
        assert not main.notice.text.endswith("U"), "nothing changed that could be taken back"
        long = errors.HttpError(url="https://mixed.example/a/path/that/goes/on", status="418")
        other = errors.DiskFull(path="/x")
        for error in (long, other, long):
            main.tell_error(error)
        await pilot.pause()
        assert main.notice.text.split("\n") == [words.error(one.code, one.args_) for one in (long, other)]
        assert main.notice.size.height == len(list(paragraph(main.notice.text, language="ar").wrap(38)))
        assert "418" in text_of(app)
        await pilot.click("#notice")
        assert not main.notice.display


async def test_a_notice_that_begins_with_an_arabic_name_runs_as_its_own_language_does(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        app.main.tell("«النفط» is muted.")
        await settled(pilot)
        row = next(line for line in text_of(app).splitlines() if "is muted" in line)
    assert row.strip() == f"{paragraph('«النفط»').fit(20).text} is muted."
