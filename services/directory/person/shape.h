// People as one caller may read them: the last step of every RPC that answers a Person, so that Get, lists
// and batches agree.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/api/page.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"
#include "services/directory/person/store.h"

namespace laurel::directory::person {

// Adds what the organisation knows of each, and withholds what the caller may not read. ORGANIZATION_STALE
// when that follows from relations and the organisation is too old.
absl::Status Shape(const Env& env, const rpc::Call& call, std::vector<v1::Person>& people);

// Those of `ids` that exist, in this order, shaped.
absl::StatusOr<std::vector<v1::Person>> ReadInOrder(Env& env, rpc::Call& call,
                                                    const std::vector<std::string>& ids);

struct Page {
  std::vector<v1::Person> people;
  std::optional<api::Cursor> next;  // absent on the last page
};
// The page after the cursor, by display name, of those whom the filter finds and `keep` (ids) accepts.
// `among`: only these.
absl::StatusOr<Page> ReadPage(Env& env, rpc::Call& call, const api::PageRequest& page, Filter filter,
                              const std::optional<std::vector<std::string>>& among,
                              const std::function<bool(const std::string&)>& keep);

// NOT_FOUND unless the organisation, at its newest, knows this person; answers the id.
absl::StatusOr<std::string> RequirePerson(const Env& env, const rpc::Call& call, std::string_view name);

}  // namespace laurel::directory::person
