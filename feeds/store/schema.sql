-- The library, version 11. Times are UTC seconds; flags are 0 or 1; a text that was not said is ''.
-- A library that is there already comes to a later schema by the numbered steps of migrations.py.

CREATE TABLE section(
  id INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES section ON DELETE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  full_text TEXT NOT NULL DEFAULT ''     -- feeds.types.FullText
);
CREATE UNIQUE INDEX section_name ON section(ifnull(parent, 0), name);
CREATE INDEX section_parent ON section(parent);

-- AUTOINCREMENT here and on article: the op log, the servers and a search index in a file of its own keep ids, so none may be given out twice.
CREATE TABLE feed(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  section INTEGER REFERENCES section ON DELETE SET NULL,
  position INTEGER NOT NULL,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL DEFAULT '',        -- the reader's own name for it
  name TEXT NOT NULL DEFAULT '',         -- what the feed calls itself
  site TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',     -- as declared
  icon TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '{}'    -- JSON: private, direction, and feeds.types.FeedSettings
);
CREATE INDEX feed_section ON feed(section, position);

-- feeds.schedule.FetchState and the outcome of the last refresh.
CREATE TABLE fetch_state(
  feed INTEGER PRIMARY KEY REFERENCES feed ON DELETE CASCADE,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  validators_at INTEGER NOT NULL DEFAULT 0,
  body_hash BLOB NOT NULL DEFAULT x'',
  due_at INTEGER NOT NULL DEFAULT 0,
  errors INTEGER NOT NULL DEFAULT 0,
  fetched_at INTEGER NOT NULL DEFAULT 0,
  ended INTEGER NOT NULL DEFAULT 0,
  moved TEXT NOT NULL DEFAULT '',
  pace TEXT NOT NULL DEFAULT '[null, [], []]',  -- JSON: ttl, hours, days
  error TEXT NOT NULL DEFAULT '',        -- a code of feeds.errors
  error_args TEXT NOT NULL DEFAULT '{}'  -- JSON
);

-- The last answers of each feed: feeds.types.FetchRecord. took is in milliseconds.
CREATE TABLE fetch_log(
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  error TEXT NOT NULL,
  new INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  took INTEGER NOT NULL
);
CREATE INDEX fetch_log_feed ON fetch_log(feed, id);

-- What a host wants of whoever asks it, whatever the feed.
CREATE TABLE host(
  name TEXT PRIMARY KEY,
  rests_until INTEGER NOT NULL DEFAULT 0,  -- it said 429 or 503
  robots_at INTEGER NOT NULL DEFAULT 0,    -- when robots.txt was asked for
  crawl_delay INTEGER NOT NULL DEFAULT 0   -- seconds
) WITHOUT ROWID;

-- Narrow, so that lists and counts walk few pages: text and bodies are elsewhere.
CREATE TABLE article(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
  key BLOB NOT NULL,                     -- identity.py: the same in every library that reads the feed
  hash BLOB NOT NULL,                    -- of all that the feed said: equal means nothing to write
  sort_at INTEGER NOT NULL,              -- published if that can be trusted, else first_seen; never changes
  published INTEGER,
  first_seen INTEGER NOT NULL,
  edited INTEGER,
  read_at INTEGER,
  read INTEGER NOT NULL DEFAULT 0,
  star INTEGER NOT NULL DEFAULT 0,
  story INTEGER,                         -- the article that leads its group
  muted INTEGER NOT NULL DEFAULT 0       -- by a rule: only its feed's list and a search that asks for it have it
);
CREATE UNIQUE INDEX article_key ON article(feed, key);
-- muted in them, so that lists pass over what is without looking at the article.
CREATE INDEX article_all ON article(sort_at DESC, id DESC, muted);
CREATE INDEX article_feed ON article(feed, sort_at DESC, id DESC, muted);
CREATE INDEX article_unread ON article(sort_at DESC, id DESC) WHERE read = 0;
CREATE INDEX article_feed_unread ON article(feed, sort_at DESC, id DESC) WHERE read = 0;
CREATE INDEX article_star ON article(sort_at DESC, id DESC) WHERE star = 1;
CREATE INDEX article_story ON article(story) WHERE story IS NOT NULL;

