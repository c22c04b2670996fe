#include "services/recognition/company_value/rules.h"

#include "common/api/text.h"
#include "common/status/error.h"

namespace laurel::recognition::company_value {
namespace {

constexpr std::size_t kLongest = 60;
constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

absl::StatusOr<std::string> NormalizedHashtag(std::string_view hashtag) {
  if (hashtag.starts_with('#')) hashtag.remove_prefix(1);
  std::string kept = api::LowerAscii(hashtag);
  if (kept.empty() || kept.size() > kLongest || kept.find_first_not_of(kAllowed) != std::string::npos) {
    return InvalidField("value.hashtag", "is not 1 to 60 letters a to z, digits, '-' and '_'");
  }
  return kept;
}

}  // namespace laurel::recognition::company_value
