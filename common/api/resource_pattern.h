// Resource names (AIP-122): "coachingSessions/{session}/notes/{note}". Ids are ULIDs. Pure; thread-safe.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace laurel::api {

class ResourcePattern {
 public:
  // `pattern` outlives the object: a literal.
  explicit constexpr ResourcePattern(std::string_view pattern) : pattern_(pattern) {}

  std::string_view pattern() const { return pattern_; }
  // The name made of these ids, one for each variable of the pattern.
  std::string Format(std::initializer_list<std::string_view> ids) const;
  // The ids of a name; nullopt when it is not of this pattern or an id is not a ULID.
  std::optional<std::vector<std::string>> Match(std::string_view name) const;
  // The same without the ids: nothing is allocated.
  bool Matches(std::string_view name) const;

 private:
  std::string_view pattern_;
};

// The last id of a name that is known to match its pattern: one of our own, or one that field rules accepted.
// Lives as long as `name`; "" for an empty one.
std::string_view IdOf(std::string_view name);

}  // namespace laurel::api
