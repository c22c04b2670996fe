// Who the caller is to a recognition, on the organisation as it is now. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "services/recognition/audience/rules.h"
#include "services/recognition/env.h"

namespace laurel::recognition::audience {

// What one caller is to recognitions, on one version of the organisation, which outlives it like the call;
// without one (nullptr) what needs no relation alone: sender, recipient, who decided, roles. Used by one
// thread at a time: the caller's own teams are looked up once, when they first matter.
class Readership {
 public:
  Readership(const org::Organization* organization, const rpc::Call& call);

  // Chains and teams are asked only where they decide: a page may name thousands of recipients.
  Reader Of(const v1::Recognition& recognition);

 private:
  bool IsInOneOfItsTeams(const v1::Recognition& recognition);

  const org::Organization* organization_;
  const rpc::Call& call_;
  std::optional<std::vector<std::string>> teams_ = {};  // ids, sorted
};

// Of one recognition.
Reader ReaderOn(const org::Organization* organization, const rpc::Call& call,
                const v1::Recognition& recognition);
// The caller. What needs no relation is answered however old the organisation is; UNAVAILABLE,
// ORGANIZATION_STALE, when that does not settle it: with one they might read more.
absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Recognition& recognition);
// The same for what is only shown: while the organisation is old, the summary that a role reads is enough.
absl::StatusOr<Reader> ReaderToShow(const Env& env, const rpc::Call& call,
                                    const v1::Recognition& recognition);

// Who decides about it (an id): the sender's line manager now. nullopt: a RECOGNITION_ADMIN, because there is
// none, they have left, or are a recipient.
std::optional<std::string> ApproverOf(const org::Organization& organization,
                                      const v1::Recognition& recognition, absl::Time now);

}  // namespace laurel::recognition::audience
