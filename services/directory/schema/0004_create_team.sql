-- A closed team keeps its row: end_date is the last day in force.
CREATE TABLE IF NOT EXISTS team (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  display_name VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci NOT NULL,
  kind TINYINT NOT NULL,
  end_date DATE NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  KEY team_display_name (display_name, id)
) ENGINE=InnoDB;

-- parent NULL: at the root.
CREATE TABLE IF NOT EXISTS team_placement (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  parent CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  start_date DATE NOT NULL,
  end_date DATE NULL,
  KEY team_placement_team (team, start_date),
  KEY team_placement_parent (parent, start_date)
) ENGINE=InnoDB;

-- role: laurel.directory.v1.TeamRole.
CREATE TABLE IF NOT EXISTS team_membership (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  team CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role TINYINT NOT NULL,
  start_date DATE NOT NULL,
  end_date DATE NULL,
  KEY team_membership_team (team, start_date),
  KEY team_membership_person (person, start_date)
) ENGINE=InnoDB;
