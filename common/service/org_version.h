// Reading one's own changes of the organisation: directory answers a change with trailing metadata
// `laurel-org-version`, and a call that sends it along waits until its service has that version. Thread-safe.
#pragma once

#include "absl/status/status.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"

namespace laurel {

inline constexpr char kOrgVersionKey[] = "laurel-org-version";

// Runs before every handler (rpc::PipelineOptions::before_handler), on its worker.
class OrgVersionGate {
 public:
  // `holder` outlives the gate.
  explicit OrgVersionGate(const org::Holder& holder) : holder_(holder) {}

  // Waits inside the call's deadline, at most 5 s, and while the holder has room for one who waits
  // (org::Holder::WaitIfRoom); UNAVAILABLE, ORGANIZATION_STALE with RetryInfo when the version has not come.
  // A call without the metadata, or with a value that is no number, does not wait.
  absl::Status Await(const rpc::Call& call) const;

 private:
  const org::Holder& holder_;
};

}  // namespace laurel
