// A page of a list that is the union of ranges, each a stretch of one key that ends in order_time and id:
// read from its newest end, a range costs what the page takes of it, however much it holds. Where one
// condition with OR, or a join, would make the server read all and sort, a UNION of ranges reads a page of
// each (docs/adr/0016). A connection is used by one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"

namespace laurel::sql {

// Rows of a table that has order_time. Each column that they are chosen by is an equality at the beginning of
// the key; what is filtered besides has to be little. The key is named: while their statistics are old,
// servers take another one that begins alike.
struct Range {
  std::string table;  // and the key: "feedback FORCE INDEX (by_subject)"
  std::string id;     // the column that holds it
  Where where;        // a later page: AndWithin("order_time", id, …)
};

// The newest of all ranges together, by order_time and id from the newest, at most `limit`: an id that is in
// several ranges is there once, and has one order_time. Each row begins with order_time and id; behind them
// stand `columns` of `table` t, whose id it is, read in the same statement: a row is as its range says.
// Ranges that differ in their values alone are read by one text, repeated to a power of two, so that a
// connection keeps a handful of prepared statements; of very many ranges several statements are made.
absl::StatusOr<Rows> NewestRows(Connection& connection, const std::vector<Range>& ranges, int limit,
                                std::string_view table, std::string_view columns);

// The same, as the messages of a record.
template <typename Message>
absl::StatusOr<std::vector<Message>> ReadNewest(Connection& connection, const std::vector<Range>& ranges,
                                                int limit, const Record& record) {
  ASSIGN_OR_RETURN(const Rows rows,
                   NewestRows(connection, ranges, limit, record.table(), record.SelectList("t")));
  constexpr std::size_t kBeforeColumns = 2;
  std::vector<Message> messages(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) record.Read(rows[i], messages[i], kBeforeColumns);
  return messages;
}

}  // namespace laurel::sql
