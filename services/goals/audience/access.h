// Who the caller is to a goal, on the organisation as it is now. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "services/goals/audience/rules.h"
#include "services/goals/env.h"

namespace laurel::goals::audience {

// What one caller is to goals, on one version of the organisation, which outlives it like the call; without
// one (nullptr) what needs no relation alone: owner, who made it, roles. Used by one thread at a time: the
// caller's own teams are looked up once, when they first matter.
class Readership {
 public:
  Readership(const org::Organization* organization, const rpc::Call& call);

  Reader Of(const v1::Goal& goal);
  // ViewFor of that. Chains and teams are asked only where they decide: a page may judge a thousand goals.
  std::optional<common::v1::View> ViewOf(const v1::Goal& goal);

 private:
  Reader WithoutRelations(const v1::Goal& goal) const;
  void AddRelations(const v1::Goal& goal, Reader& reader);

  const org::Organization* organization_;
  const rpc::Call& call_;
  std::optional<std::vector<std::string>> teams_ = {};  // ids, sorted
};

// The caller. What needs no relation is answered however old the organisation is; UNAVAILABLE,
// ORGANIZATION_STALE, when that does not settle what they read.
absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Goal& goal);

}  // namespace laurel::goals::audience
