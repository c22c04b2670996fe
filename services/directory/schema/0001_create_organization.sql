-- Every change of the organisation locks this row first and takes the next version, so that the order of versions is the
-- order of commits. `origin` tells this organisation from one that a fresh database would begin.
CREATE TABLE IF NOT EXISTS organization_guard (
  id TINYINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  origin CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE=InnoDB;

INSERT IGNORE INTO organization_guard (id, version, origin) VALUES (1, 0, UUID());

-- What each version changed: laurel.directory.v1.OrganizationRecords, serialised. Kept for 8 days.
CREATE TABLE IF NOT EXISTS organization_change (
  version BIGINT NOT NULL PRIMARY KEY,
  written DATETIME(6) NOT NULL,
  records MEDIUMBLOB NOT NULL,
  KEY organization_change_written (written)
) ENGINE=InnoDB;
