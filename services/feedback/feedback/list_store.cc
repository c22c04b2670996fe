// The lists of feedback: ids of the page alone are read from the ranges, and then the page itself.
#include <string>

#include "absl/container/flat_hash_map.h"
#include "common/sql/range_union.h"
#include "common/status/macros.h"
#include "services/feedback/feedback/range_store.h"
#include "services/feedback/feedback/store.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {

absl::StatusOr<std::vector<v1::Feedback>> List(sql::Connection& connection, const Listing& listing) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                   sql::NewestIds(connection, RangesOf(listing), listing.limit));
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
