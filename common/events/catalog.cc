#include "common/events/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "common/status/error.h"
#include "laurel/common/v1/event_types.pb.h"

namespace laurel::events {
namespace {

constexpr std::string_view kAllOfAResource = ".*";
// They travel in trailing metadata, which peers limit to 8 KiB.
constexpr std::size_t kMostViolations = 20;

bool MatchesOne(std::string_view filter, std::string_view type) {
  if (!filter.ends_with(kAllOfAResource)) return filter == type;
  const std::string_view prefix = filter.substr(0, filter.size() - 1);  // with its dot
  return prefix.size() > 1 && type.starts_with(prefix);
}

}  // namespace

Catalog::Catalog(std::string_view service, const std::vector<const google::protobuf::Descriptor*>& data)
    : source_(fmt::format("//laurel/{}", service)) {
  for (const google::protobuf::Descriptor* message : data) {
    const auto& options = message->options();
    const int count = options.ExtensionSize(common::v1::event_types);
    if (count == 0) throw std::logic_error(fmt::format("{} declares no event type", message->full_name()));
    for (int i = 0; i < count; ++i) {
      const std::string& type = options.GetExtension(common::v1::event_types, i);
      if (!types_.emplace(type, message->full_name()).second) {
        throw std::logic_error(fmt::format("the event type {} is declared twice", type));
      }
    }
  }
}

absl::Status Catalog::CheckFilter(const std::vector<std::string>& filter) const {
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < filter.size(); ++i) {
    const auto matches = [&](const auto& known) { return MatchesOne(filter[i], known.first); };
    if (std::ranges::none_of(types_, matches)) unknown.push_back(i);
  }
  if (unknown.empty()) return absl::OkStatus();
  std::vector<std::string_view> known;
  for (const auto& [type, data] : types_) known.push_back(type);
  Error error(absl::StatusCode::kInvalidArgument, "UNKNOWN_EVENT_TYPE",
              "this service has no such events: ListEventTypes tells which it has");
  error.With("known", fmt::format("{}", fmt::join(known, ",")));
  unknown.resize(std::min(unknown.size(), kMostViolations));
  for (const std::size_t i : unknown) error.Field(fmt::format("types[{}]", i), "matches no type of event");
  return error;
}

bool Catalog::Matches(const std::vector<std::string>& filter, std::string_view type) {
  return filter.empty() ||
         std::ranges::any_of(filter, [type](const std::string& one) { return MatchesOne(one, type); });
}

std::string StateEvent(const google::protobuf::EnumDescriptor& states, int state) {
  const google::protobuf::EnumValueDescriptor* value = states.FindValueByNumber(state);
  if (value == nullptr || value->options().ExtensionSize(common::v1::state_events) == 0) return "";
  return value->options().GetExtension(common::v1::state_events, 0);
}

}  // namespace laurel::events
