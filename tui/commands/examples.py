"""Examples of each command, as its help shows them: what is typed, and what it does. A test runs them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tui.i18n import N_

Example = tuple[str, str]
"""What is typed, for a shell, and a sentence about it."""

EXAMPLES: Mapping[str, tuple[Example, ...]] = MappingProxyType(
    {
        "add": (
            ("nashra add https://example.org/feed --section News", N_("Subscribe, and put the feed into a section.")),
            ("nashra add --sample", N_("Add feeds to try the reader on, which need no network.")),
        ),
        "refresh": (
            ("nashra refresh 2 3", N_("Fetch what is new in two feeds.")),
            ("nashra refresh --due --quiet", N_("Fetch what is due, as a timer does.")),
        ),
        "read": (("nashra read --lines 5", N_("Read five lines at a time.")),),
        "list": (
            ("nashra list --unread --limit 20", N_("List the twenty newest that are unread.")),
            ("nashra list --json | jq -r .title", N_("Print nothing but the titles.")),
        ),
        "search": (
            ("nashra search غزة since:7d", N_("Find what came in the last seven days.")),
            ("nashra search 'is:starred feed:News' --json", N_("Find by properties, as JSON.")),
        ),
        "feeds": (("nashra feeds | cut -f1,5", N_("Print the numbers and the titles.")),),
        "sections": (("nashra sections --json", N_("List the sections as JSON.")),),
        "tags": (("nashra tags", N_("List the tags with the number of articles of each.")),),
        "edition": (("nashra edition --minutes 15", N_("Print what can be read in a quarter of an hour.")),),
        "show": (
            ("nashra show 2", N_("Print the article of a number.")),
            ("nashra show 2 --markdown > article.md", N_("Keep it as Markdown.")),
            ("nashra show 2 | less", N_("Read it in a pager, as logical text.")),
        ),
        "save": (
            ("nashra save 2 --epub", N_("Write an article as a book, into the folder of the settings.")),
            ("nashra save 2 --markdown --to .", N_("Write it as Markdown, into this folder.")),
        ),
        "send": (("nashra send 2 wallabag", N_("Give an article to a program that the settings name.")),),
        "open": (("nashra open 2 3", N_("Open two articles in the browser.")),),
        "mark": (
            ("nashra mark read 2 3", N_("Mark two articles as read.")),
            ("nashra mark read --query 'before:30d'", N_("Mark all that is older than a month as read.")),
        ),
        "star": (("nashra star 2", N_("Give an article a star.")),),
        "unstar": (("nashra unstar --query is:starred", N_("Take all stars away.")),),
        "tag": (("nashra tag غزة --query غزة", N_("Tag all that a search finds.")),),
        "untag": (("nashra untag غزة 2", N_("Take a tag from one article.")),),
        "undo": (("nashra undo", N_("Take the last deed back, whether a command or the reader did it.")),),
        "redo": (("nashra redo", N_("Do it again.")),),
        "fetch": (("nashra fetch 2", N_("Print an article as its page has it.")),),
        "offline": (("nashra offline --quiet", N_("Fetch the pages before a journey.")),),
        "comments": (("nashra comments 2", N_("Print an article with its comments.")),),
        "import": (
            ("nashra import ~/feeds.opml", N_("Take the feeds of a file.")),
            ("nashra import ~/.newsboat/urls", N_("Take what newsboat has.")),
        ),
        "export": (
            ("nashra export > feeds.opml", N_("Write the feeds into a file.")),
            ("nashra export --json | gzip > articles.jsonl.gz", N_("Write all articles, packed.")),
        ),
        "backup": (("nashra backup ~/nashra.db", N_("Write the library into one file.")),),
        "restore": (("nashra restore ~/nashra.db", N_("Take the library from a backup.")),),
        "feed": (
            ("nashra feed 2", N_("See how a feed does.")),
            ("nashra feed 2 --full-text --keep-days 30", N_("Show its pages, and keep them for a month.")),
        ),
        "section": (("nashra section News --full-text", N_("Show the pages of all feeds of a section.")),),
        "remove": (("nashra remove 2", N_("Unsubscribe from a feed.")),),
        "stats": (("nashra stats --json | jq '.days[-1].read'", N_("Print how many articles were read today.")),),
        "rules": (
            ("nashra rules", N_("List the rules.")),
            ("nashra rules test 'feed:News -غزة'", N_("See what a rule with this query would match.")),
        ),
        "serve": (("nashra serve --port 8080", N_("Open the reader on a page of this machine.")),),
        "timer": (
            ("nashra timer --every 60", N_("Print what systemd needs to refresh each hour.")),
            ("nashra timer --cron", N_("Print what cron needs.")),
        ),
        "config": (
            ("nashra config edit", N_("Change the settings in your editor.")),
            ("nashra config check && nashra refresh", N_("Go on only where the settings are right.")),
        ),
        "doctor": (("nashra doctor", N_("See what was found, and choose the line that reads right.")),),
        "help": (("nashra help list", N_("Print the help of a command.")),),
        "completion": (
            (
                "nashra completion bash > ~/.local/share/bash-completion/completions/nashra",
                N_("Complete commands in bash from now on."),
            ),
            ("nashra completion zsh > ~/.zfunc/_nashra", N_("The same in zsh, for a folder of $fpath.")),
            ("nashra completion fish > ~/.config/fish/completions/nashra.fish", N_("The same in fish.")),
        ),
        "man": (
            ("nashra man | man -l -", N_("Read the manual.")),
            ("nashra man > ~/.local/share/man/man1/nashra.1", N_("Keep the manual where «man nashra» finds it.")),
        ),
    }
)
