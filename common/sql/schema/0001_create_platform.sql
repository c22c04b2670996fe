-- What was done under a request_id, and its answer. No second unique key: a 1062 of its INSERT means one thing only.
CREATE TABLE IF NOT EXISTS request_log (
  principal VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  method VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body_hash BINARY(32) NOT NULL,
  -- NULL: erased with the data of a person whom it named.
  answer MEDIUMBLOB NULL,
  created DATETIME(6) NOT NULL,
  PRIMARY KEY (principal, method, request_id),
  KEY request_log_created (created)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS request_log_mention (
  person VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  principal VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  method VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created DATETIME(6) NOT NULL,
  PRIMARY KEY (person, principal, method, request_id),
  KEY request_log_mention_created (created)
) ENGINE=InnoDB;

-- Who did what to which resource, whom it concerned, when: ids, codes and hashes, never text.
CREATE TABLE IF NOT EXISTS audit_record (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created DATETIME(6) NOT NULL,
  actor VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  method VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resource VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Of an update: the fields that it wrote, and SHA-256 over the resource as it was.
  fields VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  earlier_hash BINARY(32) NULL,
  PRIMARY KEY (id),
  KEY audit_record_actor (actor, id),
  KEY audit_record_subject (subject, id),
  KEY audit_record_resource (resource, id),
  KEY audit_record_method (method, id)
) ENGINE=InnoDB;
