-- Recognition: who thanked whom, what others said to it, and the programme's rules.
-- Ids are ULIDs; enums are the numbers of the protos; durations are microseconds; months are "2026-11".

-- One row: the rules that hold now.
CREATE TABLE IF NOT EXISTS program (
  id TINYINT NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  time_zone VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  allowance BIGINT NOT NULL,
  max_each BIGINT NOT NULL,
  pair_cap BIGINT NOT NULL,
  approval_threshold BIGINT NOT NULL,
  undo_window BIGINT NOT NULL,
  value_required TINYINT NOT NULL,
  new_hire_allowance TINYINT NOT NULL,
  leaver_redeem_days INT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB;

INSERT IGNORE INTO program (id, version, create_time, update_time, time_zone, allowance, max_each, pair_cap,
                            approval_threshold, undo_window, value_required, new_hire_allowance, leaver_redeem_days)
VALUES (1, 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 'UTC', 100, 50, 100, 0, 600000000, 0, 1, 90);

CREATE TABLE IF NOT EXISTS company_value (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci NOT NULL,
  hashtag VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  active TINYINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY by_hashtag (hashtag),
  KEY by_title (title, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- order_time is publish_time, of what was never published create_time: by it recognitions are listed. shown says who finds
-- it in lists: 1 to 3 what is published, by its visibility; 0 what waits for approval; 4 what was hidden or revoked; 5 what
-- was rejected. Each list is one or a few ranges of these keys. by_shown holds beside its range all that a summary adds up,
-- which so reads a month of everybody without the rows and their messages.
CREATE TABLE IF NOT EXISTS recognition (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  sender CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recipients JSON NOT NULL,
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  message TEXT NOT NULL,
  value CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  points_each BIGINT NOT NULL,
  visibility TINYINT NOT NULL,
  evidence JSON,
  parent CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  state TINYINT NOT NULL,
  state_time DATETIME(6) NOT NULL,
  state_reason VARCHAR(300) NOT NULL,
  publish_time DATETIME(6),
  audience_teams JSON,
  approver CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  order_time DATETIME(6) GENERATED ALWAYS AS (COALESCE(publish_time, create_time)) STORED,
  shown TINYINT GENERATED ALWAYS AS (CASE state WHEN 1 THEN 0 WHEN 2 THEN visibility WHEN 5 THEN 5 ELSE 4 END) STORED,
  recipient_count SMALLINT GENERATED ALWAYS AS (JSON_LENGTH(recipients)) STORED,
  PRIMARY KEY (id),
  KEY by_shown (shown, order_time, id, sender, value, points_each, recipient_count),
  KEY by_sender (sender, shown, order_time, id),
  KEY by_value (value, shown, order_time, id),
  KEY by_parent (parent, shown, order_time, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Each recipient, with the sender, order_time and shown of the recognition beside them, so that every list of a person's is
-- a range. period and cap_points: what counts against pair_cap in that month; 0 once it was revoked or rejected.
CREATE TABLE IF NOT EXISTS recognition_recipient (
  recognition CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sender CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shown TINYINT NOT NULL,
  order_time DATETIME(6) NOT NULL,
  period CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cap_points BIGINT NOT NULL,
  PRIMARY KEY (recognition, person),
  KEY by_person (person, shown, order_time, recognition),
  KEY by_pair (person, sender, shown, order_time, recognition),
  KEY by_cap (sender, period, person, cap_points)
) ENGINE=InnoDB;

-- The teams of all recipients when it was given.
CREATE TABLE IF NOT EXISTS recognition_team (
  recognition CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sender CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shown TINYINT NOT NULL,
  order_time DATETIME(6) NOT NULL,
  PRIMARY KEY (recognition, team),
  KEY by_team (team, shown, order_time, recognition),
  KEY by_team_sender (team, sender, shown, order_time, recognition)
) ENGINE=InnoDB;

-- Each of these teams with each recipient, of visibility TEAM alone: what a team reads in the lists of one recipient.
CREATE TABLE IF NOT EXISTS recognition_team_recipient (
  recognition CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sender CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shown TINYINT NOT NULL,
  order_time DATETIME(6) NOT NULL,
  PRIMARY KEY (recognition, team, person),
  KEY by_team_person (team, person, shown, order_time, recognition),
  KEY by_team_pair (team, person, sender, shown, order_time, recognition)
) ENGINE=InnoDB;

-- One row for each change of state. n is the version of the recognition that the change made: it grows, and may skip.
CREATE TABLE IF NOT EXISTS status_change (
  resource CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n BIGINT NOT NULL,
  from_state TINYINT NOT NULL,
  to_state TINYINT NOT NULL,
  actor CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time DATETIME(6) NOT NULL,
  reason VARCHAR(300) NOT NULL,
  former_scheduled_time DATETIME(6) NULL,
  scheduled_time DATETIME(6) NULL,
  attendees_added JSON NULL,
  attendees_removed JSON NULL,
  PRIMARY KEY (resource, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- emoji_key is emoji without U+FE0F, which says only in which style it is drawn: one person, one key, one reaction, and
-- in this order they are counted. place numbers those of one person, so that no two that come at once pass the limit.
CREATE TABLE IF NOT EXISTS reaction (
  recognition CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  emoji VARCHAR(10) NOT NULL,
  emoji_key VARCHAR(10) NOT NULL,
  place TINYINT NOT NULL,
  PRIMARY KEY (recognition, emoji_key, creator),
  UNIQUE KEY by_creator (recognition, creator, place),
  UNIQUE KEY by_id (recognition, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Listed by by_time, oldest first. What was deleted is not here.
CREATE TABLE IF NOT EXISTS comment (
  recognition CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (recognition, id),
  KEY by_time (recognition, create_time, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
