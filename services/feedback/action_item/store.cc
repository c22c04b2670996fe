#include "services/feedback/action_item/store.h"

#include "common/sql/in_list.h"
#include "common/sql/record.h"
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

void AddSubject(const Listing& listing, sql::Where& where) {
  if (!listing.owner.empty()) where.And("i.owner = ?", {listing.owner});
  if (!listing.session.empty()) where.And("i.session = ?", {listing.session});
  if (!listing.pair.has_value()) return;
  const auto& [coach, attendee] = *listing.pair;
  // Theirs, and agreed in a session of this coach with this attendee, or made by one for the other.
  where.And(
      "i.owner IN (?, ?) AND ((i.session_coach = ? AND EXISTS (SELECT 1 FROM session_participant p WHERE "
      "p.session = i.session AND p.person = ? AND p.role = ?)) OR "
      "(i.session IS NULL AND i.owner <> i.creator AND i.creator IN (?, ?)))",
      {coach, attendee, coach, attendee, std::int64_t{coaching_session::kAttendeeRole}, coach, attendee});
}

void AddOverdue(const std::vector<Listing::Due>& dues, sql::Where& where) {
  where.And("i.state IN (?, ?)",
            {std::int64_t{v1::ACTION_ITEM_STATE_OPEN}, std::int64_t{v1::ACTION_ITEM_STATE_IN_PROGRESS}});
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

// Columns of every SELECT here; the extras come last.
const std::string& Columns() {
  static const auto& columns =
      *new std::string(ItemRecord().SelectList("i") + ", i.version, i.session_coach");
  return columns;
}

Stored ReadRow(const sql::Row& row) {
  const auto extras = static_cast<std::size_t>(ItemRecord().columns_read());
  Stored stored{{}, row.Int(extras), std::string(row.Text(extras + 1))};
  ItemRecord().Read(row, stored.item);
  return stored;
}

}  // namespace

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock) {
  static const std::string select = fmt::format("SELECT {} FROM action_item i WHERE i.id = ?", Columns());
  static const std::string select_for_update = select + " FOR UPDATE";
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(lock == sql::Lock::kForUpdate ? select_for_update : select, {std::string(id)}));
  if (rows.empty()) return std::optional<Stored>();
  return std::optional<Stored>(ReadRow(rows.front()));
}

void Insert(sql::Changes& changes, const v1::ActionItem& item, std::string_view session_coach) {
  changes.Insert(ItemRecord(), item,
                 {session_coach.empty() ? sql::Value(nullptr) : sql::Value(std::string(session_coach))});
}

void Update(sql::Changes& changes, const Stored& before, const v1::ActionItem& after,
            const std::vector<std::string>& fields) {
  std::vector<std::string> written = fields;
  written.emplace_back("update_time");
  sql::Record::Assignments set = ItemRecord().ToAssignments(after, written);
  set.values.emplace_back(std::string(IdOf(after.name())));
  set.values.emplace_back(before.version);
  changes.Update(
      fmt::format("UPDATE action_item SET {}, version = version + 1 WHERE id = ? AND version = ?", set.sql),
      set.values);
}

absl::StatusOr<std::vector<Stored>> List(sql::Connection& connection, const Listing& listing) {
  sql::Where where;
  AddSubject(listing, where);
  if (listing.state != 0) where.And("i.state = ?", {std::int64_t{listing.state}});
  if (listing.overdue.has_value()) AddOverdue(*listing.overdue, where);
  if (listing.readable.has_value()) AddReadable(*listing.readable, where);
  if (listing.after.has_value()) {
    where.AndAfter({"i.create_time", "i.id"}, {listing.after->time, listing.after->id}, /*descending=*/true);
  }
  const std::string statement =
      fmt::format("SELECT {} FROM action_item i{} ORDER BY i.create_time DESC, i.id DESC LIMIT ?", Columns(),
                  where.sql());
  where.values().emplace_back(std::int64_t{listing.limit});
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
  std::vector<Stored> items;
  for (const sql::Row& row : rows) items.push_back(ReadRow(row));
  return items;
}

}  // namespace laurel::feedback::action_item
