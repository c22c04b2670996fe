#include "services/recognition/recognition/change.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/history/status_changes.h"
#include "services/recognition/names.h"

namespace laurel::recognition::recognition {
namespace {

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
  history::AddMade(telling, recognition);
  TellAll(env, telling, recognition);
}

void SaveChange(const Env& env, const Telling& telling, const Stored& before, const v1::Recognition& after) {
  UpdateState(telling.changes, before, after, !CountsAgainstCap(after.state()));
  history::AddMoved(telling, before.recognition, before.version, after, after.state_reason());
  TellAll(env, telling, after);
}

}  // namespace laurel::recognition::recognition
