CREATE TABLE IF NOT EXISTS person (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  employee_number VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  display_name VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci NOT NULL,
  title VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  location VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  time_zone VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  locale VARCHAR(35) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  hire_date DATE NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  create_time DATETIME(6) NOT NULL,
  update_time DATETIME(6) NOT NULL,
  -- The lower-cased email: what makes two addresses the same.
  email_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  UNIQUE KEY person_employee_number (employee_number),
  UNIQUE KEY person_email_key (email_key),
  KEY person_display_name (display_name, id)
) ENGINE=InnoDB;

-- A status holds from its first day until the person's next one begins.
CREATE TABLE IF NOT EXISTS person_status (
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  start_date DATE NOT NULL,
  state TINYINT NOT NULL,
  coachable TINYINT NOT NULL,
  PRIMARY KEY (person, start_date)
) ENGINE=InnoDB;

-- "At most one open grant of a role to a person" is the unique key: open_role is NULL once the grant has ended.
CREATE TABLE IF NOT EXISTS role_grant (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role TINYINT NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NULL,
  start_time DATETIME(6) NOT NULL,
  end_time DATETIME(6) NULL,
  open_role TINYINT GENERATED ALWAYS AS (CASE WHEN end_time IS NULL THEN role END) STORED,
  UNIQUE KEY role_grant_open (person, open_role),
  KEY role_grant_role (open_role)
) ENGINE=InnoDB;
