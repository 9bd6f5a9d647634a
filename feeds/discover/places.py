"""Where well-known services keep their feeds: by the address alone, without asking anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlencode, urlsplit

from feeds.clean import clean_url
from feeds.errors import BadAddress
from feeds.store.addresses import feed_address

_AROUND = "<>\"'«»“”„‘’،؛,;"
"""What sticks to an address that was copied out of a text."""
_FEED_SCHEME = re.compile(r"(?:feeds?|rss|itpc|podcast):(?://)?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:(?!\d)")
_FEDIVERSE = re.compile(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
_BLUESKY = re.compile(r"@([\w-]+(?:\.[\w-]+)+)")
_SUBREDDIT = re.compile(r"/?(r|u|user)/([\w-]+)/?")
_CHANNEL = re.compile(r"UC[\w-]{22}")

Paths = list[str]
"""The path of an address, by its slashes, still quoted."""


def meant(typed: str) -> list[str]:
    """The addresses that a person may mean by what was typed or pasted, the likeliest first: without a scheme https,
    then http; ``@name@host``, ``@name.bsky.social`` and ``r/name`` for the pages they stand for. Empty for what is no
    address of the web."""
    text = _unwrapped(clean_url(typed))
    scheme = _FEED_SCHEME.match(text)
    secure = bool(scheme and scheme[0].lower().startswith("feeds:"))
    if scheme:
        text = text[scheme.end() :]
        if not _SCHEME.match(text):
            text = text.lstrip("/")
    if found := _FEDIVERSE.fullmatch(text):
        text = f"{found[2]}/@{found[1]}"
    elif found := _BLUESKY.fullmatch(text):
        text = f"bsky.app/profile/{found[1]}"
    elif found := _SUBREDDIT.fullmatch(text):
        text = f"www.reddit.com/{'r' if found[1] == 'r' else 'user'}/{found[2]}"
    written = [text] if _SCHEME.match(text) else [f"https://{text.lstrip('/')}", f"http://{text.lstrip('/')}"]
    if secure:
        written = written[:1]
    found_all: dict[str, None] = {}
    for one in written:
        try:
            address = feed_address(one)
        except BadAddress:
            continue
        host = urlsplit(address).hostname or ""
        if _SCHEME.match(text) or "." in host or host == "localhost" or ":" in urlsplit(address).netloc:
            found_all[address] = None
    return list(found_all)


def webfinger(typed: str) -> str:
    """Where the server of ``@name@host`` tells which page the account has (RFC 7033), or empty for anything else."""
    found = _FEDIVERSE.fullmatch(_unwrapped(clean_url(typed)))
    return f"https://{found[2]}/.well-known/webfinger?resource=acct:{found[1]}@{found[2]}" if found else ""


def _unwrapped(text: str) -> str:
    text = text.strip(_AROUND)
    for opening, closing in ("()", "[]"):
        text = text.removeprefix(opening)
        if text.count(closing) > text.count(opening):
            text = text.rstrip(_AROUND + ".").removesuffix(closing)
    return text.strip(_AROUND).rstrip(".")


def has_none(url: str) -> bool:
    """Whether ``url`` is of a service that is known to give no feeds, so that asking it is in vain."""
    return _host(urlsplit(url)) in _WITHOUT


def candidates(url: str) -> list[str]:
    """The feeds that the page at ``url`` has if it is of a service that is known, the likeliest first: for releases of
    a repository, a channel, a profile, a section. ``url`` is one that `meant` gave; nothing is asked."""
    try:
        parts = urlsplit(url)
        host = _host(parts)
    except ValueError:
        return []
    if has_none(url):
        return []
    path = [part for part in parts.path.split("/") if part]
    for test, places in _SERVICES:
        if test(host):
            return list(dict.fromkeys(places(parts, host, path)))
    return list(dict.fromkeys(_anywhere(parts, path)))


def youtube_feeds(page: str, url: str) -> list[str]:
    """The feed of a channel whose address does not tell its id: out of the markup of its page."""
    if _host(urlsplit(url)) not in _YOUTUBE:
        return []
    for pattern in _CHANNEL_IN_MARKUP:
        if found := re.search(rf"{pattern}({_CHANNEL.pattern})(?![\w-])", page):
            return [_videos("channel_id", found[1])]
    return []


def _host(parts: SplitResult) -> str:
    return re.sub(r"^(?:www|m|mobile|old|new|np)\.(?=[^.]+\.)", "", (parts.hostname or "").lower())


_YOUTUBE = ("youtube.com", "youtube-nocookie.com", "youtu.be", "music.youtube.com")
_CHANNEL_IN_MARKUP = (
    r"feeds/videos\.xml\?channel_id=",
    # Of the page itself; a link may lead to the channel of whatever else stands there.
    r"""itemprop=["']?(?:channelId|identifier)["']? content=["']?""",
    r"""rel=["']?canonical["']? href=["']?https://www\.youtube\.com/channel/""",
    r'"externalId":\s?"',
    r'"externalChannelId":\s?"',
    r'"videoDetails":\s?\{[^{}]{0,2000}?"channelId":\s?"',
    r"/channel/",
    r'"(?:channelId|browseId)":\s?"',
)
_WITHOUT = frozenset(
    (
        *("t.me", "telegram.me", "telegram.org", "twitter.com", "x.com", "instagram.com", "facebook.com", "fb.com"),
        *("tiktok.com", "threads.net", "threads.com", "linkedin.com", "whatsapp.com", "snapchat.com"),
    )
)


