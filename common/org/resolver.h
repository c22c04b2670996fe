// An identity becomes a principal: the token said who it is, the organisation says what they are.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/auth/principal.h"
#include "common/auth/token_verifier.h"
#include "common/org/organization.h"
#include "common/time/clock.h"

namespace laurel::org {

// rpc::Resolver of common/rpc/pipeline.h, which this room does not know. `may_wait`: the thread may block,
// for up to a second and until `deadline` (by the clock); a worker's, never gRPC's own.
using Resolver = std::function<absl::StatusOr<auth::Principal>(const auth::Identity& identity, bool may_wait,
                                                               absl::Time deadline)>;

// A token that names somebody in the directory is theirs, whatever its subject. One whose subject is that of
// a service account is the account's: id "service:<subject>" and CALLER_ORG_READER or CALLER_INTEGRATION. Any
// other is of the person with the token's address: CALLER_PERSON and the roles held now. Roles and sign-in go
// on while the feed is silent.
//
// Errors:
//
// UNAVAILABLE, PERSON_PENDING: unknown so far, and the caller may not wait. A signal to the pipeline to ask
// again where waiting is allowed; never for clients.
//
// laurel::UnknownPerson: no account has this subject and nobody this address (or not before their first day),
// a second later too.
//
// laurel::Unauthenticated: the person has left; the account is disabled.
//
// UNAVAILABLE, ORGANIZATION_STALE with RetryInfo: no version of the organisation has arrived yet.
//
// Thread-safe. Holder and clock outlive the resolver.
Resolver MakeResolver(const Holder& holder, const Clock& clock);

}  // namespace laurel::org
