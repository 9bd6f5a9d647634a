"""The settings: typed fields with their defaults, read from a TOML file that need not be there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args, get_origin

from feeds.errors import SettingsUnreadable
from feeds.values import dataclass, field
from tui import i18n
from tui.i18n import _

TerminalName = Literal[
    "", "visual", "explicit", "unmarked", "mlterm", "marked", "apart", "konsole", "words", "putty", "logical"
]
"""The names of `tui.text.terminal.STRATEGIES`."""


@dataclass(frozen=True, slots=True)
class Config:
    """All that a user can set."""

    language: str = ""
    """The language of the interface, by its code; empty takes the locale's."""
    theme: str = "nashra-dark"
    """The colours, by the name of a theme."""
    terminal: TerminalName = ""
    """How Arabic is sent to this terminal; empty finds out, and `nashra doctor` lets you see which is right."""
    measure: int = 72
    """Cells in a line of an article, at most."""
    paragraph_spacing: int = 1
    """Blank lines between the paragraphs of an article, from 0 to 3."""
    link_numbers: Literal["show", "hide"] = "show"
    """Whether the links of an article have their numbers behind them; a number before the key that opens the browser
    opens that link either way."""
    harakat: Literal["auto", "show", "hide"] = "auto"
    """Whether vowel signs are drawn; auto draws them where the terminal puts them on their letters."""
    country: str = ""
    """Where you read (ISO 3166, as in EG): what it sets can be set by itself below. Empty takes the locale's."""
    digits: Literal["auto", "latin", "arabic", "persian"] = "auto"
    """The digits of an Arabic interface; auto takes the country's."""
    months: Literal["auto", "common", "levant", "algeria", "morocco", "mauritania"] = "auto"
    """How the Gregorian months are called in Arabic: يوليو, تموز, جويلية (in Tunisia too) or يوليوز; auto takes the
    country's."""
    calendar: Literal["auto", "gregorian", "hijri", "jalali"] = "auto"
    """The calendar whose date stands first; auto takes the country's."""
    calendar_beside: Literal["auto", "none", "gregorian", "hijri", "jalali"] = "auto"
    """The calendar whose date stands beside it; auto takes the country's other one, if it has two, and the Gregorian
    where another stands first."""
    hijri_offset: int = 0
    """Days that your Hijri date is ahead of Umm al-Qura, from -2 to 2."""
    week_start: Literal["auto", "saturday", "sunday", "monday"] = "auto"
    """The first day of the week; auto takes the country's."""
    feed_digits: Literal["as-written", "shown"] = "as-written"
    """The digits in the text of feeds: as they are written, or those of the interface."""
    stories: Literal["once", "each"] = "once"
    """Whether a story that several papers tell is one row, read with all of them, or a row for each."""
    edition_minutes: int = 20
    """Minutes of reading in a morning edition."""
    pictures: Literal["never", "key", "always"] = "key"
    """Whether the pictures of an article are fetched never, at the key that shows them, or the first with the article,
    to stand under its headline; the key shows the others then."""
    player: list[str] = field(default_factory=list)
    """The program that plays audio and video, and its arguments, as in ["mpv", "{url}"]; it is run as it stands here,
    by no shell."""
    player_in: Literal["window", "terminal"] = "window"
    """Where it draws: in a window of its own, if anywhere, or in this terminal, which it is lent until it ends."""
    save_to: str = ""
    """The folder that articles are saved in; empty takes your documents, or the folder that Nashra was opened from."""
    commands: dict[str, list[str]] = field(default_factory=dict)
    """Programs that an article can be given to, each a name with a program and its arguments, as in
    `later = ["wallabag", "add", "{url}"]`; they are run as they stand here, by no shell (docs/sharing.md)."""
    read_lines: int = 20
    """Lines that `nashra read` says at a time; 0 says all."""
    refresh_every: int = 30
    """Minutes between two refreshes of what is due while the reader is open; 0 leaves it to you."""
    notifications: Literal["never", "rules", "all"] = "rules"
    """What is told by a notification while the reader is not in front, or by `nashra refresh --notify`: what rules want
    told, or all that a refresh brings."""
    keep_days: int = 0
    """Days that articles are kept, counted from their date, their coming or their reading; 0 keeps them for good. Those
    with a star, a tag or a note always stay. A feed may say otherwise (`nashra feed`)."""
    keep_articles: int = 0
    """How many articles are kept of each feed, the newest; 0 keeps all. The same ones always stay."""
    keep_in_all: int = 0
    """How many articles are kept of all feeds together, the newest; 0 keeps all. The same ones always stay."""
    keep_unread: Literal["always", "as-others"] = "always"
    """Whether unread articles always stay too, or go as the others do."""
    log: str = ""
    """A file to which the reader and the commands write what they do, without what signs in; empty writes none."""
    preset: Literal["nashra", "newsboat", "vim"] = "nashra"
    """The set of keys: Nashra's own, or those that users of newsboat or vim know."""
    keyboard: Literal[
        "", "ar-101", "ar-102-win", "ar-azerty", "ar-mac", "fa-isiri9147", "fa-win", "he-si1452", "ur-phonetic",
        "ur-crulp", "ckb",
    ] = ""  # fmt: skip
    """The layout beside the Latin one, so that keys work while it is on; empty finds out from the system or takes
    what is usual for the locale."""
    keys: dict[str, list[str]] = field(default_factory=dict)
    """Keys of your own, by the id of an action (docs/keys.md); a sequence has spaces between its keys, as in "g g"."""

    def __post_init__(self) -> None:
        """Raises ValueError, with a sentence for the reader, for a value that its type alone lets pass."""
        if self.language and self.language not in i18n.languages():
            raise ValueError(_not("language", self.language, i18n.languages()))
        if self.country and not (len(self.country) == 2 and self.country.isascii() and self.country.isalpha()):
            raise ValueError(
                _("country is a code of two letters (ISO 3166) such as EG, not «{given}».", given=self.country)
            )
        if abs(self.hijri_offset) > 2:
            raise ValueError(
                _("hijri_offset moves the Hijri date by two days at most, not by {n}.", n=abs(self.hijri_offset))
            )
        if not 0 <= self.paragraph_spacing <= 3:
            raise ValueError(_("{name} is a number from 0 to {n}.", name="paragraph_spacing", n=3))
        if not 1 <= self.edition_minutes <= 600:
            raise ValueError(_("edition_minutes is a number from 1 to 600."))
        if not 20 <= self.measure <= 400:
            raise ValueError(_("measure is a number from 20 to 400."))
        for name in ("read_lines", "refresh_every", "keep_days", "keep_articles", "keep_in_all"):
            if getattr(self, name) < 0:
                raise ValueError(_("{name} is a number of 0 or more.", name=name))


