"""All that a key can do, once: from here come the bindings, the footer, the help screen and the palette."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from feeds.values import dataclass
from tui.i18n import N_


class Place(Enum):
    """Where an action works; also the groups of the help screen."""

    MOVE = N_("Moving about")
    READ = N_("Reading")
    MARK = N_("Marking")
    FEEDS = N_("Feeds")
    APP = N_("The reader")
    DIALOG = N_("In lists and forms")


@dataclass(frozen=True, slots=True)
class Action:
    """``id`` is stable: settings name it. ``run`` is Textual's action; ``footer`` names it in the last line.

    A key of ``keys`` is one in Textual's names or several with spaces between, typed one after another."""

    id: str
    run: str
    keys: tuple[str, ...]
    help: str
    place: Place
    footer: str = ""
    palette: bool = True


ACTIONS: tuple[Action, ...] = (
    Action("down", "move(1)", ("j", "down"), N_("Down"), Place.MOVE, palette=False),
    Action("up", "move(-1)", ("k", "up"), N_("Up"), Place.MOVE, palette=False),
    Action("page-down", "page(1)", ("pagedown", "ctrl+f"), N_("A page down"), Place.MOVE, palette=False),
    Action("page-up", "page(-1)", ("pageup", "ctrl+b"), N_("A page up"), Place.MOVE, palette=False),
    Action("first", "edge(-1)", ("g g", "home"), N_("To the top"), Place.MOVE, palette=False),
    Action("last", "edge(1)", ("G", "end"), N_("To the bottom"), Place.MOVE, palette=False),
    Action("open", "open", ("enter", "toward"), N_("Open"), Place.MOVE, N_("Open"), palette=False),
    Action("back", "back", ("escape", "away"), N_("Back"), Place.MOVE, palette=False),
    Action("back-or-quit", "back_or_quit", (), N_("Back, and from the sections out"), Place.MOVE, palette=False),
    Action("go-all", "show('all')", ("g a",), N_("Go to all articles"), Place.MOVE),
    Action("go-unread", "show('unread')", ("g u",), N_("Go to what is unread"), Place.MOVE),
    Action("go-today", "show('today')", ("g t",), N_("Go to today's articles"), Place.MOVE),
    Action("go-starred", "show('starred')", ("g s",), N_("Go to what has a star"), Place.MOVE),
    Action("fold", "fold", ("x",), N_("Fold or unfold a section"), Place.MOVE, palette=False),
    Action("next-pane", "pane(1)", ("tab",), N_("To the next pane"), Place.MOVE, palette=False),
    Action("previous-pane", "pane(-1)", ("shift+tab",), N_("To the pane before"), Place.MOVE, palette=False),
    Action("narrower", "resize(-1)", ("less_than_sign",), N_("Make the pane narrower"), Place.MOVE),
    Action("wider", "resize(1)", ("greater_than_sign",), N_("Make the pane wider"), Place.MOVE),
    Action("news", "news", ("equals_sign",), N_("Show the new articles that wait"), Place.MOVE),
    Action("read-on", "read_on", ("space",), N_("Scroll, then the next unread article"), Place.READ, N_("Read on")),
    Action("next-unread", "unread(1)", ("n",), N_("The next unread article"), Place.READ, N_("Next unread")),
    Action("previous-unread", "unread(-1)", ("p",), N_("The unread article before"), Place.READ),
    Action("zen", "zen", ("z",), N_("Nothing but the article, and back"), Place.READ),
    Action("edition", "edition", ("E", "g e"), N_("The morning edition: the unread, bounded"), Place.READ),
    Action("next-article", "step(1)", ("J",), N_("The next article of the list"), Place.READ),
    Action("previous-article", "step(-1)", ("K",), N_("The article before in the list"), Place.READ),
    Action("browser", "browser", ("o",), N_("Open in the browser"), Place.READ),
    Action("hints", "hints", ("semicolon",), N_("Letters over the links, to open one"), Place.READ),
    Action("links", "links", ("l",), N_("The links of the article"), Place.READ),
    Action("copy-link", "copy_link", ("y",), N_("Copy the link"), Place.READ),
    Action("copy-article", "copy_article", ("Y",), N_("Copy the article"), Place.READ),
    Action("quote", "quote", ("quotation_mark",), N_("Copy as a quotation with its source"), Place.READ),
    Action("share", "share", ("vertical_line",), N_("Share: copy, save, or give to a program"), Place.READ),
    Action("pictures", "pictures", ("v",), N_("The pictures of the article"), Place.READ),
    Action("play", "play", ("b",), N_("Play the audio or the video of the article"), Place.READ),
    Action("full-text", "full_text", ("f",), N_("The whole text from the page, or the feed's"), Place.READ),
    Action("changes", "changes", ("w", "g c"), N_("What was changed in the article, and back"), Place.READ),
    Action("comments", "comments", ("c",), N_("Comments: fetch, then newest or oldest first"), Place.READ),
    Action("direction", "direction", ("d",), N_("Turn the direction of the text"), Place.READ),
    Action("harakat", "harakat", ("h",), N_("Show or hide vowel signs"), Place.READ),
    Action("read", "toggle_read", ("m",), N_("Mark as read or unread"), Place.MARK, N_("Read")),
    Action("star", "toggle_star", ("s",), N_("Star, or remove the star"), Place.MARK, N_("Star")),
    Action("all-read", "all_read", ("ctrl+a",), N_("Mark all as read"), Place.MARK),
    Action("tags", "tags", ("t",), N_("Tags"), Place.MARK),
    Action("note", "note", ("N",), N_("Note"), Place.MARK),
    Action("mute", "mute", ("minus",), N_("Mute a subject: words, an author, a feed"), Place.MARK),
    Action("undo", "undo", ("u",), N_("Undo"), Place.MARK),
    Action("redo", "redo", ("ctrl+r",), N_("Redo"), Place.MARK),
    Action("refresh", "refresh_here", ("r",), N_("Refresh what is selected"), Place.FEEDS, N_("Refresh")),
    Action("stop-refresh", "stop_refresh", ("X",), N_("Stop the refresh"), Place.FEEDS),
    Action("refresh-all", "refresh_all", ("R",), N_("Refresh all"), Place.FEEDS),
    Action("offline", "take_offline", ("W",), N_("The pages of all that is unread, to read offline"), Place.FEEDS),
    Action("add", "app.add", ("a",), N_("Add a feed"), Place.FEEDS, N_("Add")),
    Action("import", "app.import", (), N_("Import from another reader (OPML)"), Place.FEEDS),
    Action("export", "export", (), N_("Export the feeds (OPML)"), Place.FEEDS),
    Action("welcome", "app.welcome", (), N_("Catalogue of feeds, and a sample edition"), Place.FEEDS),
    Action("feed", "feed", ("i",), N_("About the feed or the section"), Place.FEEDS),
    Action("failures", "app.failures", ("e",), N_("Feeds that failed"), Place.FEEDS),
    Action("manage", "app.manage", ("g f",), N_("Manage feeds"), Place.FEEDS),
    Action("statistics", "app.statistics", ("g i",), N_("Statistics"), Place.FEEDS),
    Action("rules", "app.rules", ("g r",), N_("Rules"), Place.FEEDS),
    Action("filter", "filter", ("slash",), N_("Search"), Place.APP, N_("Search")),
    Action("save-search", "save_search", ("ctrl+s",), N_("Save the search as a section"), Place.APP),
    Action("order", "order", ("S",), N_("Search: by relevance, or newest first"), Place.APP),
    Action("command", "app.command", ("colon",), N_("Command line"), Place.APP, palette=False),
    Action("palette", "app.palette", ("ctrl+p",), N_("All commands"), Place.APP, palette=False),
    Action(
        "menu", "menu", ("full_stop", "shift+f10", "menu", "f20"), N_("What can be done here"), Place.APP, palette=False
    ),
    Action("help", "app.help", ("question_mark", "f1"), N_("Help"), Place.APP, N_("Help")),
    Action("settings", "app.settings", ("comma",), N_("Settings"), Place.APP),
    Action("terminal", "app.terminal", (), N_("How Arabic is sent to this terminal"), Place.APP),
    Action("theme", "app.theme", ("ctrl+t",), N_("The next theme"), Place.APP),
    Action("suspend", "app.suspend_process", ("ctrl+z",), N_("To the shell, until fg"), Place.APP),
    Action("quit", "app.quit", ("q", "ctrl+q"), N_("Quit"), Place.APP, N_("Quit")),
    Action("choose", "choose", ("enter",), N_("Choose"), Place.DIALOG, palette=False),
    Action("leave", "leave", ("escape", "q"), N_("Close"), Place.DIALOG, palette=False),
    Action("tick", "tick", ("space",), N_("Tick, or turn on and off"), Place.DIALOG, palette=False),
    Action("save", "save", ("ctrl+s",), N_("Save, or subscribe to what is ticked"), Place.DIALOG, palette=False),
    Action("remove", "remove", ("x", "delete"), N_("Remove"), Place.DIALOG, palette=False),
    Action("tick-all", "tick_all", ("ctrl+a",), N_("Tick all, or none"), Place.DIALOG, palette=False),
    Action("rename", "rename", ("r",), N_("Rename"), Place.DIALOG, palette=False),
    Action("move-to", "move_to", ("m",), N_("Move to a section"), Place.DIALOG, palette=False),
    Action("new-section", "new_section", ("n",), N_("New section"), Place.DIALOG, palette=False),
    Action("refresh-ticked", "refresh", ("R",), N_("Refresh what is selected"), Place.DIALOG, palette=False),
    Action(
        "order-down", "reorder(1)", ("J", "shift+down"), N_("Further down in the order"), Place.DIALOG, palette=False
    ),
    Action("order-up", "reorder(-1)", ("K", "shift+up"), N_("Further up in the order"), Place.DIALOG, palette=False),
)

