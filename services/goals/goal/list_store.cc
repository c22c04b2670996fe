#include "services/goals/goal/list_store.h"

#include <string_view>

#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::goals::goal {
namespace {

// Where the list is: a stretch of this key.
struct Stretch {
  std::string_view tables;
  std::string_view create_time, id;
};

Stretch StretchOf(const Listing& listing, sql::Where& where) {
  if (!listing.owner.empty()) {
    where.And("o.owner = ?", {listing.owner});
    return {"goal_owner o FORCE INDEX (by_owner) STRAIGHT_JOIN goal g ON g.id = o.goal", "o.create_time",
            "o.goal"};
  }
  if (!listing.team.empty()) {
    where.And("g.team = ?", {listing.team});
    return {"goal g FORCE INDEX (by_team)", "g.create_time", "g.id"};
  }
  if (!listing.parent.empty()) {
    where.And("g.parent = ?", {listing.parent});
    return {"goal g FORCE INDEX (by_parent)", "g.create_time", "g.id"};
  }
  return {"goal g FORCE INDEX (by_level)", "g.create_time", "g.id"};
}

void AddHealth(const Listing& listing, sql::Where& where) {
  if (listing.health == v1::GOAL_HEALTH_UNSPECIFIED) return;
  if (listing.health == v1::GOAL_HEALTH_NOT_UPDATED) {
    where.And("(g.last_check_in_time IS NULL OR g.last_check_in_time < ?)", {listing.stale_before});
    return;
  }
  where.And("g.health = ?", {std::int64_t{listing.health}});
  where.And("g.last_check_in_time >= ?", {listing.stale_before});
}

void AddFilters(const Listing& listing, sql::Where& where) {
  if (listing.level != v1::GOAL_LEVEL_UNSPECIFIED) where.And("g.level = ?", {std::int64_t{listing.level}});
  if (listing.lifecycle != v1::GOAL_LIFECYCLE_UNSPECIFIED)
    where.And("g.lifecycle = ?", {std::int64_t{listing.lifecycle}});
  AddHealth(listing, where);
  if (!listing.active_on.has_value()) return;
  const std::string day = FormatIsoDate(*listing.active_on);
  where.And("g.start_date <= ?", {day}).And("g.end_date >= ?", {day});
}

}  // namespace

absl::StatusOr<std::vector<Stored>> List(sql::Connection& connection, const Listing& listing) {
  sql::Where where;
  const auto [tables, create_time, id] = StretchOf(listing, where);
  AddFilters(listing, where);
  api::TimeRange range;
  range.after = listing.after;
  where.AndWithin(create_time, id, range);
  where.values().emplace_back(std::int64_t{listing.limit});
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM {}{} ORDER BY {} DESC, {} DESC LIMIT ?",
                                   ColumnsOf(GoalRecord(), "g"), tables, where.sql(), create_time, id),
                       where.values()));
  std::vector<Stored> found;
  for (const sql::Row& row : rows) found.push_back(ReadStored(GoalRecord(), row));
  RETURN_IF_ERROR(AddKeyResults(connection, found));
  return found;
}

}  // namespace laurel::goals::goal
