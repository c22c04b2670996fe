#include "clients/cli/ids/short_id.h"

#include <set>

#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "common/api/ulid.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

constexpr std::size_t kUlidLength = 26;

std::string_view IdOf(std::string_view name) { return name.substr(name.rfind('/') + 1); }

std::string_view End(std::string_view id, std::size_t length) {
  return id.size() <= length ? id : id.substr(id.size() - length);
}

}  // namespace

ShortIds::ShortIds(const std::vector<std::string>& names) {
  const std::set<std::string_view> all(names.begin(), names.end());
  for (; length_ < kUlidLength; ++length_) {
    std::set<std::string_view> ends;
    for (const std::string_view name : all) ends.insert(End(IdOf(name), length_));
    if (ends.size() == all.size()) return;
  }
}

std::string ShortIds::Of(std::string_view name) const { return std::string(End(IdOf(name), length_)); }

absl::StatusOr<std::string> FullName(std::string_view collection, std::string_view text) {
  if (text.find('/') != std::string_view::npos) {
    if (text.starts_with(fmt::format("{}/", collection))) return std::string(text);
    return UsageError(fmt::format("\"{}\" is no name of {}", text, collection));
  }
  const std::string id = api::LowerAscii(text);
  return api::IsUlid(id) ? fmt::format("{}/{}", collection, id) : std::string();
}

absl::StatusOr<std::string> MatchShortId(std::string_view collection, std::string_view text,
                                         const std::vector<std::string>& names) {
  const std::string end = api::LowerAscii(text);
  if (end.size() < kLeastIdLength) {
    return UsageError(fmt::format("\"{}\" is too short for an id: give at least its last {} characters", text,
                                  kLeastIdLength));
  }
  std::set<std::string> matches;
  for (const std::string& name : names) {
    if (name.starts_with(fmt::format("{}/", collection)) && IdOf(name).ends_with(end)) matches.insert(name);
  }
  if (matches.empty()) {
    return Error(absl::StatusCode::kNotFound, kUsageReason,
                 fmt::format("none of your recent {} ends in \"{}\": list them, or give the whole id",
                             collection, text));
  }
  if (matches.size() > 1) {
    return UsageError(
        fmt::format("several {} end in \"{}\": {}", collection, text, fmt::join(matches, ", ")));
  }
  return *matches.begin();
}

}  // namespace laurel::cli
