#include "common/sql/where.h"

#include <fmt/format.h>

#include <iterator>
#include <stdexcept>
#include <utility>

#include "common/sql/in_list.h"

namespace laurel::sql {
namespace {

// "a >= ? AND (a > ? OR b > ?)". Not the row constructor (a, b) > (?, ?): neither server makes a range of
// one, and this form is one range on an index over the columns.
std::string After(const std::vector<std::string>& columns, const Values& wanted, bool descending,
                  std::size_t from, Values& values) {
  const std::string& column = columns[from];
  const char sign = descending ? '<' : '>';
  if (from + 1 == columns.size()) {
    values.push_back(wanted[from]);
    return fmt::format("{} {} ?", column, sign);
  }
  values.insert(values.end(), {wanted[from], wanted[from]});
  const std::string rest = After(columns, wanted, descending, from + 1, values);
  return fmt::format("{0} {1}= ? AND ({0} {1} ? OR {2})", column, sign,
                     from + 2 == columns.size() ? rest : "(" + rest + ")");
}

}  // namespace

Where& Where::And(std::string_view condition, Values values) {
  conditions_ += conditions_.empty() ? " WHERE " : " AND ";
  conditions_ += condition;
  values_.insert(values_.end(), std::make_move_iterator(values.begin()),
                 std::make_move_iterator(values.end()));
  return *this;
}

Where& Where::AndIn(std::string_view column, const std::vector<std::string>& ids) {
  if (ids.empty()) return And("FALSE");
  Values values;
  const std::string list = InList(ids, values);
  return And(fmt::format("{} IN {}", column, list), std::move(values));
}

Where& Where::AndAfter(const std::vector<std::string>& columns, const Values& values, bool descending) {
  if (columns.empty() || columns.size() != values.size()) {
    throw std::logic_error("a keyset needs a value for each column");
  }
  Values parameters;
  const std::string condition = After(columns, values, descending, 0, parameters);
  return And(condition, std::move(parameters));
}

Where& Where::AndWithin(std::string_view time, std::string_view id, const api::TimeRange& range) {
  if (range.start.has_value()) And(fmt::format("{} >= ?", time), {*range.start});
  if (range.end.has_value()) And(fmt::format("{} < ?", time), {*range.end});
  if (!range.after.has_value()) return *this;
  return AndAfter({std::string(time), std::string(id)}, {range.after->time, range.after->id},
                  /*descending=*/true);
}

std::string Where::sql() const { return conditions_; }

}  // namespace laurel::sql
