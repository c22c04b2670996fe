#include "clients/cli/commands/evidence.h"

#include <algorithm>
#include <string>

#include "clients/cli/connection/failure.h"
#include "common/api/text.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

// "desk.example.com" of "https://desk.example.com:8443/48213?x".
std::string HostOf(std::string_view url) {
  const std::string_view rest = url.substr(url.find("://") + 3);
  return api::LowerAscii(rest.substr(0, rest.find_first_of(":/?#")));
}

}  // namespace

absl::StatusOr<common::v1::Evidence> ParseEvidence(std::string_view text, const Here& here) {
  common::v1::Evidence evidence;
  std::string_view what = api::Trim(text);
  if (const std::size_t at = what.rfind(" @"); at != std::string_view::npos) {
    const auto when = ParseMoment(what.substr(at + 2), here, Tense::kPast);
    if (!when.ok()) return About(fmt::format("after @ in \"{}\"", text), when.status());
    *evidence.mutable_occurred_time() = ToTimestamp(*when);
    what = api::Trim(what.substr(0, at));
  }
  if (api::IsHttpUrl(what)) {
    evidence.set_url(std::string(what));
    evidence.set_system(HostOf(what));
    return evidence;
  }
  const std::size_t colon = what.find(':');
  const bool is_url = colon != std::string_view::npos && what.substr(colon).starts_with("://");
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == what.size() || is_url) {
    return UsageError(fmt::format(
        "\"{}\" does not say where it is: say it like zendesk:48213, or give an http address", text));
  }
  evidence.set_system(std::string(api::Trim(what.substr(0, colon))));
  evidence.set_external_id(std::string(api::Trim(what.substr(colon + 1))));
  return evidence;
}

}  // namespace laurel::cli
