// Reading one's own changes of the organisation: directory answers a change with trailing metadata
// `laurel-org-version`, and a call that sends it along waits until its service has that version. Thread-safe.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"

namespace laurel {

inline constexpr char kOrgVersionKey[] = "laurel-org-version";

// The first step of a handler that reads the organisation. Waits inside the call's deadline, and at most 5 s,
// since it holds a worker; UNAVAILABLE, ORGANIZATION_STALE with RetryInfo when the version has not come by
// then. A call without the metadata, or with a value that is no number, does not wait.
absl::Status AwaitOrgVersion(const org::Holder& organization, const rpc::Call& call);

}  // namespace laurel
