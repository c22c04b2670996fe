#include "services/feedback/action_item/store.h"

#include <functional>

#include "common/sql/in_list.h"
#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/feedback/coaching_session/store.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

using sql::Column;

const sql::Record& ItemRecord() {
  static const auto& record = *new sql::Record(
      "action_item", v1::ActionItem::descriptor(),
      {Column::Name({"id"}, kActionItemPattern), Column::Version(), Column::Field("create_time"),
       Column::Field("update_time"), Column::Reference("creator", org::kPersonPattern),
       Column::Reference("owner", org::kPersonPattern), Column::Field("text"), Column::Field("due_date"),
       Column::Reference("session", kSessionPattern), Column::Reference("goal", kGoalPattern),
       Column::Field("state"), Column::Field("state_time"), Column::Extra("session_coach")});
  return record;
}

// Owned by one of these people, and agreed in a session of this coach with them, or made by one for the
// other; with a `time`, no later than that. (What is agreed in a session may be written down only after it.)
void AddTogether(const Participants& participants, const std::optional<absl::Time>& time, sql::Where& where) {
  const auto& [coach, attendees] = participants;
  std::vector<std::string> people = attendees;
  people.push_back(coach);
  sql::Values values;
  const std::string owners = sql::InList(people, values);
  where.And("i.owner IN " + owners, std::move(values));

  values = {coach, std::int64_t{coaching_session::kAttendeeRole}};
  const std::string attended = sql::InList(attendees, values);
  values.emplace_back(coach);
  if (time.has_value()) values.insert(values.end(), 2, *time);
  values.emplace_back(coach);
  const std::string creators = sql::InList(people, values);
  if (time.has_value()) values.emplace_back(*time);
  where.And(fmt::format("((i.session_coach = ? AND EXISTS (SELECT 1 FROM session_participant p WHERE "
                        "p.session = i.session AND p.role = ? AND p.person IN {} AND "
                        "(i.owner = ? OR i.owner = p.person){})) OR "
                        "(i.session IS NULL AND i.owner <> i.creator AND ? IN (i.owner, i.creator) AND "
                        "i.creator IN {}{}))",
                        attended, time.has_value() ? " AND (p.order_time <= ? OR i.create_time <= ?)" : "",
                        creators, time.has_value() ? " AND i.create_time <= ?" : ""),
            std::move(values));
}

void AddOpen(sql::Where& where) {
  where.And("i.state IN (?, ?)",
            {std::int64_t{v1::ACTION_ITEM_STATE_OPEN}, std::int64_t{v1::ACTION_ITEM_STATE_IN_PROGRESS}});
}

void AddElsewhere(std::string_view session, sql::Where& where) {
  where.And("(i.session IS NULL OR i.session <> ?)", {std::string(session)});
}

void AddOverdue(const std::vector<Listing::Due>& dues, sql::Where& where) {
  AddOpen(where);
  std::string any;
  sql::Values values;
  for (const Listing::Due& due : dues) {
    any += fmt::format("{}(i.owner IN {} AND i.due_date < ?)", any.empty() ? "" : " OR ",
                       sql::InList(due.owners, values));
    values.emplace_back(due.today);
  }
  where.And("(" + any + ")", std::move(values));
}

void AddReadable(const Listing::Readable& readable, sql::Where& where) {
  std::string condition = "(i.owner = ? OR i.creator = ? OR i.session_coach = ?";
  sql::Values values = {readable.reader, readable.reader, readable.reader};
  if (!readable.owners.empty()) condition += " OR i.owner IN " + sql::InList(readable.owners, values);
  where.And(condition + ")", std::move(values));
}

// What narrows each source down.
void AddFilters(const Listing& listing, sql::Where& where) {
  if (!listing.owner.empty()) where.And("i.owner = ?", {listing.owner});
  if (listing.pair.has_value()) AddTogether(*listing.pair, {}, where);
  if (listing.state != 0) where.And("i.state = ?", {std::int64_t{listing.state}});
  if (listing.overdue.has_value()) AddOverdue(*listing.overdue, where);
  if (listing.readable.has_value()) AddReadable(*listing.readable, where);
  if (listing.after.has_value()) {
    where.AndAfter({"i.create_time", "i.id"}, {listing.after->time, listing.after->id}, /*descending=*/true);
  }
}

// Columns of every SELECT here; the extras come last.
const std::string& Columns() {
  static const auto& columns =
      *new std::string(ItemRecord().SelectList("i") + ", i.version AS row_version, i.session_coach");
  return columns;
}

Stored ReadRow(const sql::Row& row) {
  const auto extras = static_cast<std::size_t>(ItemRecord().columns_read());
  Stored stored{{}, row.Int(extras), std::string(row.Text(extras + 1))};
  ItemRecord().Read(row, stored.item);
  return stored;
}

