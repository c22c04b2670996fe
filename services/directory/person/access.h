// Who reads what of people: what every RPC that answers people goes through, so that Get, lists and batches
// agree.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"

namespace laurel::directory::person {

// A caller, and the one version of the organisation that their call works on. Immutable: thread-safe. Does
// not outlive the call.
class Viewer {
 public:
  // On the newest version. After whatever waits for a newer one.
  Viewer(const Env& env, const rpc::Call& call);

  const org::Organization& organization() const { return *organization_; }

  // Adds what the organisation knows of each, and withholds what the caller may not read. UNAVAILABLE,
  // ORGANIZATION_STALE, when that follows from relations and the organisation is too old.
  absl::Status Show(std::vector<v1::Person>& people) const;

 private:
  absl::StatusOr<org::Relations> RelationsTo(std::string_view person) const;

  const rpc::Call& call_;
  const std::shared_ptr<const org::Organization> organization_;
  const absl::Status fresh_;  // why relations to others cannot be told, if they cannot
};

// The id of the person with this name. NOT_FOUND unless the organisation knows them; one who is unknown so
// far is waited for, within the bounds of org::AwaitPerson.
absl::StatusOr<std::string> RequirePerson(const Env& env, const rpc::Call& call, std::string_view name);

}  // namespace laurel::directory::person
