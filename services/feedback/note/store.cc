#include "services/feedback/note/store.h"

#include "common/sql/record.h"
#include "common/status/macros.h"
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
       Column::Field("visibility")});
  return record;
}

}  // namespace

void Insert(sql::Changes& changes, const v1::Note& note) { changes.Insert(NoteRecord(), note); }

absl::StatusOr<std::vector<v1::Note>> List(sql::Connection& connection, std::string_view session,
                                           std::string_view participant,
                                           const std::optional<TimePosition>& after, int limit) {
  std::string statement = fmt::format(
      "SELECT {} FROM note WHERE session = ? AND (visibility = ? OR creator = ?)", NoteRecord().SelectList());
  sql::Values values = {std::string(session), std::int64_t{v1::NOTE_VISIBILITY_SHARED},
                        std::string(participant)};
  if (after.has_value()) {
    statement += " AND create_time >= ? AND (create_time > ? OR id > ?)";
    values.insert(values.end(), {after->time, after->time, after->id});
  }
  statement += " ORDER BY create_time, id LIMIT ?";
  values.emplace_back(std::int64_t{limit});
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, values));
  return NoteRecord().ReadAll<v1::Note>(rows);
}

}  // namespace laurel::feedback::note
