#include "common/api/resource_pattern.h"

#include <algorithm>

#include "common/api/ulid.h"

namespace laurel::api {
namespace {

// Takes the part before the next '/' off `rest`.
std::string_view NextSegment(std::string_view& rest) {
  const std::string_view segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(segment.size() + 1, rest.size()));
  return segment;
}

bool IsVariable(std::string_view segment) { return segment.starts_with('{'); }

std::ptrdiff_t CountSlashes(std::string_view path) { return std::count(path.begin(), path.end(), '/'); }

// Whether `name` is of `pattern`; calls `take` for the ids, from the left.
template <typename Take>
bool Walk(std::string_view pattern, std::string_view name, Take take) {
  if (CountSlashes(name) != CountSlashes(pattern)) return false;
  while (!pattern.empty()) {
    const std::string_view wanted = NextSegment(pattern);
    const std::string_view given = NextSegment(name);
    if (IsVariable(wanted) ? !IsUlid(given) : given != wanted) return false;
    if (IsVariable(wanted)) take(given);
  }
  return true;
}

}  // namespace

std::string ResourcePattern::Format(std::initializer_list<std::string_view> ids) const {
  std::string name;
  auto id = ids.begin();
  for (std::string_view rest = pattern_; !rest.empty();) {
    const std::string_view segment = NextSegment(rest);
    if (!name.empty()) name += '/';
    name += IsVariable(segment) && id != ids.end() ? *id++ : segment;
  }
  return name;
}

std::optional<std::vector<std::string>> ResourcePattern::Match(std::string_view name) const {
  std::vector<std::string> ids;
  if (!Walk(pattern_, name, [&](std::string_view id) { ids.emplace_back(id); })) return std::nullopt;
  return ids;
}

bool ResourcePattern::Matches(std::string_view name) const {
  return Walk(pattern_, name, [](std::string_view) {});
}

std::string_view IdOf(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

}  // namespace laurel::api
