-- A whole library that Nashra made when the schema was at version 1, dumped. It stays as it is: migrations are tested with it.
-- Two feeds, one of them with a name, in a section and let onto a private network; three articles, the second read and starred.
BEGIN TRANSACTION;
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
  story INTEGER                          -- the article that leads its group
);
INSERT INTO article VALUES(1,1,X'1B3BF36413FEC6CB98213A7D294144F5',X'E641221FDB6AE7E2FB9C75CBEEB984F3',1795600800,1795600800,1795608000,NULL,NULL,0,0,NULL);
INSERT INTO article VALUES(2,1,X'97D134BC999B2F5482BE8020759F0528',X'8305B88A1FD4869B628B24BC9DA71593',1795604400,1795604400,1795608000,NULL,1795608000,1,1,NULL);
INSERT INTO article VALUES(3,1,X'8CECCBDB4951C99DD74475B6A6BFC943',X'EB2469C82D7BBAD48BE8C237074F50FF',1795608000,1795608000,1795608000,NULL,NULL,0,0,NULL);
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  UPDATE tally SET total = total + 1, unread = unread + 1 - new.read WHERE feed = new.feed;
END;
CREATE INDEX article_all ON article(sort_at DESC, id DESC);
CREATE TRIGGER article_dirty AFTER UPDATE OF read, star ON article WHEN old.read <> new.read OR old.star <> new.star BEGIN
  UPDATE remote SET dirty = 1 WHERE article = new.id;
END;
CREATE INDEX article_feed ON article(feed, sort_at DESC, id DESC);
CREATE INDEX article_feed_unread ON article(feed, sort_at DESC, id DESC) WHERE read = 0;
CREATE UNIQUE INDEX article_key ON article(feed, key);
CREATE TRIGGER article_read AFTER UPDATE OF read ON article WHEN old.read <> new.read BEGIN
  UPDATE tally SET unread = unread + old.read - new.read WHERE feed = new.feed;
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
  UPDATE tally SET total = total - 1, unread = unread - 1 + old.read WHERE feed = old.feed;
END;
CREATE INDEX article_star ON article(sort_at DESC, id DESC) WHERE star = 1;
CREATE INDEX article_story ON article(story) WHERE story IS NOT NULL;
CREATE INDEX article_unread ON article(sort_at DESC, id DESC) WHERE read = 0;
CREATE TABLE article_category(
  category INTEGER NOT NULL REFERENCES category ON DELETE CASCADE,
  sort_at INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY(category, sort_at, article)
) WITHOUT ROWID;
INSERT INTO article_category VALUES(1,1795600800,1,0);
INSERT INTO article_category VALUES(1,1795604400,2,0);
INSERT INTO article_category VALUES(1,1795608000,3,0);
CREATE INDEX article_category_article ON article_category(article, position);
CREATE TABLE article_tag(
  tag INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
  sort_at INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  PRIMARY KEY(tag, sort_at, article)
) WITHOUT ROWID;
CREATE INDEX article_tag_article ON article_tag(article);
CREATE TABLE article_text(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  url TEXT NOT NULL,
  author TEXT NOT NULL,
  language TEXT NOT NULL
);
INSERT INTO article_text VALUES(1,'الخبر رقم 2','ملخص الخبر رقم 2 من العاصمة','https://news.example/2','سلمى حداد','ar');
INSERT INTO article_text VALUES(2,'الخبر رقم 1','ملخص الخبر رقم 1 من العاصمة','https://news.example/1','سلمى حداد','ar');
INSERT INTO article_text VALUES(3,'الخبر رقم 0','ملخص الخبر رقم 0 من العاصمة','https://news.example/0','سلمى حداد','ar');
CREATE TABLE body(
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  hash BLOB NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY(article, kind)
);
INSERT INTO body VALUES(1,0,X'9B8B419B250644C0BCC85AEAA0DE1AC4',X'28B52FFD2067BD0200D205131CB0278D0119152FFB06D1DA322049B72697A8B0491E22744447B2520148123800F6E16585E7315908EDE4D970797099199E48DB7C96E16342E53A6DE512944D1859C8E342F359C9C24872040200774AF8BBE61E');
INSERT INTO body VALUES(1,1,X'69DF265CB604D7D087572E25ED27C890',X'28B52FFD2078AD020094047B2267756964223A202268747470733A2F2F6E6577732E6578616D706C652F32222C202262617365617574686F7273223A205B5B22D8B3D984D985D98920D8ADD8AFD8A7D8AF5D5D7D0300BB0382C0A188AA0C');
INSERT INTO body VALUES(2,0,X'BB9C6DB4AF3ACA2B0D484BC0F4E66BCC',X'28B52FFD2067BD0200D205131CB0278D0119152FFB06D1DA322049B72697A8B0491EA2EA4647B2520148123800F6E16585E7315908EDE4D970797099199E48DB7C96E16342E53A6DE512944D1859C8E342F359C9C24872040200774AF8BBE61E');
INSERT INTO body VALUES(2,1,X'5BE4774F652864779BD10DCF8ADC72A5',X'28B52FFD2078AD020094047B2267756964223A202268747470733A2F2F6E6577732E6578616D706C652F31222C202262617365617574686F7273223A205B5B22D8B3D984D985D98920D8ADD8AFD8A7D8AF5D5D7D0300BB0382C0A188AA0C');
INSERT INTO body VALUES(3,0,X'8C2AFC19CB6A580468FC3E81BBBCB8B0',X'28B52FFD2067BD0200D205131CB0278D0119152FFB06D1DA322049B72697A8B0491EA2704347B2520148123800F6E16585E7315908EDE4D970797099199E48DB7C96E16342E53A6DE512944D1859C8E342F359C9C24872040200774AF8BBE61E');
INSERT INTO body VALUES(3,1,X'56E425C0F287737D74EAAD34C8B9B2B4',X'28B52FFD2078AD020094047B2267756964223A202268747470733A2F2F6E6577732E6578616D706C652F30222C202262617365617574686F7273223A205B5B22D8B3D984D985D98920D8ADD8AFD8A7D8AF5D5D7D0300BB0382C0A188AA0C');
CREATE TABLE category(id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
INSERT INTO category VALUES(1,'محليات','محليات');
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
  settings TEXT NOT NULL DEFAULT '{}'    -- JSON
);
INSERT INTO feed VALUES(1,1,0,'https://news.example/feed','جريدتي','أخبار المثال','https://news.example/','','ar','','{"private":1}');
INSERT INTO feed VALUES(2,NULL,0,'https://other.example/feed','','','','','','','{}');
CREATE TRIGGER feed_added AFTER INSERT ON feed BEGIN
  INSERT INTO tally(feed) VALUES(new.id);
  INSERT INTO fetch_state(feed) VALUES(new.id);
