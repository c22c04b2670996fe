#include "services/recognition/reaction/store.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/api/text.h"
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
                        Column::Reference("creator", org::kPersonPattern), Column::Field("emoji"),
                        Column::Extra("emoji_key"), Column::Extra("place")});
  return record;
}

}  // namespace

absl::StatusOr<std::optional<v1::Reaction>> Find(sql::Connection& connection, std::string_view recognition,
                                                 std::string_view id) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {} FROM reaction FORCE INDEX (by_id) "
                                                "WHERE recognition = ? AND id = ?",
                                                ReactionRecord().SelectList()),
                                    {std::string(recognition), std::string(id)}));
  if (rows.empty()) return std::optional<v1::Reaction>();
  v1::Reaction reaction;
  ReactionRecord().Read(rows.front(), reaction);
  return std::optional<v1::Reaction>(std::move(reaction));
}

absl::StatusOr<std::vector<Placed>> FindOwn(sql::Connection& connection, std::string_view recognition,
                                            std::string_view person) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT place, {} FROM reaction FORCE INDEX (by_creator) "
                                                "WHERE recognition = ? AND creator = ?",
                                                ReactionRecord().SelectList()),
                                    {std::string(recognition), std::string(person)}));
  std::vector<Placed> own(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    own[i].place = static_cast<int>(rows[i].Int(0));
    ReactionRecord().Read(rows[i], own[i].reaction, 1);
  }
  return own;
}

void Insert(sql::Changes& changes, const Placed& placed) {
  changes.Insert(ReactionRecord(), placed.reaction,
                 {api::EmojiKey(placed.reaction.emoji()), std::int64_t{placed.place}});
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
  // Ids are of one length and begin with the time: the smallest with its emoji behind it is the first one's.
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT recognition, SUBSTRING(MIN(CONCAT(id, emoji)), 27), "
                                                "COUNT(*) AS n, MAX(CASE WHEN creator = ? THEN id END) "
                                                "FROM reaction FORCE INDEX (PRIMARY){} "
                                                "GROUP BY recognition, emoji_key ORDER BY n DESC, emoji_key",
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
