// What one caller is shown of many goals, on the organisation as it is when the call begins. Used by one
// thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/org/organization.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "services/goals/audience/access.h"
#include "services/goals/env.h"
#include "services/goals/goal/store.h"

namespace laurel::goals::goal {

class Viewer {
 public:
  // Both outlive it.
  Viewer(const Env& env, const rpc::Call& call);

  // The error that whatever a relation decides is, when it is too old.
  const absl::StatusOr<std::shared_ptr<const org::Organization>>& organization() const { return fresh_; }

  std::optional<common::v1::View> ViewOf(const v1::Goal& goal) { return readership_.ViewOf(goal); }
  bool Sees(const v1::Goal& goal) { return ViewOf(goal).has_value(); }
  bool MayWrite(const v1::Goal& goal) { return audience::MayWrite(readership_.Of(goal), goal); }
  // Those of these goals (ids) that the caller sees, in their order, as GetGoal would show them.
  absl::StatusOr<std::vector<v1::Goal>> Read(sql::Connection& connection,
                                             const std::vector<std::string>& ids);

 private:
  const Env& env_;
  const rpc::Call& call_;
  const absl::StatusOr<std::shared_ptr<const org::Organization>> fresh_;
  audience::Readership readership_;
};

}  // namespace laurel::goals::goal
