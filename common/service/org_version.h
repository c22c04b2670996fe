// Reading one's own changes of the organisation: directory answers a change with trailing metadata
// `laurel-org-version`, and a call that sends it along waits until its service has that version. Thread-safe.
#pragma once

#include <atomic>

#include "absl/status/status.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"

namespace laurel {

inline constexpr char kOrgVersionKey[] = "laurel-org-version";

// Runs before every handler (rpc::PipelineOptions::before_handler), on its worker.
class OrgVersionGate {
 public:
  // `holder` outlives the gate. More than `most_waiting` calls do not wait at once: who names versions that
  // never come must not hold the workers of others.
  OrgVersionGate(const org::Holder& holder, int most_waiting)
      : holder_(holder), most_waiting_(most_waiting) {}

  // Waits inside the call's deadline, and at most 5 s; UNAVAILABLE, ORGANIZATION_STALE with RetryInfo when
  // the version has not come by then. A call without the metadata, or with a value that is no number, does
  // not wait.
  absl::Status Await(const rpc::Call& call);

 private:
  const org::Holder& holder_;
  const int most_waiting_;
  std::atomic<int> waiting_{0};
};

}  // namespace laurel
