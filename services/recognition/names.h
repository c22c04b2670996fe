// The names of this service's resources. Pure; thread-safe.
#pragma once

#include <string_view>

#include "common/api/resource_pattern.h"
#include "common/org/organization.h"

namespace laurel::recognition {

inline constexpr api::ResourcePattern kRecognitionPattern{"recognitions/{recognition}"};
inline constexpr api::ResourcePattern kReactionPattern{"recognitions/{recognition}/reactions/{reaction}"};
inline constexpr api::ResourcePattern kCommentPattern{"recognitions/{recognition}/comments/{comment}"};
inline constexpr api::ResourcePattern kValuePattern{"values/{value}"};
inline constexpr api::ResourcePattern kBalancePattern{"people/{person}/balance"};
inline constexpr api::ResourcePattern kLedgerTransactionPattern{"ledgerTransactions/{transaction}"};
inline constexpr std::string_view kProgramName = "program";

// Who did what nobody called for, in the audit.
inline constexpr std::string_view kOwnActor = "service:laurel-recognition";

using api::IdOf;

}  // namespace laurel::recognition
