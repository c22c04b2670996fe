#include "common/sql/range_union.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::sql {
namespace {

// More make a statement that takes longer to be planned than to be read.
constexpr std::size_t kMostRanges = 64;

struct Select {
  std::string text;
  Values values;  // without its limit
};

Select SelectOf(const Range& range) {
  return {fmt::format("SELECT order_time, {0} AS id FROM {1}{2} ORDER BY order_time DESC, {0} DESC LIMIT ?",
                      range.id, range.table, range.where.sql()),
          range.where.values()};
}

// Those that differ in their values alone stand side by side.
std::vector<Select> SelectsOf(const std::vector<Range>& ranges) {
  std::vector<Select> selects;
  for (const Range& range : ranges) selects.push_back(SelectOf(range));
  std::ranges::stable_sort(selects, {}, &Select::text);
  return selects;
}

// A UNION as it grows. The equal texts in it are made a power of two by ones that read nothing, so that a
// connection keeps a handful of prepared statements instead of one for every number of ranges.
class Union {
 public:
  explicit Union(int limit) : limit_(limit) {}

  void AddAlike(std::span<const Select> alike) {
    for (std::size_t i = 0; i < std::bit_ceil(alike.size()); ++i) {
      const Select& select = alike[std::min(i, alike.size() - 1)];
      text_ += fmt::format("{}({})", text_.empty() ? "" : " UNION ", select.text);
      values_.insert(values_.end(), select.values.begin(), select.values.end());
      values_.emplace_back(std::int64_t{i < alike.size() ? limit_ : 0});
      ++selects_;
    }
  }

  absl::StatusOr<Rows> Query(Connection& connection, std::string_view table, std::string_view columns) && {
    // One range alone is in order and no longer than it may be.
    if (selects_ > 1) {
      text_ += " ORDER BY order_time DESC, id DESC LIMIT ?";
      values_.emplace_back(std::int64_t{limit_});
    }
    return connection.Query(fmt::format("SELECT place.order_time, place.id, {} FROM ({}) place "
                                        "STRAIGHT_JOIN {} t ON t.id = place.id",
                                        columns, text_, table),
                            values_);
  }

 private:
  const int limit_;
  int selects_ = 0;
  std::string text_;
  Values values_;
};

// Order of a list, from its end.
std::pair<absl::Time, std::string_view> PlaceOf(const Row& row) { return {row.Time(0), row.Text(1)}; }

bool AreOne(const Row& left, const Row& right) { return left.Text(1) == right.Text(1); }

}  // namespace

absl::StatusOr<Rows> NewestRows(Connection& connection, const std::vector<Range>& ranges, int limit,
                                std::string_view table, std::string_view columns) {
  const std::vector<Select> all = SelectsOf(ranges);
  Rows newest;
  for (std::span<const Select> selects(all); !selects.empty();) {
    std::span<const Select> some = selects.first(std::min(kMostRanges, selects.size()));
    selects = selects.subspan(some.size());
    Union statement(limit);
    while (!some.empty()) {
      const auto alike = static_cast<std::size_t>(std::ranges::count(some, some.front().text, &Select::text));
      statement.AddAlike(some.first(alike));
      some = some.subspan(alike);
    }
    ASSIGN_OR_RETURN(Rows rows, std::move(statement).Query(connection, table, columns));
    std::ranges::move(rows, std::back_inserter(newest));
  }
  // What two statements found stands side by side.
  std::ranges::sort(newest, std::ranges::greater(), PlaceOf);
  newest.erase(std::unique(newest.begin(), newest.end(), AreOne), newest.end());
  const auto most = static_cast<std::ptrdiff_t>(limit);
  if (std::ssize(newest) > most) newest.erase(newest.begin() + most, newest.end());
  return newest;
}

}  // namespace laurel::sql