IN_DIALOGS = frozenset(
    [
        "down",
        "up",
        "page-down",
        "page-up",
        "first",
        "last",
        "filter",
        "copy-link",
        "add",
        "feed",
        "full-text",
        "undo",
        "redo",
        "menu",
        *(action.id for action in ACTIONS if action.place is Place.DIALOG),
    ]
)
"""Actions that have their keys on the screens over the reader, too, or only there."""


class Thing(Enum):
    """What a menu can be of."""

    ARTICLE = auto()
    """In a list."""
    PAGE = auto()
    """An article that is open."""
    LINK = auto()
    FEED = auto()
    SECTION = auto()
    LIST = auto()
    """A section that makes itself."""

    @property
    def actions(self) -> list[Action]:
        """What can be done with it, in the order of the registry."""
        return [action for action in ACTIONS if action.id in _WITH[self]]


_EITHER = frozenset(
    [
        "browser",
        "links",
        "copy-link",
        "copy-article",
        "quote",
        "pictures",
        "play",
        "direction",
        "read",
        "star",
        "tags",
        "note",
        "mute",
        "feed",
    ]
)
_WITH: Mapping[Thing, frozenset[str]] = {
    Thing.ARTICLE: _EITHER | {"open"},
    Thing.PAGE: _EITHER
    | {"back", "zen", "next-article", "previous-article", "full-text", "comments", "harakat", "share", "changes"},
    Thing.LINK: frozenset(["browser", "copy-link"]),
    Thing.FEED: frozenset(["open", "direction", "all-read", "mute", "refresh", "feed"]),
    Thing.SECTION: frozenset(["open", "fold", "all-read", "refresh", "feed"]),
    Thing.LIST: frozenset(["open", "all-read", "refresh"]),
}
