// The WHERE clause of a list: conditions and their parameters, side by side, so that they cannot get out of
// step. Used by one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/api/time_position.h"
#include "common/sql/value.h"

namespace laurel::sql {

class Where {
 public:
  // `before`: the parameters that stand earlier in the statement, of a JOIN … ON for instance.
  explicit Where(Values before = {}) : values_(std::move(before)) {}

  // One more condition and the values of its placeholders, in their order. A condition with OR at its top
  // brings its own parentheses.
  Where& And(std::string_view condition, Values values = {});
  // `column` is one of `ids`; no ids: no row.
  Where& AndIn(std::string_view column, const std::vector<std::string>& ids);
  // What comes after the row with these `values`, in the order of these `columns` (all ascending, or all
  // descending): the keyset of a page. std::logic_error unless there is a value for each column.
  Where& AndAfter(const std::vector<std::string>& columns, const Values& values, bool descending);

  // A stretch of a list that is ordered by these two columns, newest first.
  Where& AndWithin(std::string_view time, std::string_view id, const api::TimeRange& range);

  // " WHERE …", or "" without any condition.
  std::string sql() const;
  // The parameters so far; those of the statement's rest (LIMIT ?) are appended here.
  Values& values() { return values_; }
  const Values& values() const { return values_; }

 private:
  std::string conditions_;
  Values values_;
};

}  // namespace laurel::sql
