#include "common/sql/range_union.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <span>
#include <string_view>
#include <utility>

#include "common/api/time_position.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::sql {
namespace {

// More make a statement that takes longer to be planned than to be read.
constexpr std::size_t kMostRanges = 64;

using Places = std::vector<api::TimePosition>;

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
    }
  }

  absl::StatusOr<Rows> Query(Connection& connection) && {
    values_.emplace_back(std::int64_t{limit_});
    return connection.Query(text_ + " ORDER BY order_time DESC, id DESC LIMIT ?", values_);
  }

 private:
  const int limit_;
  std::string text_;
  Values values_;
};

// The newest of all these together; some more than once when they are of two statements.
absl::StatusOr<Places> ReadPlaces(Connection& connection, std::span<const Select> selects, int limit) {
  Places places;
  while (!selects.empty()) {
    std::span<const Select> some = selects.first(std::min(kMostRanges, selects.size()));
    selects = selects.subspan(some.size());
    Union statement(limit);
    while (!some.empty()) {
      const auto alike = static_cast<std::size_t>(std::ranges::count(some, some.front().text, &Select::text));
      statement.AddAlike(some.first(alike));
      some = some.subspan(alike);
    }
    ASSIGN_OR_RETURN(const Rows rows, std::move(statement).Query(connection));
    for (const Row& row : rows) places.push_back({row.Time(0), std::string(row.Text(1))});
  }
  return places;
}

// Of the newest of them, each once.
std::vector<std::string> IdsOf(Places places, int limit) {
  const auto place = [](const api::TimePosition& one) {
    return std::pair(one.time, std::string_view(one.id));
  };
  std::ranges::sort(places, std::ranges::greater(), place);
  std::vector<std::string> ids;
  for (api::TimePosition& one : places) {
    if (ids.size() == static_cast<std::size_t>(limit)) break;
    if (ids.empty() || ids.back() != one.id) ids.push_back(std::move(one.id));
  }
  return ids;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> NewestIds(Connection& connection, const std::vector<Range>& ranges,
                                                   int limit) {
  ASSIGN_OR_RETURN(Places places, ReadPlaces(connection, SelectsOf(ranges), limit));
  return IdsOf(std::move(places), limit);
}

}  // namespace laurel::sql
