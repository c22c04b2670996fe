#include "services/recognition/comment/store.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/recognition/names.h"

namespace laurel::recognition::comment {
namespace {

using sql::Column;

const sql::Record& CommentRecord() {
  static const auto& record =
      *new sql::Record("comment", v1::Comment::descriptor(),
                       {Column::Name({"recognition", "id"}, kCommentPattern), Column::Field("create_time"),
                        Column::Reference("creator", org::kPersonPattern), Column::Field("text")});
  return record;
}

}  // namespace

absl::StatusOr<std::optional<v1::Comment>> Find(sql::Connection& connection, std::string_view recognition,
                                                std::string_view id) {
  static const std::string select =
      fmt::format("SELECT {} FROM comment WHERE recognition = ? AND id = ?", CommentRecord().SelectList());
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(select, {std::string(recognition), std::string(id)}));
  if (rows.empty()) return std::optional<v1::Comment>();
  v1::Comment comment;
  CommentRecord().Read(rows.front(), comment);
  return std::optional<v1::Comment>(std::move(comment));
}

absl::StatusOr<std::vector<v1::Comment>> List(sql::Connection& connection, std::string_view recognition,
                                              const std::optional<api::TimePosition>& after, int limit) {
  sql::Where where;
  where.And("recognition = ?", {std::string(recognition)});
  if (after.has_value()) {
    where.AndAfter({"create_time", "id"}, {after->time, after->id}, /*descending=*/false);
  }
  where.values().emplace_back(std::int64_t{limit});
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {} FROM comment FORCE INDEX (by_time){} "
                                                "ORDER BY create_time, id LIMIT ?",
                                                CommentRecord().SelectList(), where.sql()),
                                    where.values()));
  return CommentRecord().ReadAll<v1::Comment>(rows);
}

void Insert(sql::Changes& changes, const v1::Comment& comment) { changes.Insert(CommentRecord(), comment); }

void Delete(sql::Changes& changes, std::string_view recognition, std::string_view id) {
  changes.Update("DELETE FROM comment WHERE recognition = ? AND id = ?",
                 {std::string(recognition), std::string(id)});
}

absl::Status Count(sql::Connection& connection, std::vector<v1::Recognition*> recognitions) {
  if (recognitions.empty()) return absl::OkStatus();
  absl::flat_hash_map<std::string, v1::Recognition*> by_id;
  std::vector<std::string> ids;
  for (v1::Recognition* one : recognitions) {
    one->set_comment_count(0);
    ids.emplace_back(IdOf(one->name()));
    by_id.emplace(ids.back(), one);
  }
  sql::Where where;
  where.AndIn("recognition", ids);
  // Not by the primary key: the texts stand in it.
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT recognition, COUNT(*) FROM comment "
                                                "FORCE INDEX (by_time){} GROUP BY recognition",
                                                where.sql()),
                                    where.values()));
  for (const sql::Row& row : rows) by_id.at(std::string(row.Text(0)))->set_comment_count(row.Int(1));
  return absl::OkStatus();
}

}  // namespace laurel::recognition::comment
