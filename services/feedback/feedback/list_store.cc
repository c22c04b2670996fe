// The lists of feedback: places of the page alone are read from the ranges, and then the page itself.
#include <algorithm>
#include <bit>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/feedback/feedback/range_store.h"
#include "services/feedback/feedback/store.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {
namespace {

// A session of many people has more ranges than one statement should.
constexpr std::size_t kMostRanges = 64;

using Places = std::vector<api::TimePosition>;

struct Select {
  std::string text;
  sql::Values values;  // without its limit
};

Select SelectOf(const Range& range) {
  return {fmt::format("SELECT order_time, {0} AS id FROM {1}{2} ORDER BY order_time DESC, {0} DESC LIMIT ?",
                      range.id, range.table, range.where.sql()),
          range.where.values()};
}

// Those that differ in their values alone stand side by side.
std::vector<Select> SelectsOf(const Listing& listing) {
  std::vector<Select> selects;
  for (const Range& range : RangesOf(listing)) selects.push_back(SelectOf(range));
  std::ranges::stable_sort(selects, {}, &Select::text);
  return selects;
}

// A UNION as it grows. The equal texts in it are made a power of two by ones that read nothing, so that a
// connection keeps a handful of prepared statements instead of one for every number of teams and people.
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

  absl::StatusOr<sql::Rows> Query(sql::Connection& connection) && {
    values_.emplace_back(std::int64_t{limit_});
    return connection.Query(text_ + " ORDER BY order_time DESC, id DESC LIMIT ?", values_);
  }

 private:
  const int limit_;
  std::string text_;
  sql::Values values_;
};

// The newest of all these together; some more than once when they are of two statements.
absl::StatusOr<Places> ReadPlaces(sql::Connection& connection, std::span<const Select> selects, int limit) {
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
    ASSIGN_OR_RETURN(const sql::Rows rows, std::move(statement).Query(connection));
    for (const sql::Row& row : rows) places.push_back({row.Time(0), std::string(row.Text(1))});
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

absl::StatusOr<std::vector<v1::Feedback>> List(sql::Connection& connection, const Listing& listing) {
  ASSIGN_OR_RETURN(Places places, ReadPlaces(connection, SelectsOf(listing), listing.limit));
  const std::vector<std::string> ids = IdsOf(std::move(places), listing.limit);
  ASSIGN_OR_RETURN(std::vector<v1::Feedback> found, FindAll(connection, ids));
  absl::flat_hash_map<std::string_view, std::size_t> index_of;
  for (std::size_t i = 0; i < found.size(); ++i) index_of.emplace(IdOf(found[i].name()), i);
  std::vector<v1::Feedback> page;
  for (const std::string& id : ids) {
    if (const auto index = index_of.find(id); index != index_of.end()) page.push_back(found[index->second]);
  }
  return page;
}

}  // namespace laurel::feedback::feedback
