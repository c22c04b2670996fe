#include "services/feedback/departure/store.h"

#include <algorithm>
#include <tuple>

#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "laurel/feedback/v1/feedback.pb.h"
#include "services/feedback/coaching_session/store.h"

namespace laurel::feedback::departure {
namespace {

constexpr std::int64_t kPage = 512;

absl::Status Append(sql::Connection& connection, Open::Kind kind, std::string_view statement,
                    const sql::Values& values, std::vector<Open>& open) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, values));
  for (const sql::Row& row : rows) open.push_back({kind, std::string(row.Text(0))});
  return absl::OkStatus();
}

// One range of by_state; the first columns are state_time and id.
absl::StatusOr<sql::Rows> ReadPage(sql::Connection& connection, std::string_view columns,
                                   std::string_view table, int state,
                                   const std::optional<api::TimePosition>& after) {
  sql::Where where;
  where.And("state = ?", {std::int64_t{state}});
  if (after.has_value()) {
    where.AndAfter({"state_time", "id"}, {after->time, after->id}, /*descending=*/false);
  }
  where.values().emplace_back(kPage);
  return connection.Query(
      fmt::format("SELECT {} FROM {}{} ORDER BY state_time, id LIMIT ?", columns, table, where.sql()),
      where.values());
}

std::optional<api::TimePosition> NextOf(const sql::Rows& rows) {
  if (static_cast<std::int64_t>(rows.size()) < kPage) return std::nullopt;
  return api::TimePosition{rows.back().Time(0), std::string(rows.back().Text(1))};
}

// Who stands in this column of the rows in a state.
absl::StatusOr<PeoplePage> ReadPeople(sql::Connection& connection, std::string_view column,
                                      std::string_view table, int state,
                                      const std::optional<api::TimePosition>& after) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   ReadPage(connection, fmt::format("state_time, id, {}", column), table, state, after));
  PeoplePage people{.ids = {}, .next = NextOf(rows)};
  for (const sql::Row& row : rows) people.ids.emplace_back(row.Text(2));
  return people;
}

}  // namespace

absl::StatusOr<std::vector<Open>> FindOpen(sql::Connection& connection, std::string_view person) {
  std::vector<Open> open;
  RETURN_IF_ERROR(Append(connection, Open::Kind::kSession,
                         "SELECT session FROM session_participant WHERE person = ? AND state IN (?, ?)",
                         {std::string(person), std::int64_t{v1::COACHING_SESSION_STATE_SCHEDULED},
                          std::int64_t{v1::COACHING_SESSION_STATE_IN_PROGRESS}},
                         open));
  // A second attendee stands at position 2.
  RETURN_IF_ERROR(Append(connection, Open::Kind::kSession,
                         "SELECT p.session FROM session_participant p JOIN session_participant other "
                         "ON other.session = p.session AND other.position = 2 "
                         "WHERE p.person = ? AND p.role = ? AND p.state = ?",
                         {std::string(person), std::int64_t{coaching_session::kAttendeeRole},
                          std::int64_t{v1::COACHING_SESSION_STATE_HELD}},
                         open));
  RETURN_IF_ERROR(Append(connection, Open::Kind::kActionItem,
                         "SELECT id FROM action_item WHERE owner = ? AND state IN (?, ?)",
                         {std::string(person), std::int64_t{v1::ACTION_ITEM_STATE_OPEN},
                          std::int64_t{v1::ACTION_ITEM_STATE_IN_PROGRESS}},
                         open));
  RETURN_IF_ERROR(Append(connection, Open::Kind::kDraft,
                         "SELECT id FROM feedback WHERE author = ? AND state = ?",
                         {std::string(person), std::int64_t{v1::FEEDBACK_STATE_DRAFT}}, open));
  std::ranges::sort(open, {}, [](const Open& one) { return std::tie(one.kind, one.id); });
  return open;
}

absl::StatusOr<PeoplePage> PeopleInSessions(sql::Connection& connection, v1::CoachingSessionState state,
                                            const std::optional<api::TimePosition>& after) {
  ASSIGN_OR_RETURN(const sql::Rows sessions,
                   ReadPage(connection, "state_time, id", "coaching_session", state, after));
  PeoplePage people{.ids = {}, .next = NextOf(sessions)};
  std::vector<std::string> ids;
  for (const sql::Row& row : sessions) ids.emplace_back(row.Text(1));
  sql::Where where;
  where.AndIn("session", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT person FROM session_participant" + where.sql(), where.values()));
  for (const sql::Row& row : rows) people.ids.emplace_back(row.Text(0));
  return people;
}

absl::StatusOr<PeoplePage> OwnersOfItems(sql::Connection& connection, v1::ActionItemState state,
                                         const std::optional<api::TimePosition>& after) {
  return ReadPeople(connection, "owner", "action_item", state, after);
}

absl::StatusOr<PeoplePage> AuthorsOfDrafts(sql::Connection& connection,
                                           const std::optional<api::TimePosition>& after) {
  return ReadPeople(connection, "author", "feedback", v1::FEEDBACK_STATE_DRAFT, after);
}

}  // namespace laurel::feedback::departure
