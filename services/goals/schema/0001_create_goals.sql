-- Goals: what was agreed to reach, how it is measured, and how it stood when.
-- Ids are ULIDs; enums are the numbers of the protos; decimals are text, as they were written but without needless zeros.

-- path: the ids of the goals above it, from the root, and its own, so that a tree read in its order is read depth first, and
-- what stands below a goal is a range. The row of the root guards its tree: who changes a goal, or anything of it, holds it.
-- own_weight, own_units: what its key results count together, and their progress. parts_weight, parts_sum: the same of the
-- goals directly below it that count, the latter each times its weight. units: its progress. Weights in millionths, units of
-- 10^-18 (docs/adr/0020). They change by what others do, and so not with the version.
CREATE TABLE IF NOT EXISTS goal (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owners JSON NOT NULL,
  level TINYINT NOT NULL,
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  parent CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  title VARCHAR(120) NOT NULL,
  description TEXT NOT NULL,
  start_date DATE NOT NULL,
  end_date DATE NOT NULL,
  weight VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  visibility TINYINT NOT NULL,
  lifecycle TINYINT NOT NULL,
  lifecycle_time DATETIME(6) NOT NULL,
  lifecycle_reason VARCHAR(300) NOT NULL,
  health TINYINT NOT NULL,
  last_check_in_time DATETIME(6),
  own_progress VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  depth TINYINT NOT NULL,
  path VARCHAR(234) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  own_weight DECIMAL(65,0) NOT NULL,
  own_units BIGINT NOT NULL,
  parts_weight DECIMAL(65,0) NOT NULL,
  parts_sum DECIMAL(65,0) NOT NULL,
  units BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY by_path (path),
  KEY by_team (team, create_time, id),
  KEY by_parent (parent, create_time, id),
  KEY by_level (level, create_time, id),
  KEY by_creator (creator, create_time, id),
  KEY by_period (end_date, start_date),
  KEY by_lifecycle (lifecycle, health, last_check_in_time, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Each owner, with the goal's create_time: a list of their goals is a range.
CREATE TABLE IF NOT EXISTS goal_owner (
  goal CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL,
  PRIMARY KEY (goal, owner),
  KEY by_owner (owner, create_time, goal)
) ENGINE=InnoDB;

-- In the order of ordinal.
CREATE TABLE IF NOT EXISTS key_result (
  goal CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  ordinal INT NOT NULL,
  title VARCHAR(120) NOT NULL,
  kind TINYINT NOT NULL,
  metric VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  unit VARCHAR(20) NOT NULL,
  direction TINYINT NOT NULL,
  baseline VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  stretch VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  weight VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  current VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  measure_time DATETIME(6),
  progress VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (goal, id),
  UNIQUE KEY by_ordinal (goal, ordinal)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Only added to. superseded_by is written once, by the check-in that says so.
CREATE TABLE IF NOT EXISTS check_in (
  goal CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  key_result CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  value VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  health TINYINT NOT NULL,
  confidence TINYINT,
  comment TEXT NOT NULL,
  time DATETIME(6) NOT NULL,
  supersedes CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  superseded_by CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  PRIMARY KEY (goal, id),
  KEY by_time (goal, time, id),
  KEY by_key_result (goal, key_result, time, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS goal_comment (
  goal CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (goal, id),
  KEY by_time (goal, create_time, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- One row for each change of lifecycle. n is the version of the goal that the change made: it grows, and may skip.
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
