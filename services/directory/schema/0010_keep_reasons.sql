-- Who ended a grant, and why; when is end_time. Both NULL for what ended before they were kept, revoker also when no person
-- did it, revoke_reason when none was given.
ALTER TABLE role_grant
  ADD COLUMN revoker CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN revoke_reason VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;

-- Who changed a team, when, which field of it, and why (empty when no reason was given). n is the version of the team that the
-- change made.
CREATE TABLE IF NOT EXISTS team_change (
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n BIGINT NOT NULL,
  field VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time DATETIME(6) NOT NULL,
  reason VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (team, n)
) ENGINE=InnoDB;
