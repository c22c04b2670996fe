#include "services/recognition/reaction/store.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/recognition/names.h"

namespace laurel::recognition::reaction {
namespace {

using sql::Column;

const sql::Record& ReactionRecord() {
  static const auto& record =
      *new sql::Record("reaction", v1::Reaction::descriptor(),
                       {Column::Name({"recognition", "id"}, kReactionPattern), Column::Field("create_time"),
                        Column::Reference("creator", org::kPersonPattern), Column::Field("emoji")});
  return record;
}

absl::StatusOr<std::optional<v1::Reaction>> FindOne(sql::Connection& connection, const sql::Where& where) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM reaction{}", ReactionRecord().SelectList(), where.sql()),
                       where.values()));
  if (rows.empty()) return std::optional<v1::Reaction>();
  v1::Reaction reaction;
  ReactionRecord().Read(rows.front(), reaction);
  return std::optional<v1::Reaction>(std::move(reaction));
}

}  // namespace

absl::StatusOr<std::optional<v1::Reaction>> Find(sql::Connection& connection, std::string_view recognition,
                                                 std::string_view id) {
  sql::Where where;
  where.And("recognition = ?", {std::string(recognition)}).And("id = ?", {std::string(id)});
  return FindOne(connection, where);
}

absl::StatusOr<std::optional<v1::Reaction>> FindOwn(sql::Connection& connection, std::string_view recognition,
                                                    std::string_view person, std::string_view emoji) {
  sql::Where where;
  where.And("recognition = ?", {std::string(recognition)})
      .And("emoji = ?", {std::string(emoji)})
      .And("creator = ?", {std::string(person)});
  return FindOne(connection, where);
}

void Insert(sql::Changes& changes, const v1::Reaction& reaction) {
  changes.Insert(ReactionRecord(), reaction);
}

void Delete(sql::Changes& changes, std::string_view recognition, std::string_view id) {
  changes.Update("DELETE FROM reaction WHERE recognition = ? AND id = ?",
                 {std::string(recognition), std::string(id)});
}

absl::Status Count(sql::Connection& connection, std::string_view person,
                   std::vector<v1::Recognition*> recognitions) {
  if (recognitions.empty()) return absl::OkStatus();
  absl::flat_hash_map<std::string, v1::Recognition*> by_id;
  std::vector<std::string> ids;
  for (v1::Recognition* one : recognitions) {
    one->clear_reactions();
    ids.emplace_back(IdOf(one->name()));
    by_id.emplace(ids.back(), one);
  }
  sql::Where where({std::string(person)});
  where.AndIn("recognition", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT recognition, emoji, COUNT(*) AS n, "
                                                "MAX(CASE WHEN creator = ? THEN id END) FROM reaction{} "
                                                "GROUP BY recognition, emoji ORDER BY n DESC, emoji",
                                                where.sql()),
                                    where.values()));
  for (const sql::Row& row : rows) {
    v1::ReactionCount& count = *by_id.at(std::string(row.Text(0)))->add_reactions();
    count.set_emoji(std::string(row.Text(1)));
    count.set_count(row.Int(2));
    if (!row.IsNull(3)) count.set_own(kReactionPattern.Format({row.Text(0), row.Text(3)}));
  }
  return absl::OkStatus();
}

}  // namespace laurel::recognition::reaction