END;
CREATE INDEX feed_section ON feed(section, position);
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
INSERT INTO fetch_state VALUES(1,'W/"1"','',0,X'',1795608060,0,1795608000,0,'','[null, [], []]','','{}');
INSERT INTO fetch_state VALUES(2,'','',0,X'',0,0,0,0,'','[null, [], []]','','{}');
CREATE TABLE op(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,                    -- 'read' or 'star'
  args TEXT NOT NULL,                    -- JSON
  undone INTEGER NOT NULL DEFAULT 0
);
INSERT INTO op VALUES(1,1795608000,'read','{"value": true}',0);
INSERT INTO op VALUES(2,1795608000,'star','{"value": true}',0);
CREATE TABLE op_item(
  op INTEGER NOT NULL REFERENCES op ON DELETE CASCADE,
  article INTEGER NOT NULL,
  old INTEGER NOT NULL,
  PRIMARY KEY(op, article)
) WITHOUT ROWID;
INSERT INTO op_item VALUES(1,2,0);
INSERT INTO op_item VALUES(2,2,0);
CREATE TABLE remote(
  account INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  dirty INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(account, article)
) WITHOUT ROWID;
CREATE INDEX remote_article ON remote(article);
CREATE INDEX remote_dirty ON remote(account) WHERE dirty = 1;
CREATE UNIQUE INDEX remote_id ON remote(account, remote_id);
CREATE TABLE section(
  id INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES section ON DELETE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL
);
INSERT INTO section VALUES(1,NULL,'سياسة',0);
CREATE UNIQUE INDEX section_name ON section(ifnull(parent, 0), name);
CREATE INDEX section_parent ON section(parent);
CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE tally(
  feed INTEGER PRIMARY KEY REFERENCES feed ON DELETE CASCADE,
  total INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0
);
INSERT INTO tally VALUES(1,3,2);
INSERT INTO tally VALUES(2,0,0);
DELETE FROM main.sqlite_sequence;
INSERT INTO main.sqlite_sequence VALUES ('article', 3);
INSERT INTO main.sqlite_sequence VALUES ('feed', 2);
INSERT INTO main.sqlite_sequence VALUES ('op', 2);
pragma user_version=1;
pragma application_id=1316186226;
COMMIT TRANSACTION;
