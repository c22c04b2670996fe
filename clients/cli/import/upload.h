// Sends rows to ImportPeople and collects the answers; both directions run at once, because the service may
// answer while it still reads. Blocks until the stream has ended.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/connection/endpoint.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::cli {

struct ImportAnswer {
  std::vector<directory::v1::ImportPeopleRowResult> results;  // as they came
  directory::v1::ImportPeopleSummary summary;
};

// Called from two threads, one call at a time.
using ImportProgress = std::function<void(std::size_t sent, std::size_t answered)>;

// Tried again as long as nothing has come back; broken off later it is INTERRUPTED: running it again is safe.
absl::StatusOr<ImportAnswer> Upload(Client<directory::v1::DirectoryService>& directory,
                                    const directory::v1::ImportPeopleOptions& options,
                                    const std::vector<directory::v1::ImportPeopleRow>& rows,
                                    absl::Duration timeout, const ImportProgress& progress);

}  // namespace laurel::cli