def load(path: Path) -> Config:
    """The settings in ``path``, or the defaults where there is no file. Raises SettingsUnreadable."""
    return load_all(path)[0]


def load_all(path: Path) -> tuple[Config, frozenset[str]]:
    """As `load`, and the names in the file that no setting has. Raises SettingsUnreadable."""
    if not path.exists():
        return Config(), frozenset()
    try:
        return _right(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        # It knows what else may be taken, and would take a third of the time of a command that lists.
        import msgspec

    try:
        written = msgspec.toml.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
        return msgspec.convert(written, Config), frozenset(written) - set(Config.__match_args__)
    except (OSError, UnicodeError, msgspec.MsgspecError) as error:
        from tui.settings_check import why

        raise SettingsUnreadable(path=path, why=why(path) or error) from error


def _right(text: str) -> tuple[Config, frozenset[str]]:
    """The settings that ``text`` has, and the names that are none. Raises ValueError where anything in it is not as
    settings are written, though it might be taken."""
    import tomllib

    written = tomllib.loads(text)
    given = {name: value for name, value in written.items() if name in Config.__match_args__}
    for name, value in given.items():
        if not _is_of(value, eval(Config.__annotations__[name])):  # noqa: S307 (written above)
            raise ValueError(name)
    return Config(**given), frozenset(written) - set(given)


def _is_of(value: object, kind: object) -> bool:
    within = get_args(kind)
    if get_origin(kind) is Literal:
        return isinstance(value, str) and value in within
    if isinstance(value, list) and get_origin(kind) is list:
        return all(_is_of(one, within[0]) for one in value)
    if isinstance(value, dict) and get_origin(kind) is dict:
        return all(_is_of(one, within[1]) for one in value.values())
    return type(value) is kind


def _not(name: str, given: str, there: Iterable[str]) -> str:
    return _("“{name}” can't be “{value}”. It can be: {there}.", name=name, value=given, there=_(", ").join(there))
