#include "services/feedback/note/store.h"

#include <string>

#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/names.h"

namespace laurel::feedback::note {
namespace {

using sql::Column;

const sql::Record& NoteRecord() {
  static const auto& record = *new sql::Record(
      "note", v1::Note::descriptor(),
      {Column::Name({"session", "id"}, kNotePattern), Column::Version(), Column::Field("create_time"),
       Column::Field("update_time"), Column::Reference("creator", org::kPersonPattern), Column::Field("text"),
       Column::Field("visibility"), Column::Field("revision")});
  return record;
}

std::string SessionIdOf(const v1::Note& note) { return kNotePattern.Match(note.name())->front(); }

v1::NoteRevision Revision(const v1::Note& note, std::int64_t n, absl::Time create_time,
                          std::string_view text) {
  v1::NoteRevision revision;
  revision.set_name(kNoteRevisionPattern.Format({SessionIdOf(note), IdOf(note.name()), std::to_string(n)}));
  *revision.mutable_create_time() = ToTimestamp(create_time);
  revision.set_text(std::string(text));
  return revision;
}

}  // namespace

void Insert(sql::Changes& changes, const v1::Note& note) { changes.Insert(NoteRecord(), note); }

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view session,
                                           std::string_view note) {
  return sql::FindVersioned<Stored>(connection, NoteRecord(), {session, note}, sql::Lock::kNone);
}

void Revise(sql::Changes& changes, const Stored& before, const v1::Note& after) {
  const std::string session = SessionIdOf(after);
  const std::string id(IdOf(after.name()));
  changes.Insert("note_revision", {"session", "note", "n", "create_time", "text"},
                 {session, id, std::int64_t{before.note.revision()}, FromTimestamp(before.note.update_time()),
                  before.note.text()});
  sql::Record::Assignments set = NoteRecord().ToAssignments(after, {"text", "revision", "update_time"});
  for (sql::Value value : sql::Values{session, FromTimestamp(after.create_time()), id, before.version}) {
    set.values.push_back(std::move(value));
  }
  changes.Update(fmt::format("UPDATE note SET {}, version = version + 1 "
                             "WHERE session = ? AND create_time = ? AND id = ? AND version = ?",
                             set.sql),
                 set.values);
}

absl::StatusOr<std::vector<v1::Note>> List(sql::Connection& connection, std::string_view session,
                                           std::string_view participant,
                                           const std::optional<api::TimePosition>& after, int limit) {
  sql::Where where;
  where.And("session = ?", {std::string(session)});
  where.And("(visibility = ? OR creator = ?)",
            {std::int64_t{v1::NOTE_VISIBILITY_SHARED}, std::string(participant)});
  if (after.has_value())
    where.AndAfter({"create_time", "id"}, {after->time, after->id}, /*descending=*/false);
  where.values().emplace_back(std::int64_t{limit});
  const std::string statement = fmt::format("SELECT {} FROM note{} ORDER BY create_time, id LIMIT ?",
                                            NoteRecord().SelectList(), where.sql());
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
  return NoteRecord().ReadAll<v1::Note>(rows);
}

absl::StatusOr<bool> HasSharedOfOthers(sql::Connection& connection, std::string_view session,
                                       std::string_view person) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(
          "SELECT 1 FROM note WHERE session = ? AND visibility = ? AND creator <> ? LIMIT 1",
          {std::string(session), std::int64_t{v1::NOTE_VISIBILITY_SHARED}, std::string(person)}));
  return !rows.empty();
}

absl::StatusOr<std::vector<v1::NoteRevision>> ListRevisions(sql::Connection& connection, const v1::Note& note,
                                                            std::int64_t after, int limit) {
  // Up to what `note` was when it was read: its text may have become a former one since.
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT n, create_time, text FROM note_revision "
                                    "WHERE session = ? AND note = ? AND n > ? AND n < ? ORDER BY n LIMIT ?",
                                    {SessionIdOf(note), std::string(IdOf(note.name())), after,
                                     std::int64_t{note.revision()}, std::int64_t{limit}}));
  std::vector<v1::NoteRevision> revisions;
  for (const sql::Row& row : rows) revisions.push_back(Revision(note, row.Int(0), row.Time(1), row.Text(2)));
  if (after < note.revision() && revisions.size() < static_cast<std::size_t>(limit)) {
    revisions.push_back(Revision(note, note.revision(), FromTimestamp(note.update_time()), note.text()));
  }
  return revisions;
}

}  // namespace laurel::feedback::note
