#include "services/recognition/recognition/change.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/recognition/names.h"

namespace laurel::recognition::recognition {
namespace {

void AddStatusChange(const Telling& telling, const v1::Recognition& after, std::int64_t version,
                     v1::RecognitionState from) {
  telling.changes.Insert(
      "status_change", {"resource", "n", "from_state", "to_state", "actor", "time", "reason"},
      {std::string(IdOf(after.name())), version, std::int64_t{from}, std::int64_t{after.state()},
       std::string(telling.actor), telling.now, after.state_reason()});
}

// Recipients hear of what waits for approval by no place of theirs: one of them may be the sender's line
// manager, or become it.
std::vector<std::string> KeptFrom(const Env& env, const v1::Recognition& recognition) {
  std::vector<std::string> ids;
  if (recognition.state() != v1::RECOGNITION_STATE_PENDING_APPROVAL) return ids;
  const auto organization = env.organization.Current();
  for (const std::string& recipient : recognition.recipients()) {
    const bool reads_by_role =
        std::ranges::any_of(organization->RolesOf(IdOf(recipient)), [](directory::v1::Role role) {
          return role == directory::v1::ROLE_RECOGNITION_ADMIN || role == directory::v1::ROLE_AUDITOR;
        });
    if (!reads_by_role) ids.emplace_back(IdOf(recipient));
  }
  return ids;
}

// What every change tells, and whom its stored answer names.
void TellAll(const Env& env, const Telling& telling, const v1::Recognition& after) {
  TellState(telling, after, KeptFrom(env, after));
  telling.changes.Mention(after.sender());
  for (const std::string& recipient : after.recipients()) telling.changes.Mention(recipient);
  if (!after.approver().empty()) telling.changes.Mention(after.approver());
  if (after.state() != v1::RECOGNITION_STATE_PUBLISHED) return;
  telling.changes.OnCommitted(
      [counter = env.metrics.published.at(after.visibility())] { counter->Increment(); });
}

bool CountsAgainstCap(v1::RecognitionState state) {
  return state != v1::RECOGNITION_STATE_REVOKED && state != v1::RECOGNITION_STATE_REJECTED;
}

}  // namespace

void SaveNew(const Env& env, const Telling& telling, const v1::Recognition& recognition,
             std::string_view period) {
  Insert(telling.changes, recognition, period);
  AddStatusChange(telling, recognition, 1, v1::RECOGNITION_STATE_UNSPECIFIED);
  TellAll(env, telling, recognition);
}

void SaveChange(const Env& env, const Telling& telling, const Stored& before, const v1::Recognition& after) {
  UpdateState(telling.changes, before, after, !CountsAgainstCap(after.state()));
  AddStatusChange(telling, after, before.version + 1, before.recognition.state());
  TellAll(env, telling, after);
}

}  // namespace laurel::recognition::recognition
