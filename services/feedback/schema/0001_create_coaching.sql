-- Coaching: sessions, who takes part, notes, action items, and how each came into its state.
-- Ids are ULIDs; enums are the numbers of the protos; durations are microseconds. Who may read what is decided in the rules.

-- order_time is held_time, else scheduled_time: by it sessions are listed. held_change_time is when the session came into
-- HELD, which held_time (when people met) does not say: notes, voiding and acknowledgement delays count from it.
CREATE TABLE IF NOT EXISTS coaching_session (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL,
  coach CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  focus_area VARCHAR(300) NOT NULL,
  behaviours JSON,
  scheduled_time DATETIME(6),
  duration BIGINT,
  held_time DATETIME(6),
  evidence JSON,
  goals JSON,
  follow_up_time DATETIME(6),
  state TINYINT NOT NULL,
  state_time DATETIME(6) NOT NULL,
  order_time DATETIME(6) NOT NULL,
  held_change_time DATETIME(6),
  PRIMARY KEY (id),
  KEY by_state (state, state_time)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Coach (role 1, position 0) and attendees (role 2, from position 1 on), with the session's state and order_time beside
-- them, so that every list of a person's sessions is one range of by_person, filtered inside the index. counted_time is
-- set when the session counts as coaching of this person (attended; HELD or ACKNOWLEDGED): the last one is one step in
-- by_counted.
CREATE TABLE IF NOT EXISTS session_participant (
  session CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  position SMALLINT NOT NULL,
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role TINYINT NOT NULL,
  state TINYINT NOT NULL,
  order_time DATETIME(6) NOT NULL,
  acknowledge_time DATETIME(6),
  comment VARCHAR(1000),
  counted_time DATETIME(6) GENERATED ALWAYS AS (CASE WHEN role = 2 AND state IN (3, 4) THEN order_time END) STORED,
  PRIMARY KEY (session, position),
  KEY by_person (person, order_time, session, role, state),
  KEY by_counted (person, counted_time)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Clustered as it is listed: the notes of a session, oldest first.
CREATE TABLE IF NOT EXISTS note (
  session CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  update_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  visibility TINYINT NOT NULL,
  text MEDIUMTEXT NOT NULL,
  PRIMARY KEY (session, create_time, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- session_coach is the coach of the origin session: reading rights and the items of a pair need it without a join.
CREATE TABLE IF NOT EXISTS action_item (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text TEXT NOT NULL,
  due_date DATE,
  session CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  goal CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  state TINYINT NOT NULL,
  state_time DATETIME(6) NOT NULL,
  session_coach CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  PRIMARY KEY (id),
  KEY by_owner (owner, create_time, id, state),
  KEY by_session (session, create_time, id),
  KEY by_state (state, state_time)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row for each change of state. n is the version of the resource that the change made: it grows, and may skip.
CREATE TABLE IF NOT EXISTS status_change (
  resource CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n BIGINT NOT NULL,
  from_state TINYINT NOT NULL,
  to_state TINYINT NOT NULL,
  actor CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time DATETIME(6) NOT NULL,
  reason VARCHAR(300) NOT NULL,
  PRIMARY KEY (resource, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
