#include "services/feedback/note/store.h"

#include "common/sql/record.h"
#include "common/sql/where.h"
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

}  // namespace laurel::feedback::note
