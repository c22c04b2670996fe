-- Periods hold from start_date to end_date, both included; end_date NULL is open. kind: laurel.directory.v1.LineKind.
CREATE TABLE IF NOT EXISTS reporting_line (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  manager CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL,
  start_date DATE NOT NULL,
  end_date DATE NULL,
  KEY reporting_line_person (person, kind, start_date),
  KEY reporting_line_manager (manager, kind, start_date)
) ENGINE=InnoDB;
