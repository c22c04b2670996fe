#include "services/recognition/recognition/store.h"

#include "absl/container/flat_hash_map.h"
#include "common/sql/in_list.h"
#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/recognition/names.h"

namespace laurel::recognition::recognition {
namespace {

using sql::Column;

std::int64_t ShownColumn(const v1::Recognition& recognition) {
  return static_cast<std::int64_t>(ShownOf(recognition));
}

}  // namespace

const sql::Record& RecognitionRecord() {
  static const auto& record = *new sql::Record(
      "recognition", v1::Recognition::descriptor(),
      {Column::Name({"id"}, kRecognitionPattern), Column::Version(), Column::Field("create_time"),
       Column::Field("update_time"), Column::Reference("sender", org::kPersonPattern),
       Column::Field("recipients"), Column::Reference("team", org::kTeamPattern), Column::Field("message"),
       Column::Reference("value", kValuePattern), Column::Field("points_each"), Column::Field("visibility"),
       Column::Field("evidence"), Column::Reference("parent", kRecognitionPattern), Column::Field("state"),
       Column::Field("state_time"), Column::Field("state_reason"), Column::Field("publish_time"),
       Column::Field("audience_teams"), Column::Reference("approver", org::kPersonPattern)});
  return record;
}

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock) {
  return sql::FindVersioned<Stored>(connection, RecognitionRecord(), {id}, lock);
}

absl::StatusOr<std::vector<v1::Recognition>> FindAll(sql::Connection& connection,
                                                     const std::vector<std::string>& ids) {
  if (ids.empty()) return std::vector<v1::Recognition>();
  sql::Where where;
  where.AndIn("id", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {} FROM recognition{}",
                                                RecognitionRecord().SelectList(), where.sql()),
                                    where.values()));
  return RecognitionRecord().ReadAll<v1::Recognition>(rows);
}

Shown ShownOf(const v1::Recognition& recognition) {
  switch (recognition.state()) {
    case v1::RECOGNITION_STATE_PENDING_APPROVAL:
      return Shown::kPending;
    case v1::RECOGNITION_STATE_PUBLISHED:
      return static_cast<Shown>(recognition.visibility());
    case v1::RECOGNITION_STATE_REJECTED:
      return Shown::kRejected;
    default:
      return Shown::kWithdrawn;
  }
}

absl::Time OrderTimeOf(const v1::Recognition& recognition) {
  return FromTimestamp(recognition.has_publish_time() ? recognition.publish_time()
                                                      : recognition.create_time());
}

absl::StatusOr<std::vector<std::int64_t>> CapPointsOf(sql::Connection& connection, std::string_view sender,
                                                      std::string_view period,
                                                      const std::vector<std::string>& recipients) {
  if (recipients.empty()) return std::vector<std::int64_t>();
  sql::Values values{std::string(sender), std::string(period)};
  const std::string list = sql::InList(recipients, values);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT person, CAST(SUM(cap_points) AS SIGNED) "
                                                "FROM recognition_recipient FORCE INDEX (by_cap) "
                                                "WHERE sender = ? AND period = ? AND person IN {} "
                                                "GROUP BY person",
                                                list),
                                    values));
  absl::flat_hash_map<std::string, std::int64_t> of;
  for (const sql::Row& row : rows) of.emplace(row.Text(0), row.Int(1));
  std::vector<std::int64_t> points;
  for (const std::string& recipient : recipients) points.push_back(of[recipient]);
  return points;
}

void Insert(sql::Changes& changes, const v1::Recognition& recognition, std::string_view period) {
  changes.Insert(RecognitionRecord(), recognition);
  const std::string id(IdOf(recognition.name()));
  const std::string sender(IdOf(recognition.sender()));
  const std::int64_t shown = ShownColumn(recognition);
  const absl::Time order_time = OrderTimeOf(recognition);
  for (const std::string& recipient : recognition.recipients()) {
    changes.Insert("recognition_recipient",
                   {"recognition", "person", "sender", "shown", "order_time", "period", "cap_points"},
                   {id, std::string(IdOf(recipient)), sender, shown, order_time, std::string(period),
                    recognition.points_each()});
  }
  for (const std::string& team : recognition.audience_teams()) {
    changes.Insert("recognition_team", {"recognition", "team", "sender", "shown", "order_time"},
                   {id, std::string(IdOf(team)), sender, shown, order_time});
    if (recognition.visibility() != v1::RECOGNITION_VISIBILITY_TEAM) continue;
    for (const std::string& recipient : recognition.recipients()) {
      changes.Insert("recognition_team_recipient",
                     {"recognition", "team", "person", "sender", "shown", "order_time"},
                     {id, std::string(IdOf(team)), std::string(IdOf(recipient)), sender, shown, order_time});
    }
  }
}

void UpdateState(sql::Changes& changes, const Stored& before, const v1::Recognition& after, bool frees_cap) {
  sql::UpdateVersioned(changes, RecognitionRecord(), after, before.version,
                       {"state", "state_time", "state_reason", "publish_time", "approver"});
  const std::string id(IdOf(after.name()));
  const std::int64_t shown = ShownColumn(after);
  const absl::Time order_time = OrderTimeOf(after);
  changes.Update(frees_cap ? "UPDATE recognition_recipient SET shown = ?, order_time = ?, cap_points = 0 "
                             "WHERE recognition = ?"
                           : "UPDATE recognition_recipient SET shown = ?, order_time = ? "
                             "WHERE recognition = ?",
                 {shown, order_time, id}, after.recipients_size());
  if (after.audience_teams().empty()) return;
  changes.Update("UPDATE recognition_team SET shown = ?, order_time = ? WHERE recognition = ?",
                 {shown, order_time, id}, after.audience_teams_size());
  if (after.visibility() != v1::RECOGNITION_VISIBILITY_TEAM) return;
  changes.Update("UPDATE recognition_team_recipient SET shown = ?, order_time = ? WHERE recognition = ?",
                 {shown, order_time, id}, after.audience_teams_size() * after.recipients_size());
}

absl::StatusOr<std::string> PeriodOf(sql::Connection& connection, std::string_view recognition) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT period FROM recognition_recipient WHERE recognition = ? LIMIT 1",
                                    {std::string(recognition)}));
  return rows.empty() ? std::string() : std::string(rows.front().Text(0));
}

absl::StatusOr<std::vector<std::string>> FindPendingOf(sql::Connection& connection, std::string_view sender) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query("SELECT id FROM recognition FORCE INDEX (by_sender) WHERE sender = ? AND shown = ?",
                       {std::string(sender), static_cast<std::int64_t>(Shown::kPending)}));
  std::vector<std::string> ids;
  for (const sql::Row& row : rows) ids.emplace_back(row.Text(0));
  return ids;
}

absl::StatusOr<std::int64_t> CountPending(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT COUNT(*) FROM recognition FORCE INDEX (by_shown) WHERE shown = ?",
                                    {static_cast<std::int64_t>(Shown::kPending)}));
  return rows.front().Int(0);
}

absl::StatusOr<std::vector<std::string>> FindPendingSince(sql::Connection& connection, absl::Time created,
                                                          int limit) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query("SELECT id FROM recognition FORCE INDEX (by_shown) "
                       "WHERE shown = ? AND order_time < ? ORDER BY order_time, id LIMIT ?",
                       {static_cast<std::int64_t>(Shown::kPending), created, std::int64_t{limit}}));
  std::vector<std::string> ids;
  for (const sql::Row& row : rows) ids.emplace_back(row.Text(0));
  return ids;
}

}  // namespace laurel::recognition::recognition
