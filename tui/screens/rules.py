"""The rules: what each does, in which order, and one of them with what it would match."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, cast

from textual.binding import Binding
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import get_current_worker

from feeds.answers import Change, Preview, Rule, RuleActions
from feeds.errors import NashraError
from feeds.types import Scope
from tui import notices, rules_words, undo_words, words
from tui.i18n import N_, _
from tui.screens.asking import AskScreen
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Prose

_PAUSE = 0.25
"""Seconds without a letter after which what is typed is looked for."""
_HINTS = (("tick", N_("on or off")), ("order-up", N_("earlier")), ("order-down", N_("later")), ("remove", N_("delete")))
_FORM = (("choose", N_("tick")), ("save", N_("save")), ("leave", N_("leave")))
_NEW = Rule(0, "", "", RuleActions())


class _RuleDialog(Dialog):
    """About rules."""

    TALL = True


class RulesScreen(_RuleDialog):
    """Enter opens a rule. ``search`` is what is searched for in the reader, of which a rule can be made."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("space", "turn", show=False, id="tick"),
        Binding("J,shift+down", "reorder(1)", show=False, id="order-down"),
        Binding("K,shift+up", "reorder(-1)", show=False, id="order-up"),
        Binding("x,delete", "remove", show=False, id="remove"),
        Binding("u", "undo", show=False, id="undo"),
    ]

    def __init__(self, search: str = "") -> None:
        super().__init__(_("Rules"))
        self.search = search.strip()
        self._removing: int | None = None
        """The rule for which the key was pressed once."""

    def above(self) -> Iterable[Widget]:
        yield Prose(self.hints(_HINTS))

    def choices(self) -> Sequence[Choice]:
        return list(self._rows())

    def _rows(self) -> Iterator[Choice]:
        yield Choice(_("New rule"), value=_NEW)
        if self.search:
            yield Choice(_("Rule from this search"), self.search, replace(_NEW, query=self.search))
        told = rules_words.errors(self.reader)
        if told:
            yield Choice(_("What comes is put to these, one after the other"), heading=True)
        for rule, error in told:
            yield Choice(rule.name, rules_words.aside(rule, error), rule)
        if any(rule.actions.mute for rule, _error in told):
            yield Choice(_("Show what is muted"), value=Scope(text="is:muted"))

    def shown(self) -> None:
        self.on_rows_moved()

    @property
    def current(self) -> Rule | None:
        """The rule under the cursor, if it is one that is there."""
        rule = self.list.current.value if self.list.current else None
        return rule if isinstance(rule, Rule) and rule.id else None

    def on_rows_moved(self) -> None:
        """Tell of the rule under the cursor."""
        self._removing = None
        rule = self.current
        if rule is None:
            self.foot(_("A rule does something with the articles that come from now on and match a search."))
        elif error := self.reader.rule_error(rule):
            self.foot(rules_words.left_out(rule, error), error=True)
        elif failed := [one for one in self.reader.page_failures() if one.rule == rule.id]:
            self.foot(rules_words.failed(failed[0]), error=True)
        else:
            self.foot(words.beside((rules_words.lately(rule), rule.query)))

    def chosen(self, choice: Choice) -> None:
        if isinstance(choice.value, Scope):
            self.dismiss()
            self.nashra.call_later(self.nashra.main.search_for, choice.value.text)
            return
        before = len(self.reader.rules())
        self.nashra.show(RuleScreen(cast("Rule", choice.value)), lambda _none: self._made(before))

    def _made(self, before: int) -> None:
        """Show the rules, with the cursor on one that was made."""
        self.renew()
        if len(self.reader.rules()) > before:
            self.list.edge(1)

    def renew(self, _none: None = None, *, at: int = 0) -> None:
        """Show the rules as they are now, the cursor ``at`` rows further."""
        to = self.list.cursor + at
        self.list.show(self.choices())
        # No message of it: what is told after would be written over.
        self.list.cursor = min(to, self.list.count() - 1)
        self.on_rows_moved()

    def _do(self, deed: Callable[[], None], *, at: int = 0) -> None:
        try:
            deed()
        except NashraError as error:
            self.tell_error(error)
        else:
            self.renew(at=at)

    def action_turn(self) -> None:
        """Turn a rule on or off."""
        rule = self.current
        if rule and rule.actions.mute:
            self._change(
                lambda: self._told_muted(rule, self.reader.turn_mute(rule, not rule.enabled), not rule.enabled)
            )
        elif rule:
            self._do(lambda: self.reader.turn_rule(rule, not rule.enabled))

    def action_reorder(self, by: int) -> None:
        """Apply a rule earlier or later."""
        ids = [rule.id for rule in self.reader.rules()]
        if (rule := self.current) and 0 <= ids.index(rule.id) + by < len(ids):
            self._do(lambda: self.reader.move_rule(rule.id, by), at=by)

    def action_remove(self) -> None:
        """Remove a rule, the second time."""
        if rule := self.current:
            if self._removing == rule.id and rule.actions.mute:
                self._change(lambda: self._told_muted(rule, self.reader.unmute(rule.id), False))
            elif self._removing == rule.id:
                self._do(lambda: self.reader.remove_rule(rule.id))
            else:
                self._removing = rule.id
                self.foot(self._asking(rule), error=True)

    def _asking(self, rule: Rule) -> str:
        if rule.actions.mute:
            again = N_("{key} once more removes «{name}» and shows again what it muted.")
        else:
            again = N_("{key} once more removes «{name}». What it did stays.")
        return _(again, key=self.key_or_name("remove"), name=rule.name)

    def _told_muted(self, rule: Rule, count: int, hidden: bool) -> str:
        line = undo_words.now(Change("mute", True, count, rule.name), hidden)
        return notices.with_steps(line, self.nashra.keys, "undo")

    def action_undo(self) -> None:
        """Take back what was done last, with rules or with articles."""
        self._change(lambda: undo_words.turned(self.reader.undo(), self.nashra.keys, back=True))

    def _change(self, deed: Callable[[], str]) -> None:
        """Do what may change many articles in a thread, and tell what it told. A key that comes before it is done does
        nothing: it was for the row as it was."""

        def work() -> None:
            try:
                told = deed()
            except NashraError as error:
                self.app.call_from_thread(self._failed, error)
                return
            self.app.call_from_thread(self._changed, told)

        if not any(worker.group == "rules" and worker.is_running for worker in self.workers):
            self.run_worker(work, thread=True, group="rules")

    def _failed(self, error: NashraError) -> None:
        if self.is_attached:
            self.tell_error(error)

    def _changed(self, told: str) -> None:
        if self.is_attached:
            self.renew()
            self.foot(told)
        self.nashra.changed("")


