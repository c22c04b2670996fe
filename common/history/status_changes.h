// How each resource of a service came into its states: who, when and why. Rows are only ever added, one for a
// version of the resource at most.
//
// The table is in the schema of each service that has states, made as services/recognition/schema/0001 makes
// it: `status_change`, its key the resource's id and version. Details are columns, each of the name of its
// field in StatusChange: a new field needs its column in every service that has the table.
//
// Adding fills a Changes and cannot fail before it is written. A connection and a Changes are used by one
// thread at a time.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/resource_pattern.h"
#include "common/events/telling.h"
#include "common/sql/connection.h"
#include "google/protobuf/descriptor.h"
#include "laurel/common/v1/status_change.pb.h"

namespace laurel::history {

// What happened, by telling.actor at telling.now. States are values of the resource's own enum.
struct Change {
  std::string_view resource;  // its id
  std::int64_t version = 1;   // of the resource, after the change
  int from = 0;               // 0: it was made in its first state
  int to = 0;                 // as `from`: it changed, and stayed in its state
  std::string_view reason = {};
  // What else there is to tell. What it says of the above, of who and of when does not count.
  common::v1::StatusChange details = {};
};
void Add(const events::Telling& telling, const Change& change);

// The resource (a message with name and state) was made.
template <typename Resource>
void AddMade(const events::Telling& telling, const Resource& made) {
  Add(telling, {.resource = api::IdOf(made.name()), .to = made.state()});
}
// It came from the state of `before`, which had this version, into that of `after`.
template <typename Resource>
void AddMoved(const events::Telling& telling, const Resource& before, std::int64_t version,
              const Resource& after, std::string_view reason) {
  Add(telling, {.resource = api::IdOf(after.name()),
                .version = version + 1,
                .from = before.state(),
                .to = after.state(),
                .reason = reason});
}

// Of the resource of this name, whose states are those of `states`: after version `after`, oldest first.
absl::StatusOr<std::vector<common::v1::StatusChange>> List(sql::Connection& connection,
                                                           std::string_view resource,
                                                           const google::protobuf::EnumDescriptor& states,
                                                           std::int64_t after, int limit);

}  // namespace laurel::history
