-- Feedback. Ids are ULIDs; enums are the numbers of the protos.

-- order_time is submit_time, of what was never submitted create_time: by it pieces are listed. shown is the visibility of
-- what others may know of, and 0 of drafts. Each list is one or a few ranges of these keys, each filter an equality at
-- their beginning; inside of a range are filtered by_author_subject and, by state, by_session and by_session_shown
-- (feedback/range_store.h).
CREATE TABLE IF NOT EXISTS feedback (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  author CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL,
  strengths TEXT NOT NULL,
  growth_areas TEXT NOT NULL,
  next_step TEXT NOT NULL,
  visibility TINYINT NOT NULL,
  focus_area VARCHAR(300) NOT NULL,
  competencies JSON,
  evidence JSON,
  session CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  goals JSON,
  state TINYINT NOT NULL,
  state_time DATETIME(6) NOT NULL,
  submit_time DATETIME(6),
  acknowledge_time DATETIME(6),
  acknowledge_comment VARCHAR(1000) NOT NULL,
  audience_teams JSON,
  order_time DATETIME(6) GENERATED ALWAYS AS (COALESCE(submit_time, create_time)) STORED,
  shown TINYINT GENERATED ALWAYS AS (CASE WHEN state IN (1, 4) THEN 0 ELSE visibility END) STORED,
  PRIMARY KEY (id),
  KEY by_subject (subject, shown, kind, order_time, id),
  KEY by_subject_state (subject, state, shown, kind, order_time, id),
  KEY by_author (author, kind, order_time, id),
  KEY by_author_state (author, state, shown, kind, order_time, id, subject),
  KEY by_author_subject (author, subject, kind, order_time, id, state, shown, session),
  KEY by_session (session, subject, shown, kind, order_time, id, state),
  KEY by_session_shown (session, shown, kind, order_time, id, subject, state),
  KEY by_state (state, state_time)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The teams to which a piece was shown: what a member finds in the list of a subject is one range for each of their teams.
-- state is that of the piece.
CREATE TABLE IF NOT EXISTS feedback_team (
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL,
  order_time DATETIME(6) NOT NULL,
  feedback CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state TINYINT NOT NULL,
  PRIMARY KEY (team, subject, kind, order_time, feedback),
  KEY by_state (team, subject, state, kind, order_time, feedback)
) ENGINE=InnoDB;

-- What was shown to others, word for word: 1 is what was submitted.
CREATE TABLE IF NOT EXISTS feedback_revision (
  feedback CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n INT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL,
  strengths TEXT NOT NULL,
  growth_areas TEXT NOT NULL,
  next_step TEXT NOT NULL,
  focus_area VARCHAR(300) NOT NULL,
  competencies JSON,
  evidence JSON,
  PRIMARY KEY (feedback, n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
