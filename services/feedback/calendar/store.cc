#include "services/feedback/calendar/store.h"

#include <algorithm>
#include <bit>
#include <span>

#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/feedback/coaching_session/rules.h"

namespace laurel::feedback::calendar {
namespace {

// More ranges of by_person in one statement than this times the people would be a reason for the server to
// scan.
constexpr std::size_t kMostIntervals = 8;

// A plan that began before an interval may last into it.
sql::Where Conditions(const std::vector<std::string>& people, std::span<const Interval> intervals,
                      std::string_view except) {
  sql::Where where;
  where.AndIn("p.person", people);
  where.And("p.state = ?", {std::int64_t{v1::COACHING_SESSION_STATE_SCHEDULED}});
  if (!except.empty()) where.And("p.session <> ?", {std::string(except)});
  std::string any;
  sql::Values values;
  for (const Interval& interval : intervals) {
    any += any.empty() ? "(" : " OR ";
    any +=
        "(p.order_time > ? AND p.order_time < ? AND TIMESTAMPADD(MICROSECOND, s.duration, s.scheduled_time) "
        "> ?)";
    values.insert(values.end(),
                  {interval.start - coaching_session::kMaxDuration, interval.end, interval.start});
  }
  where.And(any + ")", std::move(values));
  return where;
}

absl::Status AppendBusy(sql::Connection& connection, const std::vector<std::string>& people,
                        std::span<const Interval> intervals, std::string_view except, int limit,
                        std::vector<Busy>& busy) {
  sql::Where where = Conditions(people, intervals, except);
  where.values().emplace_back(std::int64_t{limit});
  const std::string statement = fmt::format(
      "SELECT p.person, s.scheduled_time, TIMESTAMPADD(MICROSECOND, s.duration, s.scheduled_time) "
      "FROM session_participant p FORCE INDEX (by_person) STRAIGHT_JOIN coaching_session s "
      "ON s.id = p.session{} "
      "ORDER BY p.order_time, p.session, p.position LIMIT ?",
      where.sql());
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
  for (const sql::Row& row : rows)
    busy.push_back({std::string(row.Text(0)), {.start = row.Time(1), .end = row.Time(2)}});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Busy>> FindBusy(sql::Connection& connection,
                                           const std::vector<std::string>& people,
                                           const std::vector<Interval>& intervals, std::string_view except,
                                           int limit) {
  std::vector<Busy> busy;
  std::vector<Interval> sorted = intervals;
  std::ranges::sort(sorted, {}, &Interval::start);
  std::span<const Interval> rest(sorted);
  while (!rest.empty() && busy.empty()) {
    // Few lengths, so that a connection keeps few statements.
    const std::size_t step = std::min(kMostIntervals, std::bit_floor(rest.size()));
    RETURN_IF_ERROR(AppendBusy(connection, people, rest.first(step), except, limit, busy));
    rest = rest.subspan(step);
  }
  return busy;
}

}  // namespace laurel::feedback::calendar
