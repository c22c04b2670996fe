#include "services/feedback/coaching_session/store.h"

#include "absl/container/flat_hash_map.h"
#include "common/sql/in_list.h"
#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {
namespace {

using sql::Column;

const sql::Record& SessionRecord() {
  static const auto& record = *new sql::Record("coaching_session", v1::CoachingSession::descriptor(),
                                               {Column::Name({"id"}, kSessionPattern),
                                                Column::Version(),
                                                Column::Field("create_time"),
                                                Column::Field("update_time"),
                                                Column::Reference("creator", org::kPersonPattern),
                                                Column::Field("kind"),
                                                Column::Reference("coach", org::kPersonPattern),
                                                Column::Field("focus_area"),
                                                Column::Field("behaviours"),
                                                Column::Field("scheduled_time"),
                                                Column::Field("duration"),
                                                Column::Field("held_time"),
                                                Column::Field("evidence"),
                                                Column::Field("goals"),
                                                Column::Field("follow_up_time"),
                                                Column::Field("state"),
                                                Column::Field("state_time"),
                                                Column::Reference("series", kSessionPattern),
                                                Column::Extra("order_time"),
                                                Column::Extra("held_change_time"),
                                                Column::Extra("overdue_time")});
  return record;
}

sql::Value HeldChangeTime(const v1::CoachingSession& session) {
  if (session.state() != v1::COACHING_SESSION_STATE_HELD) return nullptr;
  return FromTimestamp(session.state_time());
}

sql::Value OverdueTime(const v1::CoachingSession& session) {
  if (session.state() != v1::COACHING_SESSION_STATE_SCHEDULED) return nullptr;
  return FromTimestamp(session.scheduled_time()) + FromDuration(session.duration()) + kOverdueAfter;
}

// Attendees and acknowledgements of all these sessions, in one statement.
absl::Status ReadAttendees(sql::Connection& connection, std::vector<v1::CoachingSession>& sessions) {
  if (sessions.empty()) return absl::OkStatus();
  absl::flat_hash_map<std::string, v1::CoachingSession*> by_id;
  std::vector<std::string> ids;
  for (v1::CoachingSession& session : sessions) {
    ids.emplace_back(IdOf(session.name()));
    by_id[ids.back()] = &session;
  }
  sql::Where where;
  where.AndIn("session", ids).And("role = ?", {std::int64_t{kAttendeeRole}});
  const std::string statement = fmt::format(
      "SELECT session, person, acknowledge_time, comment FROM session_participant{} "
      "ORDER BY session, position",
      where.sql());
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
  for (const sql::Row& row : rows) {
    v1::CoachingSession& session = *by_id.at(std::string(row.Text(0)));
    const std::string person = org::kPersonPattern.Format({row.Text(1)});
    session.add_attendees(person);
    if (row.IsNull(2)) continue;
    v1::Acknowledgement& acknowledgement = *session.add_acknowledgements();
    acknowledgement.set_person(person);
    *acknowledgement.mutable_time() = ToTimestamp(row.Time(2));
    acknowledgement.set_comment(std::string(row.Text(3)));
  }
  return absl::OkStatus();
}

// Where a list is read, and in which order: along the index of the series, or of the person.
struct Range {
  std::string_view from;
  std::string_view time, id;
};
constexpr Range kOfPerson = {"session_participant p JOIN coaching_session s ON s.id = p.session",
                             "p.order_time", "p.session"};
constexpr Range kOfSeries = {
    "coaching_session s FORCE INDEX (by_series) STRAIGHT_JOIN session_participant p "
    "ON p.session = s.id",
    "s.order_time", "s.id"};
const Range& RangeOf(const Listing& listing) { return listing.series.empty() ? kOfPerson : kOfSeries; }

sql::Where ConditionsOf(const Listing& listing) {
  sql::Where where;
  if (!listing.series.empty()) where.And("s.series = ?", {listing.series});
  where.And("p.person = ?", {listing.person});
  if (listing.role.has_value()) where.And("p.role = ?", {std::int64_t{*listing.role}});
  if (listing.state != 0) where.And("p.state = ?", {std::int64_t{listing.state}});
  where.AndWithin(RangeOf(listing).time, RangeOf(listing).id, listing.within);
  if (!listing.coach.empty()) where.And("s.coach = ?", {listing.coach});
  if (listing.overdue_at.has_value()) {
    where.And("p.state = ? AND TIMESTAMPADD(MICROSECOND, s.duration, s.scheduled_time) < ?",
              {std::int64_t{v1::COACHING_SESSION_STATE_SCHEDULED}, *listing.overdue_at - kOverdueAfter});
  }
  if (listing.readable.has_value()) {
    sql::Values values = {listing.readable->caller, std::int64_t{kAttendeeRole}};
    std::vector<std::string> attendees = listing.readable->reports;
    attendees.push_back(listing.readable->caller);
    const std::string people = sql::InList(attendees, values);
    where.And(
        "(s.coach = ? OR EXISTS (SELECT 1 FROM session_participant r WHERE r.session = p.session AND "
        "r.role = ? AND r.person IN " +
            people + "))",
        std::move(values));
  }
  return where;
}

void InsertParticipant(sql::Changes& changes, const v1::CoachingSession& session, int position,
                       std::string_view person, int role) {
  changes.Insert("session_participant", {"session", "position", "person", "role", "state", "order_time"},
                 {std::string(IdOf(session.name())), std::int64_t{position}, std::string(IdOf(person)),
                  std::int64_t{role}, std::int64_t{session.state()}, OrderTimeOf(session)});
}

// Positions stay without gaps. Nobody has acknowledged yet where attendees change.
void UpdateAttendees(sql::Changes& changes, const v1::CoachingSession& before,
                     const v1::CoachingSession& after) {
  const std::string id(IdOf(after.name()));
  for (int i = 0; i < after.attendees_size(); ++i) {
    if (i >= before.attendees_size()) {
      InsertParticipant(changes, after, i + 1, after.attendees(i), kAttendeeRole);
    } else if (after.attendees(i) != before.attendees(i)) {
      changes.Update("UPDATE session_participant SET person = ? WHERE session = ? AND position = ?",
                     {std::string(IdOf(after.attendees(i))), id, std::int64_t{i + 1}});
    }
  }
  if (const int removed = before.attendees_size() - after.attendees_size(); removed > 0) {
    changes.Update("DELETE FROM session_participant WHERE session = ? AND position > ?",
                   {id, std::int64_t{after.attendees_size()}}, removed);
  }
}

}  // namespace

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          fmt::format("SELECT {}, version, held_change_time FROM coaching_session WHERE id = ?{}",
                      SessionRecord().SelectList(), sql::ClauseOf(lock)),
          {std::string(id)}));
  if (rows.empty()) return std::optional<Stored>();
  const auto extras = static_cast<std::size_t>(SessionRecord().columns_read());
  std::vector<v1::CoachingSession> sessions = SessionRecord().ReadAll<v1::CoachingSession>(rows);
  RETURN_IF_ERROR(ReadAttendees(connection, sessions));
  return std::optional<Stored>(
      Stored{std::move(sessions.front()), rows.front().Int(extras), rows.front().Time(extras + 1)});
}