def _videos(name: str, value: str) -> str:
    return f"https://www.youtube.com/feeds/videos.xml?{urlencode({name: value})}"


def _of_youtube(parts: SplitResult, _on: str, path: Paths) -> Paths:
    query = parse_qs(parts.query)
    if "list" in query:
        return [_videos("playlist_id", query["list"][0])]
    match path:
        case ["channel", channel, *_] if _CHANNEL.fullmatch(channel):
            return [_videos("channel_id", channel)]
        case ["user", name, *_]:
            return [_videos("user", unquote(name))]
    return []


def _of_bluesky(_parts: SplitResult, _on: str, path: Paths) -> Paths:
    return [f"https://bsky.app/profile/{path[1]}/rss"] if path[:1] == ["profile"] and len(path) > 1 else []


def _of_reddit(_parts: SplitResult, _on: str, path: Paths) -> Paths:
    if path[:1] == ["u"]:
        path = ["user", *path[1:]]
    if path and path[-1] == ".rss":
        path = path[:-1]
    return ["/".join(("https://www.reddit.com", *path, ".rss"))] if path[:1] in (["r"], ["user"], []) else []


def _of_github(_parts: SplitResult, _on: str, path: Paths) -> Paths:
    match path:
        case [("topics" | "orgs" | "features" | "settings" | "explore" | "marketplace" | "sponsors" | "search"), *_]:
            return []
        case [owner]:
            return [f"https://github.com/{owner}.atom"]
        case [owner, name, *rest]:
            here = f"https://github.com/{owner}/{name.removesuffix('.git')}"
            named = {
                "releases": f"{here}/releases.atom",
                "commits": f"{here}/commits.atom",
                "tags": f"{here}/tags.atom",
            }
            match rest:
                case [("commits" | "tree"), *branch] if branch:
                    return [f"{here}/commits/{'/'.join(branch)}.atom"]
                case [("releases" | "commits" | "tags") as one, *_]:
                    return [named[one]]
                case ["discussions", *_]:
                    return [f"{here}/discussions.atom"]
            return list(named.values())
    return []


def _of_gitlab(parts: SplitResult, _on: str, path: Paths) -> Paths:
    if not path:
        return []
    end = path.index("-") if "-" in path else len(path)
    here = f"{parts.scheme}://{parts.netloc}/{'/'.join(path[:end])}"
    if end == 1:
        return [f"{here}.atom"]
    match path[end + 1 :]:
        case [("commits" | "tree"), *branch] if branch:
            return [f"{here}/-/commits/{'/'.join(branch)}?format=atom"]
        case ["issues", *_]:
            return [f"{here}/-/issues.atom"]
    return [f"{here}/-/releases.atom", f"{here}/-/tags?format=atom", f"{here}.atom"]


def _of_blogger(parts: SplitResult, _on: str, path: Paths) -> Paths:
    label = f"/-/{path[2]}" if path[:2] == ["search", "label"] and len(path) > 2 else ""
    return [f"{parts.scheme}://{parts.netloc}/feeds/posts/default{label}"]


def _of_medium(_parts: SplitResult, host: str, path: Paths) -> Paths:
    if host != "medium.com":
        return [f"https://{host}/feed"]
    match path:
        case ["tag", name, *_]:
            return [f"https://medium.com/feed/tag/{name}"]
        case ["feed", *_] | []:
            return []
        case [name, *_]:
            return [f"https://medium.com/feed/{name}"]
    return []


def _of_substack(_parts: SplitResult, host: str, path: Paths) -> Paths:
    if host != "substack.com":
        return [f"https://{host}/feed"]
    name = path[0][1:] if path and path[0].startswith("@") else ""
    return [f"https://{name}.substack.com/feed"] if name else []


