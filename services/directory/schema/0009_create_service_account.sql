-- Programs that sign in. Never deleted: a subject stays taken, so that a disabled account's tokens never become another's.
-- creator NULL: made by the service's configuration. role: laurel.directory.v1.ServiceAccountRole.
CREATE TABLE IF NOT EXISTS service_account (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  subject VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  display_name VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  role TINYINT NOT NULL,
  disabled TINYINT NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  -- Who disabled it, and why; when is update_time.
  disabler CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  disable_reason VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  UNIQUE KEY service_account_subject (subject)
) ENGINE=InnoDB;
