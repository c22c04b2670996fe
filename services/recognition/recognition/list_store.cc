// The lists of recognitions: ids of the page alone are read from the ranges, and then the page itself.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "common/sql/errors.h"
#include "common/sql/range_union.h"
#include "common/status/macros.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/range_store.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::recognition {
namespace {

// Between the two statements a row may change; more often than this in one call is contention.
constexpr int kMostTries = 4;

using Page = std::vector<v1::Recognition>;
using Place = std::pair<absl::Time, std::string_view>;

Place PlaceOf(const v1::Recognition& one) { return {OrderTimeOf(one), IdOf(one.name())}; }

bool IsOrEmpty(std::string_view id, std::string_view name) { return id.empty() || id == IdOf(name); }

template <typename Names>
bool Has(const Names& names, std::string_view id) {
  return std::ranges::any_of(names, [&](const std::string& name) { return IdOf(name) == id; });
}

bool IsReader(const Branch& branch, const v1::Recognition& one) {
  if (branch.received_by.empty() && branch.teams.empty()) return true;
  return (!branch.received_by.empty() && Has(one.recipients(), branch.received_by)) ||
         std::ranges::any_of(branch.teams,
                             [&](const std::string& team) { return Has(one.audience_teams(), team); });
}

// What the ranges of the branch say, of the recognition as it is now.
bool Holds(const Branch& branch, const v1::Recognition& one) {
  const bool kept_out = !branch.not_recipient.empty() && (Has(one.recipients(), branch.not_recipient) ||
                                                          IdOf(one.sender()) == branch.not_recipient);
  return !kept_out && std::ranges::count(branch.shown, ShownOf(one)) > 0 &&
         IsOrEmpty(branch.sender, one.sender()) && IsOrEmpty(branch.value, one.value()) &&
         IsOrEmpty(branch.parent, one.parent()) &&
         (branch.recipient.empty() || Has(one.recipients(), branch.recipient)) &&
         (branch.team.empty() || Has(one.audience_teams(), branch.team)) && IsReader(branch, one);
}

bool Holds(const Listing& listing, const v1::Recognition& one) {
  const Place place = PlaceOf(one);
  if (listing.start.has_value() && place.first < *listing.start) return false;
  if (listing.end.has_value() && place.first >= *listing.end) return false;
  if (listing.after.has_value() && place >= Place(listing.after->time, listing.after->id)) return false;
  return std::ranges::any_of(listing.branches, [&](const Branch& branch) { return Holds(branch, one); });
}

}  // namespace

absl::StatusOr<Page> List(sql::Connection& connection, const Listing& listing) {
  const std::vector<sql::Range> ranges = RangesOf(listing);
  for (int tries = 0; tries < kMostTries; ++tries) {
    ASSIGN_OR_RETURN(const std::vector<std::string> ids, sql::NewestIds(connection, ranges, listing.limit));
    ASSIGN_OR_RETURN(Page page, FindAll(connection, ids));
    std::erase_if(page, [&](const v1::Recognition& one) { return !Holds(listing, one); });
    // What was hidden or published in between has another place now, or none: a page that left it out would
    // look like the last one.
    if (page.size() < ids.size()) continue;
    std::ranges::sort(page, std::ranges::greater(), PlaceOf);
    return page;
  }
  return sql::Contention();
}

}  // namespace laurel::recognition::recognition
