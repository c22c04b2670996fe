// Where a watcher may go on: a version, bound to the caller and to this organisation. It carries no
// authority, so it is bound by a digest and not by a secret, like page tokens. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/directory/organization/store.h"

namespace laurel::directory::organization {

std::string MakeResumeToken(std::string_view caller, const Position& position);

// The version; nullopt when the token is altered, another caller's, or of another organisation.
std::optional<std::int64_t> ReadResumeToken(std::string_view caller, std::string_view origin,
                                            std::string_view token);

}  // namespace laurel::directory::organization
