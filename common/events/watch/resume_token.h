// Where a stream goes on: a position, bound to its events, its caller and what was asked for. It carries no
// authority (what the caller may hear is judged at delivery), so it is bound by digests and not by a secret,
// like page tokens (docs/adr/0009). Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace laurel::events {

// Makes the tokens of one stream: all but the position is worked out once.
class ResumeTokens {
 public:
  // `types`: the filter as asked for, in any order; of another kind of stream, its own name.
  ResumeTokens(std::string_view origin, std::string_view caller, std::vector<std::string> types);

  std::string Make(std::int64_t position) const;
  // INVALID_ARGUMENT on resume_token: RESUME_TOKEN_INVALID (altered, or none of ours),
  // RESUME_TOKEN_OTHER_SERVICE, RESUME_TOKEN_OTHER_CALLER, RESUME_TOKEN_OTHER_TYPES, in this order.
  absl::StatusOr<std::int64_t> Read(std::string_view token) const;

 private:
  std::string origin_, caller_, types_;  // digests
};

}  // namespace laurel::events
