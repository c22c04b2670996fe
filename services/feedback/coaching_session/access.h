// Sessions as one caller may see them, on the organisation as it is now. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/coaching_session/store.h"
#include "services/feedback/env.h"

namespace laurel::feedback::coaching_session {

// nullopt: not at all. `organization`: org::FreshOrganization; its error when the answer depends on a
// relation and it is too old. For whoever looks at several sessions: all on one organisation.
absl::StatusOr<std::optional<common::v1::View>> ViewOn(
    const absl::StatusOr<std::shared_ptr<const org::Organization>>& organization, const rpc::Call& call,
    const v1::CoachingSession& session);

struct Readable {
  Stored stored;
  Part part = Part::kNone;  // of the caller
  common::v1::View view = common::v1::VIEW_UNSPECIFIED;
};

// nullopt: unknown, or not readable by the caller: nobody learns which.
absl::StatusOr<std::optional<Readable>> FindReadable(const Env& env, const rpc::Call& call,
                                                     sql::Connection& connection, std::string_view id,
                                                     sql::Lock lock);
// The same, with NOT_FOUND for nullopt.
absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock);

// OK when the caller may still read the session of this answer, as it is now: asked before it is replayed.
absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::CoachingSession& answer);

}  // namespace laurel::feedback::coaching_session
