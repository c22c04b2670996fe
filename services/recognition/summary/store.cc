#include "services/recognition/summary/store.h"

#include <string>
#include <vector>

#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::summary {
namespace {

// Ranges of an index that begins with `who`, or without it when there are too many, and goes on with shown
// and order_time.
sql::Where Ranges(const std::string& table, const std::string& who, const std::vector<std::string>& few,
                  absl::Time start, absl::Time end) {
  sql::Where where;
  if (!few.empty()) where.AndIn(table + "." + who, few);
  std::vector<int> published;
  for (const recognition::Shown shown : recognition::kPublished) published.push_back(static_cast<int>(shown));
  where.And(fmt::format("{}.shown IN ({})", table, fmt::join(published, ", ")));
  where.And(table + ".order_time >= ?", {start}).And(table + ".order_time < ?", {end});
  return where;
}

absl::StatusOr<std::vector<Received>> ReadReceived(sql::Connection& connection,
                                                   const std::vector<std::string>& few, absl::Time start,
                                                   absl::Time end) {
  const std::string recognitions =
      "recognition FORCE INDEX (by_shown) STRAIGHT_JOIN recognition_recipient "
      "ON recognition_recipient.recognition = recognition.id";
  const std::string recipients =
      "recognition_recipient FORCE INDEX (by_person) STRAIGHT_JOIN recognition "
      "ON recognition.id = recognition_recipient.recognition";
  const sql::Where where =
      Ranges(few.empty() ? "recognition" : "recognition_recipient", "person", few, start, end);
  // Of those with one recipient only the sums: most have one.
  const std::string sql =
      "SELECT IF(recognition.recipient_count = 1, '', recognition.id) AS shared, "
      "recognition_recipient.person, recognition.value, COUNT(*), SUM(recognition.points_each) FROM " +
      (few.empty() ? recognitions : recipients) + where.sql() +
      " GROUP BY shared, recognition_recipient.person, recognition.value ORDER BY shared";
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(sql, where.values()));
  std::vector<Received> received;
  received.reserve(rows.size());
  for (const sql::Row& row : rows) {
    received.push_back({.shared = std::string(row.Text(0)),
                        .person = std::string(row.Text(1)),
                        .value = std::string(row.Text(2)),
                        .recognitions = row.Int(3),
                        .points = row.Int(4)});
  }
  return received;
}

absl::StatusOr<std::vector<std::string>> ReadGivers(sql::Connection& connection,
                                                    const std::vector<std::string>& few, absl::Time start,
                                                    absl::Time end) {
  const sql::Where where = Ranges("recognition", "sender", few, start, end);
  const std::string index = few.empty() ? "by_shown" : "by_sender";
  const std::string sql =
      "SELECT DISTINCT recognition.sender FROM recognition FORCE INDEX (" + index + ")" + where.sql();
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(sql, where.values()));
  std::vector<std::string> givers;
  givers.reserve(rows.size());
  for (const sql::Row& row : rows) givers.emplace_back(row.Text(0));
  return givers;
}

}  // namespace

absl::StatusOr<Activity> ReadActivity(sql::Connection& connection, const People& people, absl::Time start,
                                      absl::Time end) {
  if (people.empty()) return Activity{};
  std::vector<std::string> few;
  if (people.size() <= kFewPeople) few.assign(people.begin(), people.end());
  Activity activity;
  ASSIGN_OR_RETURN(activity.received, ReadReceived(connection, few, start, end));
  ASSIGN_OR_RETURN(activity.givers, ReadGivers(connection, few, start, end));
  return activity;
}

}  // namespace laurel::recognition::summary
