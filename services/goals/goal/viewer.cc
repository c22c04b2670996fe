#include "services/goals/goal/viewer.h"

#include <algorithm>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/goals/goal/rules.h"
#include "services/goals/names.h"
#include "services/goals/tree/progress_of.h"

namespace laurel::goals::goal {

Viewer::Viewer(const Env& env, const rpc::Call& call)
    : env_(env),
      call_(call),
      fresh_(org::FreshOrganization(env.organization, call.now)),
      readership_(fresh_.ok() ? fresh_->get() : nullptr, call) {}

absl::StatusOr<std::vector<v1::Goal>> Viewer::Read(sql::Connection& connection,
                                                   const std::vector<std::string>& ids) {
  ASSIGN_OR_RETURN(std::vector<Stored> goals, FindAll(connection, ids));
  std::erase_if(goals, [this](const Stored& one) { return !Sees(one.goal); });
  RETURN_IF_ERROR(tree::FillProgress(env_, connection, goals));
  std::ranges::sort(goals, {},
                    [&ids](const Stored& one) { return std::ranges::find(ids, IdOf(one.goal.name())); });
  std::vector<v1::Goal> shown;
  shown.reserve(goals.size());
  for (const Stored& one : goals) shown.push_back(Shaped(one.goal, *ViewOf(one.goal), call_.now));
  return shown;
}

}  // namespace laurel::goals::goal
