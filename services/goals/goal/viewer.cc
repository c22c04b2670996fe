#include "services/goals/goal/viewer.h"

#include <utility>

#include "common/org/access.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/goals/goal/rules.h"
#include "services/goals/tree/progress_of.h"

namespace laurel::goals::goal {

Viewer::Viewer(const Env& env, const rpc::Call& call)
    : env_(env),
      call_(call),
      fresh_(org::FreshOrganization(env.organization, call.now)),
      readership_(fresh_.ok() ? fresh_->get() : nullptr, call) {}

absl::StatusOr<std::vector<v1::Goal>> Viewer::Show(sql::Connection& connection, std::vector<Stored> goals) {
  RETURN_IF_ERROR(tree::FillProgress(env_, connection, goals));
  std::vector<v1::Goal> shown;
  shown.reserve(goals.size());
  for (const Stored& one : goals) {
    const auto view = readership_.ViewOf(one.goal);
    if (!view.has_value()) return InternalError("goals are shown to somebody who may not read them");
    shown.push_back(Shaped(one.goal, *view, env_.stale_after, call_.now));
  }
  return shown;
}

}  // namespace laurel::goals::goal
