// The lists of feedback: the union of their ranges, cut at the page before a whole row is read.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "common/sql/record.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/feedback/feedback/range_store.h"
#include "services/feedback/feedback/store.h"

namespace laurel::feedback::feedback {
namespace {

// A session of many people has more ranges than one statement should.
constexpr std::size_t kMostRanges = 64;

// The newest of these ranges together, each row once.
absl::StatusOr<std::vector<v1::Feedback>> ReadUnion(sql::Connection& connection, const Range* ranges,
                                                    std::size_t count, int limit) {
  std::string all;
  sql::Values values;
  for (std::size_t i = 0; i < count; ++i) {
    const Range& range = ranges[i];
    all += fmt::format("{}(SELECT order_time, {} AS id FROM {}{} ORDER BY order_time DESC, {} DESC LIMIT ?)",
                       i == 0 ? "" : " UNION ", range.id, range.table, range.where.sql(), range.id);
    values.insert(values.end(), range.where.values().begin(), range.where.values().end());
    values.emplace_back(std::int64_t{limit});
  }
  values.emplace_back(std::int64_t{limit});
  const std::string statement = fmt::format(
      "SELECT {} FROM ({} ORDER BY order_time DESC, id DESC LIMIT ?) AS newest "
      "STRAIGHT_JOIN feedback f ON f.id = newest.id ORDER BY newest.order_time DESC, newest.id DESC",
      FeedbackRecord().SelectList("f"), all);
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, values));
  return FeedbackRecord().ReadAll<v1::Feedback>(rows);
}

}  // namespace

absl::StatusOr<std::vector<v1::Feedback>> List(sql::Connection& connection, const Listing& listing) {
  const std::vector<Range> ranges = RangesOf(listing);
  std::vector<v1::Feedback> pieces;
  for (std::size_t first = 0; first < ranges.size(); first += kMostRanges) {
    const std::size_t count = std::min(kMostRanges, ranges.size() - first);
    ASSIGN_OR_RETURN(std::vector<v1::Feedback> some,
                     ReadUnion(connection, &ranges[first], count, listing.limit));
    std::ranges::move(some, std::back_inserter(pieces));
  }
  if (ranges.size() <= kMostRanges) return pieces;

  const auto place = [](const v1::Feedback& piece) {
    return std::pair(OrderTimeOf(piece), std::string_view(piece.name()));
  };
  std::ranges::sort(pieces, std::ranges::greater(), place);
  const auto repeated = std::ranges::unique(pieces, {}, &v1::Feedback::name);
  pieces.erase(repeated.begin(), repeated.end());
  if (pieces.size() > static_cast<std::size_t>(listing.limit)) {
    pieces.resize(static_cast<std::size_t>(listing.limit));
  }
  return pieces;
}

}  // namespace laurel::feedback::feedback
