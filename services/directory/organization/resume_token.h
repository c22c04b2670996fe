// Where a watcher of the organisation may go on: the position among the events, as in WatchEvents, and the
// version that it has, so that after a resume nothing comes twice. Bound to the caller and to these events.
// Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace laurel::directory::organization {

struct Place {
  std::int64_t position = 0;
  std::int64_t version = 0;
};

class ResumeTokens {
 public:
  // `origin`: events::Feed::Head::origin.
  ResumeTokens(std::string_view origin, std::string_view caller) : origin_(origin), caller_(caller) {}

  std::string Make(const Place& place) const;
  // nullopt when the token is altered, another caller's, or of other events.
  std::optional<Place> Read(std::string_view token) const;

 private:
  std::string origin_, caller_;
};

}  // namespace laurel::directory::organization
