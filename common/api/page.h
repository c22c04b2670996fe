// Pages of lists (AIP-158). A token says where the next page begins and is bound to the caller and to all
// other arguments of the request; it carries no authority, so it is bound by a digest and not by a secret
// (ADR 0009). Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace laurel::api {

// Where a page begins: after the row with these key values, in the order of the list; empty: at the
// beginning.
// Input like any other: who knows the scheme can make a token. Whoever reads a cursor checks the number and
// the form of its values, answers ForeignCursor() when they are not its own, and binds them as parameters.
// common/api/time_position.h does that for lists in the order of a time.
using Cursor = std::vector<std::string>;

// INVALID_ARGUMENT on `page_token`: how a list refuses a cursor that it did not make.
absl::Status ForeignCursor();
// Refuses what is neither empty nor `count` values of text: the check of a list that is ordered by names.
absl::Status CheckCursor(const Cursor& cursor, std::size_t count);

struct PageRequest {
  int size = 50;
  Cursor after;
};

inline constexpr int kDefaultPageSize = 50;
inline constexpr int kMaxPageSize = 200;
// A page ends early when its rows reach this size, serialised.
inline constexpr std::size_t kMaxPageBytes = 512 * 1024;

// Reads page_size and page_token of a list request (by reflection). INVALID_ARGUMENT on `page_size` when
// negative, on `page_token` when altered or made for another caller, method or arguments.
absl::StatusOr<PageRequest> ReadPageRequest(std::string_view caller,
                                            const google::protobuf::Message& request);

// The token of the page after `cursor`; `request` as it came, page fields included.
std::string MakePageToken(std::string_view caller, const google::protobuf::Message& request,
                          const Cursor& cursor);

// How many of `rows` fit a page: at most `size`, and no more than kMaxPageBytes (but at least one).
template <typename Message>
std::size_t RowsThatFit(const std::vector<Message>& rows, int size) {
  std::size_t bytes = 0;
  std::size_t count = 0;
  while (count < rows.size() && count < static_cast<std::size_t>(size)) {
    bytes += rows[count].ByteSizeLong();
    if (count > 0 && bytes > kMaxPageBytes) break;
    ++count;
  }
  return count;
}

}  // namespace laurel::api
