// Lists of what two people have to do with each other.
#pragma once

#include <set>
#include <string>
#include <utility>

namespace laurel::cli {

// Between the caller and `other`, whoever of them coached: each side of the pair is asked for, and what both
// answers hold comes once. `list(request)` answers a StatusOr<Listed<…>>; its first error is the answer.
template <typename Request, typename List>
auto Between(Request request, const std::string& other, const List& list) -> decltype(list(request)) {
  request.set_coach("people/me");
  request.set_attendee(other);
  auto listed = list(request);
  if (!listed.ok()) return listed;
  request.set_coach(other);
  request.set_attendee("people/me");
  auto coached = list(request);
  if (!coached.ok()) return coached;
  std::set<std::string> seen;
  for (const auto& item : listed->items) seen.insert(item.name());
  for (auto& item : coached->items) {
    if (seen.insert(item.name()).second) listed->items.push_back(std::move(item));
  }
  listed->more = listed->more || coached->more;
  return listed;
}

}  // namespace laurel::cli