class RuleScreen(_RuleDialog):
    """One rule. Typing goes to its query, whose matches are shown as one types; Enter ticks what it is to do."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("space", "choose", show=False, id="tick"),
        Binding("ctrl+s", "save", show=False, id="save"),
    ]

    def __init__(self, rule: Rule = _NEW) -> None:
        done = {name for name, _full, _short in rules_words.ACTIONS if getattr(rule.actions, name)}
        super().__init__(_("A rule") if rule.id else _("New rule"), ticked=set(done))
        self.rule = rule
        self.name_of_rule = "" if rule.name == rule.query else rule.name
        self.tags = rule.actions.tags
        self._seen: Preview | None = None
        self._pause: Timer | None = None
        self._warned = False
        """Whether it was told that leaving keeps nothing."""

    def above(self) -> Iterable[Widget]:
        hint = _("Search: words, “a phrase”, -not, feed:name")
        # A letter that is typed goes on with the query, and does not take its place.
        yield Field(self.rule.query, placeholder=hint, select_on_focus=False)
        yield Prose(id="rule-count")

    def shown(self) -> None:
        self.query_one(Field).action_end()
        self._hint()
        self._look()

    def _hint(self) -> None:
        self.foot(self.hints(_FORM))

    def choices(self) -> Sequence[Choice]:
        return list(self._rows())

    def _rows(self) -> Iterator[Choice]:
        for name, full, _short in rules_words.ACTIONS:
            yield Choice(_(full), value=name)
        yield Choice(_("Tags"), rules_words.tags(self._actions), "tags", boxed=False)
        yield Choice(_("Name"), self.name_of_rule, "name", boxed=False)
        yield Choice(_("Save"), value="save", boxed=False)
        if self._seen and self._seen.newest:
            yield Choice(_("The newest of them"), heading=True)
            for row in self._seen.newest:
                yield Choice(row.title, row.feed_title, row.id, language=row.language, boxed=False)

    @property
    def _actions(self) -> RuleActions:
        ticked = {name: name in (self.list.ticked or ()) for name, _full, _short in rules_words.ACTIONS}
        return RuleActions(**ticked, tags=self.tags)

    @property
    def wanted(self) -> Rule:
        """The rule as it is on the screen."""
        query = self.query_one(Field).value
        return replace(self.rule, name=self.name_of_rule, query=query, actions=self._actions)

    def _renew(self) -> None:
        at = self.list.cursor
        self.list.show(self.choices())
        self.list.go_to(min(at, self.list.count() - 1))

    # ── What it would match ──────────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self) -> None:
        self._hint()
        self._warned = False
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._look)

    def _look(self) -> None:
        text = self.query_one(Field).value
        # The one before is given up: what was typed since is another query.
        self.run_worker(lambda: self._preview(text), thread=True, group="preview", exclusive=True)

    def _preview(self, text: str) -> None:
        worker = get_current_worker()
        try:
            seen = self.reader.preview(text, stop=lambda: worker.is_cancelled)
        except NashraError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._show, None, rules_words.fault(text, error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, seen, "")

    def _show(self, seen: Preview | None, fault: str) -> None:
        if not self.is_attached:
            return
        self._seen = seen
        told = self.query_one("#rule-count", Prose)
        told.text = fault or rules_words.counted(seen)
        told.set_class(bool(fault), "-error")
        self._renew()

    # ── What it is to do ─────────────────────────────────────────────────────────────────────────────────────

    def on_input_submitted(self) -> None:
        self.action_choose()

    def chosen(self, choice: Choice) -> None:
        if choice.boxed:
            self.list.tick()
            self._warned = False
        elif choice.value == "tags":
            self._ask(_("Tags"), rules_words.tags(self._actions), _("Tags, with spaces between"), self._take_tags)
        elif choice.value == "name":
            self._ask(_("Name"), self.name_of_rule, self.query_one(Field).value, self._take_name)
        elif choice.value == "save":
            self.action_save()

    def _ask(self, title: str, value: str, hint: str, taken: Callable[[str], None]) -> None:
        self.nashra.show(AskScreen(title, value, hint, taken))

    def _take_tags(self, typed: str) -> None:
        self.tags = tuple(dict.fromkeys(one.strip("#،,") for one in typed.split() if one.strip("#،,")))
        self._renew()

    def _take_name(self, typed: str) -> None:
        self.name_of_rule = typed
        self._renew()

    def action_save(self) -> None:
        """Keep the rule; what is wrong with it is told."""
        wanted = self.wanted
        try:
            if wanted.id:
                self.reader.change_rule(wanted)
            else:
                self.reader.add_rule(wanted)
        except NashraError as error:
            self.foot(rules_words.fault(wanted.query, error), error=True)
            return
        self.dismiss()

    def action_leave(self) -> None:
        before = replace(self.rule, name="" if self.rule.name == self.rule.query else self.rule.name)
        if self.wanted != before and not self._warned:
            self._warned = True
            keys = self.keys_of("save", "leave")
            self.foot(_("Not saved yet: {save} saves it, {leave} once more leaves.", **keys), error=True)
            return
        self.dismiss()
