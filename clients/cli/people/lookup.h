// Who is meant by "ana", "ana pereira" or "ana@example.com". One answer or a message that says how to be
// clearer.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/connection/endpoint.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::cli {

using DirectoryClient = Client<directory::v1::DirectoryService>;

// An address or a display name that fits exactly comes first, then people who have not left. NOT_FOUND for
// nobody, USAGE with the candidates for several. `more`: there are further candidates. Pure.
absl::StatusOr<directory::v1::Person> ChoosePerson(std::string_view text,
                                                   const std::vector<directory::v1::Person>& candidates,
                                                   bool more);

// "me", "people/…", an email address, or the beginning of any word of a name.
absl::StatusOr<directory::v1::Person> FindPerson(DirectoryClient& directory, std::string_view text);

}  // namespace laurel::cli
