-- Whether a status that has begun was told, and had its consequences. What began before there were events counts as told;
-- a row that an older binary writes does not. What begins today in UTC may not have begun where the person is.
ALTER TABLE person_status ADD COLUMN announced TINYINT NOT NULL DEFAULT 0;

UPDATE person_status SET announced = 1 WHERE start_date < UTC_DATE();

ALTER TABLE person_status ADD KEY person_status_announced (announced, start_date);

-- Who changed a person's state, when and why; the state is another one from start_date on. n is the version of the person
-- that the change made: it grows, and may skip.
CREATE TABLE IF NOT EXISTS person_status_change (
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n BIGINT NOT NULL,
  start_date DATE NOT NULL,
  from_state TINYINT NOT NULL,
  to_state TINYINT NOT NULL,
  actor CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time DATETIME(6) NOT NULL,
  reason VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (person, n)
) ENGINE=InnoDB;
