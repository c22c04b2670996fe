#!/usr/bin/env bash
# Proves that the SQL is portable: each rule names what MySQL 9 and MariaDB 10.11 do not do alike, or what Laurel does
# without (docs/adr/0011). Read are the migrations, and the string literals of C++ that look like SQL: keywords are written
# in capitals. What stands in quotes inside a statement is no SQL; JSON columns and trailing spaces are left to the tests.
#   cmake/check_sql.sh               checks the tree
#   cmake/check_sql.sh --self-test   plants what each rule forbids, and what all allow, and expects that the one is found
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
names=() patterns=() planted=()

# rule NAME PATTERN BAD: a Perl regular expression, without regard to case, over a statement or a piece of one on a line of
# its own. BAD is what --self-test plants.
rule() { names+=("$1") patterns+=("$2") planted+=("$3"); }

rule 'RETURNING' '\breturning\b' 'INSERT INTO t (a) VALUES (?) RETURNING a'
rule 'IF [NOT] EXISTS in ALTER TABLE or CREATE INDEX' '\b(alter table|create (unique |fulltext )?index)\b.*\bif (not )?exists\b' \
  'ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT'
rule '-> and ->> on JSON' '->' "SELECT a->>'x' FROM t"
rule 'an alias of the row in INSERT' '\)\s*as\s+\w+\s*(\([^()]*\)\s*)?on duplicate\b|\bas new\b' \
  'INSERT INTO t (a) VALUES (?) AS fresh ON DUPLICATE KEY UPDATE a = fresh.a'
rule 'FOR SHARE (write LOCK IN SHARE MODE)' '\bfor share\b' 'SELECT a FROM t FOR SHARE'
rule 'NOWAIT, WAIT, SKIP LOCKED' '\bnowait\b|\bupdate wait\b|\bskip locked\b' 'SELECT a FROM t FOR UPDATE SKIP LOCKED'
rule 'an index on an expression' '\b(key|index)\b[^()]*\(\s*(\w+\s*(\(\d+\)\s*)?((asc|desc)\s*)?,\s*)*\(' \
  'CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (id, (a + 1)))'
rule 'the types UUID, INET4 and INET6' '\b(create|alter) table\b.*\w\s+(uuid|inet[46])\b\s*(?!\()' \
  'CREATE TABLE t (id UUID NOT NULL PRIMARY KEY)'
rule 'SET STATEMENT' '\bset statement\b' 'SET STATEMENT lock_wait_timeout = 1 FOR SELECT a FROM t'
rule 'a collation that one of the two does not have, or that takes two emoji for one' \
  '\bcollate\s*=?\s*(?!(utf8mb4_bin|utf8mb4_unicode_520_ci|ascii_bin|binary)\b)\w' \
  'CREATE TABLE t (a CHAR(1)) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci'
rule 'a character set without its collation' '\b(charset|character set)\s*=?\s*+\w++(?!\s+collate\b)' \
  'ALTER TABLE t ADD COLUMN a VARCHAR(9) CHARACTER SET utf8mb4 NOT NULL'
# A migration stands in whatever schema the operator made; a table of a test stands in the test's own.
rule 'text in a migration without a collation' \
  '^\S+\.sql:\d+\tcreate table(?!.*\)[^()]*\bcollate\b[^()]*$).*[\w`]\s+((var)?char\s*\(\d+\)|(tiny|medium|long)?text\b)\s*+(?!character set)' \
  'CREATE TABLE t (a VARCHAR(9) NOT NULL) ENGINE=InnoDB'
rule 'NOT NULL on a generated column, or PERSISTENT' '\)\s*(stored|virtual)\s+not null|\bpersistent\b' \
  'CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a + 1) STORED NOT NULL)'
rule 'DEFAULT of an expression without parentheses' '\bdefault\s+(?!(current_timestamp|now|localtimestamp)\b)\w+\s*\(' \
  'CREATE TABLE t (a CHAR(36) CHARACTER SET ascii COLLATE ascii_bin DEFAULT UUID())'
rule 'a sequence' '\bseq_\d+_to_\d+\b|\bnextval\b|\bnext value for\b|\bcreate sequence\b' 'SELECT seq FROM seq_1_to_10'
rule 'EXPLAIN in a form of its own on each (tests: TestDatabase::Explain)' '\bexplain\b(?!\s*/\*!80032 format=)' \
  'EXPLAIN SELECT a FROM t'
rule 'MD5 and SHA1, which MySQL 9 has as a component alone' '\b(md5|sha1?)\s*\(' 'SELECT MD5(a) FROM t'
rule 'locks by name' '\b(get|release|is_free|is_used)_lock\s*\(' "SELECT GET_LOCK('a', 1)"
rule 'triggers, procedures, events of the database' \
  '\bcreate\s+(or replace\s+)?(definer\s*=\s*\S+\s+)?(trigger|procedure|function|event)\b|^\S+\tcall\s' \
  'CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1'
rule 'AUTO_INCREMENT' '\bauto_increment\b' 'CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY)'
# Those that only one of the two reserves, and that somebody may want to call a column.
rule 'a reserved word as a name' \
  '(?<![`\w@])((rank|lead|lag|groups|grouping|system|empty|external|library|portion)\b(?!\s*\()|offset\b(?!\s*([?{\d]|$)))' \
  'SELECT id, rank FROM t'