def _of_tumblr(_parts: SplitResult, host: str, path: Paths) -> Paths:
    if host == "tumblr.com":
        path = path[2:] if path[:2] == ["blog", "view"] else path
        if not path or path[0] in ("tagged", "explore", "dashboard", "search", "login"):
            return []
        host, path = f"{path[0]}.tumblr.com", path[1:]
    tagged = f"/tagged/{path[1]}" if path[:1] == ["tagged"] and len(path) > 1 else ""
    return [f"https://{host}{tagged}/rss"]


def _of_wiki(parts: SplitResult, host: str, path: Paths) -> Paths:
    home = f"https://{host.replace('.m.', '.')}/w/index.php"
    title = parse_qs(parts.query).get("title", [""])[0]
    if path[:1] == ["wiki"] and len(path) > 1:
        title = unquote("/".join(path[1:]))
    if not title:
        return [f"{home}?title=Special:RecentChanges&feed=atom"]
    return [f"{home}?title={quote(title, safe=':/()')}&action=history&feed=atom"]


def _of_stack_exchange(parts: SplitResult, _on: str, path: Paths) -> Paths:
    home = f"https://{parts.netloc}/feeds"
    match path:
        case ["questions", "tagged", tags, *_]:
            return [f"{home}/tag?{urlencode({'tagnames': unquote(tags).replace('+', ' '), 'sort': 'newest'})}"]
        case [("questions" | "q"), number, *_] if number.isdecimal():
            return [f"{home}/question/{number}"]
        case ["users", number, *_] if number.isdecimal():
            return [f"{home}/user/{number}"]
    return [home]


def _anywhere(parts: SplitResult, path: Paths) -> Paths:
    """Mastodon, WordPress and Discourse, which anybody may run: told by the form of the path."""
    home = f"{parts.scheme}://{parts.netloc}"
    here = f"{home}/{'/'.join(path)}"
    query = parse_qs(parts.query)
    match path:
        case [name, *_] if found := re.fullmatch(r"@([\w.-]+?)(?:@([\w.-]+))?(?:\.rss)?", name):
            return [f"https://{found[2]}/@{found[1]}.rss" if found[2] else f"{home}/@{found[1]}.rss"]
        case ["users", name, *_] if re.fullmatch(r"[\w.-]+", name):
            return [f"{home}/users/{name}.rss"]
        case [*_, ("feed" | "rss" | "atom")]:
            return []
        case ["t", _slug, number, *_] if number.isdecimal():
            return [f"{home}/t/{_slug}/{number}.rss"]
        case ["c", *_, number] if number.isdecimal():
            return [f"{here}.rss"]
        case ["u", name, *_]:
            return [f"{home}/u/{name}/activity.rss"]
        case [("latest" | "top") as one]:
            return [f"{home}/{one}.rss"]
        case ["tag", _name]:
            return [f"{here}/feed/", f"{here}.rss"]
    if any(one in ("category", "tag", "author") for one in path[:-1]):
        cut = path.index("page") if "page" in path else len(path)
        return [f"{home}/{'/'.join(path[:cut])}/feed/"]
    if not path and any(name in query for name in ("cat", "tag", "author")):
        return [f"{home}/?{parts.query}&feed=rss2"]
    if (parts.hostname or "").endswith(".wordpress.com"):
        return [f"{home}/feed/"]
    return []


def _is(*names: str) -> Callable[[str], bool]:
    return lambda host: host in names


def _under(*names: str) -> Callable[[str], bool]:
    return lambda host: any(host == name or host.endswith(f".{name}") for name in names)


_WIKIS = (
    *("wikipedia.org", "wiktionary.org", "wikinews.org", "wikibooks.org", "wikiquote.org", "wikisource.org"),
    *("wikiversity.org", "wikivoyage.org", "wikimedia.org", "wikidata.org", "mediawiki.org"),
)

_SERVICES: tuple[tuple[Callable[[str], bool], Callable[[SplitResult, str, Paths], Paths]], ...] = (
    (_is(*_YOUTUBE), _of_youtube),
    (_is("bsky.app"), _of_bluesky),
    (_under("reddit.com"), _of_reddit),
    (_is("github.com"), _of_github),
    (lambda host: host.startswith("gitlab."), _of_gitlab),
    (lambda host: ".blogspot." in host, _of_blogger),
    (_under("medium.com"), _of_medium),
    (_under("substack.com"), _of_substack),
    (_under("tumblr.com"), _of_tumblr),
    (_under(*_WIKIS), _of_wiki),
    (
        _under(
            *("stackoverflow.com", "stackexchange.com", "superuser.com", "serverfault.com", "askubuntu.com"),
            *("mathoverflow.net", "stackapps.com"),
        ),
        _of_stack_exchange,
    ),
)