absl::StatusOr<std::vector<v1::CoachingSession>> FindAll(sql::Connection& connection,
                                                         const std::vector<std::string>& ids) {
  sql::Where where;
  where.AndIn("id", ids);
  const std::string statement =
      fmt::format("SELECT {} FROM coaching_session{}", SessionRecord().SelectList(), where.sql());
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
  std::vector<v1::CoachingSession> sessions = SessionRecord().ReadAll<v1::CoachingSession>(rows);
  RETURN_IF_ERROR(ReadAttendees(connection, sessions));
  return sessions;
}

absl::StatusOr<std::vector<v1::CoachingSession>> List(sql::Connection& connection, const Listing& listing) {
  sql::Where where = ConditionsOf(listing);
  const auto& [from, time, id] = RangeOf(listing);
  const std::string statement = fmt::format("SELECT {} FROM {}{} ORDER BY {} DESC, {} DESC LIMIT ?",
                                            SessionRecord().SelectList("s"), from, where.sql(), time, id);
  where.values().emplace_back(std::int64_t{listing.limit});
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
  std::vector<v1::CoachingSession> sessions = SessionRecord().ReadAll<v1::CoachingSession>(rows);
  RETURN_IF_ERROR(ReadAttendees(connection, sessions));
  return sessions;
}

absl::Time OrderTimeOf(const v1::CoachingSession& session) {
  return FromTimestamp(session.has_held_time() ? session.held_time() : session.scheduled_time());
}

void Insert(sql::Changes& changes, const v1::CoachingSession& session) {
  changes.Insert(SessionRecord(), session,
                 {OrderTimeOf(session), HeldChangeTime(session), OverdueTime(session)});
  InsertParticipant(changes, session, 0, session.coach(), kCoachRole);
  for (int i = 0; i < session.attendees_size(); ++i) {
    InsertParticipant(changes, session, i + 1, session.attendees(i), kAttendeeRole);
  }
}

void Update(sql::Changes& changes, const Stored& before, const v1::CoachingSession& after,
            const std::vector<std::string>& fields) {
  std::vector<std::string> written = {"state", "state_time", "held_time", "duration"};
  written.insert(written.end(), fields.begin(), fields.end());
  const absl::Time order_time = OrderTimeOf(after);
  sql::Record::Assignments extras{"order_time = ?", {order_time}};
  if (after.state() != before.session.state() && after.state() == v1::COACHING_SESSION_STATE_HELD) {
    extras.sql += ", held_change_time = ?";
    extras.values.push_back(HeldChangeTime(after));
  }
  // Of a plan that stays as it is it may have been told already.
  if (OverdueTime(after) != OverdueTime(before.session)) {
    extras.sql += ", overdue_time = ?";
    extras.values.push_back(OverdueTime(after));
  }
  sql::UpdateVersioned(changes, SessionRecord(), after, before.version, written, extras);
  changes.Update("UPDATE session_participant SET state = ?, order_time = ? WHERE session = ?",
                 {std::int64_t{after.state()}, order_time, std::string(IdOf(after.name()))}, -1);
  UpdateAttendees(changes, before.session, after);
}

void WriteAcknowledgement(sql::Changes& changes, std::string_view session,
                          const v1::Acknowledgement& acknowledgement) {
  changes.Update(
      "UPDATE session_participant SET acknowledge_time = ?, comment = ? "
      "WHERE session = ? AND person = ? AND role = ? AND acknowledge_time IS NULL",
      {FromTimestamp(acknowledgement.time()), acknowledgement.comment(), std::string(session),
       std::string(IdOf(acknowledgement.person())), std::int64_t{kAttendeeRole}});
}

}  // namespace laurel::feedback::coaching_session