allowed=(
  "SELECT 'returning', rank() OVER (ORDER BY a), JSON_VALUE(b, '\$.x->y') FROM t WHERE a = ? LIMIT ? OFFSET ?"
  "EXPLAIN /*!80032 FORMAT=TRADITIONAL */ SELECT a.b FROM t a LOCK IN SHARE MODE"
  "INSERT INTO t (id, a) VALUES (UUID(), ?) ON DUPLICATE KEY UPDATE a = VALUES(a)"
  "CREATE TABLE IF NOT EXISTS t (id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin DEFAULT (UUID()), \`rank\` INT, at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6), b INT GENERATED ALWAYS AS (a + 1) STORED, KEY k (id(9), b DESC), CHECK (a > 0))"
  "CREATE TABLE t (uuid INT, text TEXT, a VARCHAR(9)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin")

# Of the files named on standard input: FILE:LINE, a tab, and a statement or a literal without what it quotes.
# shellcheck disable=SC2016  # Perl's dollars
statements() {
  xargs -r perl -0777 -ne '
    sub show { my ($at, $sql) = @_;
      my $line = 1 + (substr($_, 0, $at) =~ tr/\n//);
      $sql =~ s/\x27(?:[^\x27\\]|\\.|\x27\x27)*\x27|`[^`]*`/\x27\x27/gs;
      $sql =~ s/\s+/ /g; $sql =~ s/^ //;
      print "$ARGV:$line\t$sql\n" if $sql ne "" }
    if ($ARGV =~ /\.sql$/) {
      s{(\x27(?:[^\x27\\]|\\.|\x27\x27)*\x27)|--[^\n]*|/\*[^!].*?\*/}{$1 // ""}ges;
      show($-[1], $1) while /\s*((?:[^;\x27]|\x27(?:[^\x27\\]|\\.|\x27\x27)*\x27)+)/g;
      next;
    }
    my ($begin, $end, $sql) = (0, -1, "");
    my $told = sub { show($begin, $sql) if $sql =~ /\b(SELECT|INSERT|UPDATE|DELETE|REPLACE|ALTER|CREATE|DROP|KILL|SHOW|SET|CALL|EXPLAIN|
      FROM|WHERE|JOIN|VALUES|LIMIT|UNION|RETURNING|AND|OR|(ORDER|GROUP)\ BY|FOR\ (UPDATE|SHARE))\b|\w\ (=|<|>|<=|>=|<>)\ \?/x; $sql = "" };
    while (m{//[^\n]*|/\*.*?\*/|(?<raw>R"(?<tag>[^\s()\\"]*)\((?<text>.*?)\)\g{tag}")|(?<string>"(?<text>(?:[^"\\\n]|\\.)*)")|\x27(?:[^\x27\\\n]|\\.)+\x27|\w+(?:\x27\w+)*}gs) {
      next unless defined $+{text};
      my ($at, $to, $text) = ($-[0], $+[0], $+{text});
      $text =~ s/\\n/ /g, $text =~ s/\\(.)/$1/gs if defined $+{string};
      if ($end < 0 || substr($_, $end, $at - $end) =~ /\S/) { $told->(); $begin = $at }
      $sql .= $text; $end = $to;
    }
    $told->()'
}

judge() {
  local found i
  found=$(statements)
  for i in "${!names[@]}"; do
    { grep -iP -- "${patterns[i]}" <<<"$found" || true; } | cut -f1 | sed "s|\$|: ${names[i]//&/\\&}|"
  done
}

self_test() {
  local i line found missed=0 folder; folder=$(mktemp -d)
  # shellcheck disable=SC2064  # this run's folder
  trap "rm -rf '$folder'" EXIT
  cd "$folder"
  for i in "${!names[@]}"; do
    printf -- '-- It returns, for share; isn'"'"'t it?\n%s;\n' "${planted[i]}" >"$i.sql"
    # Broken in two, as long literals are.
    printf 'auto x = 1'"'"'000;  // says "RETURNING"\nf(R"(%s)");\nf("%s"\n  "%s");\n' "${planted[i]}" "${planted[i]:0:9}" "${planted[i]:9}" >"$i.cc"
  done
  found=$(printf '%s\n' ./*.sql ./*.cc | judge)
  for i in "${!names[@]}"; do
    grep -qxF "./$i.sql:2: ${names[i]}" <<<"$found" || { echo "not found in a migration: ${planted[i]}"; missed=1; }
    [[ ${names[i]} != *migration* ]] || continue
    for line in 2 3; do
      grep -qxF "./$i.cc:$line: ${names[i]}" <<<"$found" || { echo "not found in C++, line $line: ${planted[i]}"; missed=1; }
    done
  done
  printf '%s;\n' "${allowed[@]}" >allowed.sql
  printf 'f("%s");\n' "${allowed[@]}" >allowed.cc
  found=$(printf 'allowed.%s\n' sql cc | judge)
  [[ -z $found ]] || { printf 'a false alarm: %s\n' "$found"; missed=1; }
  return "$missed"
}

if [[ ${1:-} == --self-test ]]; then self_test; exit; fi
cd "$root"
found=$(find common services tests -name node_modules -prune -o \( -name '*.sql' -o -name '*.h' -o -name '*.cc' \) -print | sort | judge)
[[ -z $found ]] || { printf '%s\n' "$found"; exit 1; }
