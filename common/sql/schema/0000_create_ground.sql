-- What the migrator itself stands on: run before each migration, so it only ever creates.
CREATE TABLE IF NOT EXISTS schema_migration (
  component VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version INT NOT NULL,
  name VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- How many of its statements have run; finished is NULL until all have: a dirty version, resumed by the next migrator.
  statements_done INT NOT NULL,
  started DATETIME(6) NOT NULL,
  finished DATETIME(6) NULL,
  PRIMARY KEY (component, version)
) ENGINE=InnoDB;

-- Who may do what only one process may do at a time. The epoch is the fence: who holds an old one writes nothing.
CREATE TABLE IF NOT EXISTS lease (
  name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  epoch BIGINT NOT NULL,
  conn_id BIGINT NOT NULL,
  expires DATETIME(6) NOT NULL,
  next_position BIGINT NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB;
