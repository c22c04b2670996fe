#include "services/recognition/allowance/store.h"

#include "absl/container/flat_hash_map.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::recognition::allowance {
namespace {

Giver Read(const sql::Row& row) {
  return {.version = row.Int(0), .period = std::string(row.Text(1)), .allowance = row.Int(2)};
}

}  // namespace

const sql::GuardRows kGivers = {
    .insert = "INSERT IGNORE INTO giver (person, version, period, allowance) VALUES (?, 1, '', 0)",
    .lock = "SELECT person FROM giver WHERE person = ? FOR UPDATE"};

absl::StatusOr<Giver> FindGiver(sql::Connection& connection, std::string_view person, sql::Lock lock) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT version, period, allowance FROM giver "
                                                "WHERE person = ?{}",
                                                sql::ClauseOf(lock)),
                                    {std::string(person)}));
  return rows.empty() ? Giver() : Read(rows.front());
}

absl::StatusOr<std::vector<Giver>> FindGivers(sql::Connection& connection,
                                              const std::vector<std::string>& people) {
  sql::Where where;
  where.AndIn("person", people);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT version, period, allowance, person FROM giver{}", where.sql()),
                       where.values()));
  absl::flat_hash_map<std::string, Giver> found;
  for (const sql::Row& row : rows) found.emplace(std::string(row.Text(3)), Read(row));
  std::vector<Giver> givers;
  for (const std::string& person : people) givers.push_back(found[person]);
  return givers;
}

void SaveGiver(sql::Changes& changes, std::string_view person, const Giver& before, std::string_view period,
               std::int64_t allowance) {
  changes.Update(
      "UPDATE giver SET version = version + 1, period = ?, allowance = ? WHERE person = ? AND version = ?",
      {std::string(period), allowance, std::string(person), before.version});
}

absl::StatusOr<std::vector<std::string>> FindGranted(sql::Connection& connection, std::string_view period,
                                                     std::string_view after, int limit) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT person FROM giver FORCE INDEX (by_period) "
                                    "WHERE period = ? AND person > ? ORDER BY person LIMIT ?",
                                    {std::string(period), std::string(after), std::int64_t{limit}}));
  std::vector<std::string> people;
  for (const sql::Row& row : rows) people.emplace_back(row.Text(0));
  return people;
}

absl::StatusOr<std::vector<std::string>> FindGrantedMonths(sql::Connection& connection) {
  std::vector<std::string> months;
  for (std::string after;; after = months.back()) {
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     connection.Query("SELECT period FROM giver FORCE INDEX (by_period) "
                                      "WHERE period > ? ORDER BY period LIMIT 1",
                                      {after}));
    if (rows.empty()) return months;
    months.emplace_back(rows.front().Text(0));
  }
}

}  // namespace laurel::recognition::allowance
