-- The everyday of coaching: plans that keep out of each other's way, what is to be talked about, what was said at first.

-- One row for each person who ever took part in a plan: locked first, in the order of ids, by whoever plans something for
-- them, so that two plans of one hour cannot both find it free.
CREATE TABLE IF NOT EXISTS calendar (
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE=InnoDB;

-- series: the first session of those that were planned together. overdue_time: when a plan becomes overdue; NULL once that
-- has been told, and for whatever is no plan.
ALTER TABLE coaching_session
  ADD COLUMN series CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN overdue_time DATETIME(6) NULL,
  ADD KEY by_series (series, order_time, id),
  ADD KEY by_overdue (overdue_time, id);
-- A plan of the last month of all years never becomes overdue: times end there.
UPDATE coaching_session SET overdue_time = TIMESTAMPADD(MICROSECOND, duration + 86400000000, scheduled_time)
  WHERE state = 1 AND scheduled_time < '9999-12-01';

-- position: from 1 on, without gaps.
CREATE TABLE IF NOT EXISTS talking_point (
  session CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text VARCHAR(1000) NOT NULL,
  done TINYINT NOT NULL,
  position INT NOT NULL,
  PRIMARY KEY (session, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The texts that a note had before; its present one stands in note. n counts from 1.
ALTER TABLE note ADD COLUMN revision INT NOT NULL DEFAULT 1;
CREATE TABLE IF NOT EXISTS note_revision (
  session CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  note CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n INT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  text MEDIUMTEXT NOT NULL,
  PRIMARY KEY (session, note, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Which open items of its coach and attendees were there when a session was held. Of a plan they are looked up.
CREATE TABLE IF NOT EXISTS carried_item (
  session CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  item CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (session, item),
  KEY by_item (item, session)
) ENGINE=InnoDB;
ALTER TABLE action_item ADD KEY by_open (owner, state, create_time, id);

-- Of a session that was moved, or whose attendees changed: from_state and to_state are the same.
ALTER TABLE status_change
  ADD COLUMN former_scheduled_time DATETIME(6) NULL,
  ADD COLUMN scheduled_time DATETIME(6) NULL,
  ADD COLUMN attendees_added JSON NULL,
  ADD COLUMN attendees_removed JSON NULL;
