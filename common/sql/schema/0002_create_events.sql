-- The outbox: what transactions tell, in the transactions themselves. `inserted` is the database's clock, never a process's:
-- by it and id events come into order, because the clocks of two hosts do not agree about what came first.
CREATE TABLE IF NOT EXISTS event_pending (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  inserted DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time DATETIME(6) NOT NULL,
  -- Relations, separated by spaces: "person:… manager_of:… role:AUDITOR" (common/events/audience.h).
  audience TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- google.protobuf.Any, serialised.
  data MEDIUMBLOB NOT NULL,
  PRIMARY KEY (id),
  KEY event_pending_order (inserted, id)
) ENGINE=InnoDB;

-- What the sequencer made of it: without gaps, in the order of position. Kept for 7 days and a little.
CREATE TABLE IF NOT EXISTS event (
  position BIGINT NOT NULL,
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- When it was given its position, by the database's clock.
  sequenced DATETIME(6) NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time DATETIME(6) NOT NULL,
  audience TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  data MEDIUMBLOB NOT NULL,
  PRIMARY KEY (position)
) ENGINE=InnoDB;

-- Tells these events from those that a fresh database would number alike: part of every resume token.
CREATE TABLE IF NOT EXISTS event_origin (
  id TINYINT NOT NULL,
  origin CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB;

INSERT IGNORE INTO event_origin (id, origin) VALUES (1, UUID());

-- The sequencer's: positions are given by whoever locks this row under its epoch.
INSERT IGNORE INTO lease (name, owner, epoch, conn_id, expires, next_position)
VALUES ('events', '', 0, 0, '1970-01-02 00:00:00', 1);

-- How far this service has handled another one's events. The version fences replicas that handle the same one.
CREATE TABLE IF NOT EXISTS event_consumer (
  source VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  resume_token VARCHAR(1024) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  updated DATETIME(6) NOT NULL,
  PRIMARY KEY (source)
) ENGINE=InnoDB;