// The index of each list is named: by_state, with the open items of everybody, looks as good to a server that
// has counted few of them.
constexpr std::string_view kByOwner = "action_item i FORCE INDEX (by_owner)";
constexpr std::string_view kByOpen = "action_item i FORCE INDEX (by_open)";  // owners in given states
constexpr std::string_view kBySession = "action_item i FORCE INDEX (by_session)";
constexpr std::string_view kCarried =
    "carried_item c FORCE INDEX (PRIMARY) STRAIGHT_JOIN action_item i FORCE INDEX (PRIMARY) ON i.id = c.item";

// Where the items of a list come from: sources that have none in common.
struct Source {
  std::string_view tables;
  std::function<void(sql::Where&)> conditions;
};
std::vector<Source> SourcesOf(const Listing& listing) {
  if (listing.session.empty()) {
    const bool in_states = listing.state != 0 || listing.overdue.has_value();
    return {{in_states ? kByOpen : kByOwner, [](sql::Where&) {}}};
  }
  std::vector<Source> sources = {
      {kBySession, [&](sql::Where& where) { where.And("i.session = ?", {listing.session}); }}};
  if (listing.plan.has_value()) {
    sources.push_back({kByOpen, [&](sql::Where& where) {
                         AddOpen(where);
                         AddTogether(*listing.plan, {}, where);
                         AddElsewhere(listing.session, where);
                       }});
  } else {
    sources.push_back({kCarried, [&](sql::Where& where) { where.And("c.session = ?", {listing.session}); }});
  }
  return sources;
}

absl::StatusOr<std::vector<std::string>> ReadIds(sql::Connection& connection, std::string_view statement,
                                                 const sql::Values& values) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, values));
  std::vector<std::string> ids;
  for (const sql::Row& row : rows) ids.emplace_back(row.Text(0));
  return ids;
}

}  // namespace

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {} FROM action_item i WHERE i.id = ?{}", Columns(),
                                                sql::ClauseOf(lock)),
                                    {std::string(id)}));
  if (rows.empty()) return std::optional<Stored>();
  return std::optional<Stored>(ReadRow(rows.front()));
}

void Insert(sql::Changes& changes, const v1::ActionItem& item, std::string_view session_coach) {
  changes.Insert(ItemRecord(), item,
                 {session_coach.empty() ? sql::Value(nullptr) : sql::Value(std::string(session_coach))});
}

void Update(sql::Changes& changes, const Stored& before, const v1::ActionItem& after,
            const std::vector<std::string>& fields) {
  sql::UpdateVersioned(changes, ItemRecord(), after, before.version, fields);
}

absl::StatusOr<std::vector<Stored>> List(sql::Connection& connection, const Listing& listing) {
  sql::Values values;
  std::vector<std::string> selects;
  for (const auto& [tables, conditions] : SourcesOf(listing)) {
    sql::Where where(std::move(values));
    conditions(where);
    AddFilters(listing, where);
    where.values().emplace_back(std::int64_t{listing.limit});
    selects.push_back(fmt::format("(SELECT {} FROM {}{} ORDER BY i.create_time DESC, i.id DESC LIMIT ?)",
                                  Columns(), tables, where.sql()));
    values = std::move(where.values());
  }
  values.emplace_back(std::int64_t{listing.limit});
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("{} ORDER BY create_time DESC, id DESC LIMIT ?",
                                                fmt::join(selects, " UNION ALL ")),
                                    values));
  std::vector<Stored> items;
  for (const sql::Row& row : rows) items.push_back(ReadRow(row));
  return items;
}

absl::StatusOr<std::vector<std::string>> OwnersIn(sql::Connection& connection, std::string_view session) {
  const std::string id(session);
  return ReadIds(connection,
                 fmt::format("SELECT i.owner FROM {} WHERE i.session = ? UNION "
                             "SELECT i.owner FROM {} WHERE c.session = ?",
                             kBySession, kCarried),
                 {id, id});
}

absl::StatusOr<std::vector<std::string>> FindCarried(sql::Connection& connection, std::string_view session,
                                                     const Participants& participants, absl::Time time,
                                                     int limit) {
  sql::Where where;
  AddOpen(where);
  AddTogether(participants, time, where);
  AddElsewhere(session, where);
  where.values().emplace_back(std::int64_t{limit});
  return ReadIds(connection,
                 fmt::format("SELECT i.id FROM {}{} ORDER BY i.create_time DESC, i.id DESC LIMIT ?", kByOpen,
                             where.sql()),
                 where.values());
}

void InsertCarried(sql::Changes& changes, std::string_view session, const std::vector<std::string>& items) {
  for (const std::string& item : items) {
    changes.Insert("carried_item", {"session", "item"}, {std::string(session), item});
  }
}

}  // namespace laurel::feedback::action_item
