-- The ledger: points move between accounts, in transactions whose entries sum to 0. Entries are only ever added.

CREATE TABLE IF NOT EXISTS ledger_transaction (
  id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  create_time DATETIME(6) NOT NULL,
  creator CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  kind TINYINT NOT NULL,
  period CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recognition CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  reason VARCHAR(300) NOT NULL,
  PRIMARY KEY (id),
  KEY by_recognition (recognition, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS ledger_entry (
  transaction CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  delta BIGINT NOT NULL,
  PRIMARY KEY (transaction, account),
  KEY by_account (account, delta)
) ENGINE=InnoDB;

-- Whose accounts a transaction touches: each list of a person's transactions is one range.
CREATE TABLE IF NOT EXISTS ledger_person (
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  transaction CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL,
  period CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (person, transaction),
  KEY by_kind (person, kind, transaction),
  KEY by_period (person, period, transaction),
  KEY by_kind_period (person, kind, period, transaction)
) ENGINE=InnoDB;

-- What stands on each account but `issued`, on which everything would queue: the sum of its entries, which VerifyLedger
-- proves. Written in the transaction of the entries, by guarded statements.
CREATE TABLE IF NOT EXISTS ledger_account (
  account VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  balance BIGINT NOT NULL,
  PRIMARY KEY (account)
) ENGINE=InnoDB;

-- The guard of what one person may give: giving/{person}/… and boost/{person} change under the lock of this row alone.
-- period is the month of the last grant, allowance what was granted for it; "" and 0: none yet.
CREATE TABLE IF NOT EXISTS giver (
  person CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  period CHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  allowance BIGINT NOT NULL,
  PRIMARY KEY (person),
  KEY by_period (period, person)
) ENGINE=InnoDB;

-- What the last proof of the ledger found, and when the next one is due; claim: whoever is at it. One row.
CREATE TABLE IF NOT EXISTS ledger_proof (
  id TINYINT NOT NULL,
  due_time DATETIME(6) NOT NULL,
  claim VARCHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  claim_time DATETIME(6),
  verify_time DATETIME(6),
  transactions BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  imbalance BIGINT NOT NULL,
  below_floor BIGINT NOT NULL,
  balances_off BIGINT NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB;

INSERT IGNORE INTO ledger_proof (id, due_time, claim, transactions, entries, imbalance, below_floor, balances_off)
VALUES (1, UTC_TIMESTAMP(6), '', 0, 0, 0, 0, 0);
