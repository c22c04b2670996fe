#include "services/feedback/action_item/owner.h"

#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {

absl::Status CheckMayAssign(const Env& env, const rpc::Call& call, std::string_view owner) {
  if (owner == call.caller.name) return absl::OkStatus();
  ASSIGN_OR_RETURN(const org::Relations relations,
                   org::RelationsNow(env.organization, call.caller.id, IdOf(owner), call.now));
  if (relations.MayCoach()) return absl::OkStatus();
  return NotYourReport(
      "action_item.owner",
      "you are not this person's manager, coach or team lead: agree the item in a session with them");
}

}  // namespace laurel::feedback::action_item