CREATE TABLE article_text(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  url TEXT NOT NULL,
  author TEXT NOT NULL,
  language TEXT NOT NULL
);
CREATE INDEX article_text_url ON article_text(url) WHERE url <> '';

-- What the reader set for one article: JSON. Few articles have a row, so the lookup costs lists next to nothing.
CREATE TABLE article_setting(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  settings TEXT NOT NULL
);

-- kind: see bodies.Kind. data is Zstandard level 1, which keeps HTML at 0.4 of its size.
CREATE TABLE body(
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  hash BLOB NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY(article, kind)
);

-- folded: categories.key, one for all spellings of a name.
CREATE TABLE category(id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE article_category(
  category INTEGER NOT NULL REFERENCES category ON DELETE CASCADE,
  sort_at INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY(category, sort_at, article)
) WITHOUT ROWID;
CREATE INDEX article_category_article ON article_category(article, position);

CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE article_tag(
  tag INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
  sort_at INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  PRIMARY KEY(tag, sort_at, article)
) WITHOUT ROWID;
CREATE INDEX article_tag_article ON article_tag(article);

-- What the reader wrote on an article.
CREATE TABLE note(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
);

-- Articles that went by age or count, while their feed may still list them: pruned.py.
CREATE TABLE pruned(
  feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
  key BLOB NOT NULL,
  hash BLOB NOT NULL,
  listed_at INTEGER NOT NULL,            -- when it was last known to be
  PRIMARY KEY(feed, key)
) WITHOUT ROWID;

-- What is done with articles that come.
CREATE TABLE rule(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL,                   -- feeds.search.query
  actions TEXT NOT NULL,                 -- JSON: feeds.answers.RuleActions
  enabled INTEGER NOT NULL,
  position INTEGER NOT NULL,
  after INTEGER NOT NULL                 -- the last article that was there when it was made or turned on
);
-- One row: the last article that the rules have looked at.
CREATE TABLE ruled(upto INTEGER NOT NULL);
INSERT INTO ruled VALUES(0);
CREATE TABLE rule_touch(
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  rule INTEGER NOT NULL REFERENCES rule ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY(article, rule)
) WITHOUT ROWID;
CREATE INDEX rule_touch_rule ON rule_touch(rule, at);
-- What rules want told, for notifications to come.
CREATE TABLE notification(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  rule INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sent_at INTEGER
);
-- The pages that rules want fetched, each asked for once.
CREATE TABLE page_wanted(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  rule INTEGER NOT NULL,
  at INTEGER NOT NULL,
  asked_at INTEGER,
  error TEXT NOT NULL DEFAULT '',        -- a code of feeds.errors
  error_args TEXT NOT NULL DEFAULT '{}'  -- JSON
);
CREATE INDEX page_wanted_open ON page_wanted(article) WHERE asked_at IS NULL;
CREATE INDEX page_wanted_failed ON page_wanted(asked_at) WHERE error <> '';

CREATE TABLE saved_search(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL,                   -- feeds.search.query
  position INTEGER NOT NULL
);

-- What grouping (groups.py) compares new articles with: the keys of those that came in the last days.
CREATE TABLE telling(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  sort_at INTEGER NOT NULL,
  source INTEGER NOT NULL,               -- a number of the paper
  keys BLOB NOT NULL,                    -- 32-bit numbers
  seen INTEGER NOT NULL
);
-- One row: the last article that was looked through for the story it tells.
CREATE TABLE grouped(upto INTEGER NOT NULL);
INSERT INTO grouped VALUES(0);
-- The next earliest article leads the story of one that goes; one that is left alone tells none.
CREATE TRIGGER article_left_story AFTER DELETE ON article WHEN old.story IS NOT NULL BEGIN
  UPDATE article SET story = iif((SELECT count(*) FROM article WHERE story = old.story) = 1, NULL,
    (SELECT id FROM article WHERE story = old.story ORDER BY sort_at, id LIMIT 1))
  WHERE story = old.story AND (old.id = old.story OR (SELECT count(*) FROM article WHERE story = old.story) = 1);
END;

-- The edition that is being read (feeds.edition): one row at most, and its articles in their order.
CREATE TABLE edition(day TEXT NOT NULL);     -- ISO 8601, of the reader's calendar
CREATE TABLE edition_article(
  position INTEGER PRIMARY KEY,
  article INTEGER NOT NULL UNIQUE REFERENCES article ON DELETE CASCADE,
  seconds INTEGER NOT NULL
);

-- Figures kept by trigger: counting a million rows costs too much for a pane that is always there.
CREATE TABLE tally(
  feed INTEGER PRIMARY KEY REFERENCES feed ON DELETE CASCADE,
  total INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0
);
CREATE TRIGGER feed_added AFTER INSERT ON feed BEGIN
  INSERT INTO tally(feed) VALUES(new.id);
  INSERT INTO fetch_state(feed) VALUES(new.id);
END;
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  UPDATE tally SET total = total + 1, unread = unread + 1 - new.read WHERE feed = new.feed;
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
  UPDATE tally SET total = total - 1, unread = unread - 1 + old.read WHERE feed = old.feed;
END;
CREATE TRIGGER article_read AFTER UPDATE OF read ON article WHEN old.read <> new.read BEGIN
  UPDATE tally SET unread = unread + old.read - new.read WHERE feed = new.feed;
END;

-- What the reader did, with what was there before, for undo and sync.
CREATE TABLE op(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,                    -- 'read', 'star', 'tag', 'note', 'rule', 'import' or 'feed'
  args TEXT NOT NULL,                    -- JSON
  undone INTEGER NOT NULL DEFAULT 0      -- 1 was taken back, 2 and can't be done again
);
CREATE TABLE op_item(
  op INTEGER NOT NULL REFERENCES op ON DELETE CASCADE,
  article INTEGER NOT NULL,
  old INTEGER NOT NULL,
  PRIMARY KEY(op, article)
) WITHOUT ROWID;

-- Feeds that were unsubscribed from, while that can be undone: removed.py. All that hung on one is in removed_rows.
CREATE TABLE removed_feed(
  feed INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  op INTEGER NOT NULL,                   -- the deed that removed it
  at INTEGER NOT NULL,
  secret TEXT NOT NULL,                  -- where what signs in is
  sections TEXT NOT NULL                 -- JSON: its section and those around it
);
CREATE INDEX removed_feed_url ON removed_feed(url);
CREATE TABLE removed_rows(
  feed INTEGER NOT NULL REFERENCES removed_feed ON DELETE CASCADE,
  n INTEGER NOT NULL,
  name TEXT NOT NULL,                    -- of the table
  said TEXT NOT NULL,                    -- JSON: its columns
  data BLOB NOT NULL,                    -- MessagePack
  PRIMARY KEY(feed, n)
);

-- A server's own id for an article; dirty until what the reader did with it is known there.
CREATE TABLE remote(
  account INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  dirty INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(account, article)
) WITHOUT ROWID;
CREATE UNIQUE INDEX remote_id ON remote(account, remote_id);
CREATE INDEX remote_article ON remote(article);
CREATE INDEX remote_dirty ON remote(account) WHERE dirty = 1;
CREATE TRIGGER article_dirty AFTER UPDATE OF read, star ON article WHEN old.read <> new.read OR old.star <> new.star BEGIN
  UPDATE remote SET dirty = 1 WHERE article = new.id;
END;
