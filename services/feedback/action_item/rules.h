// What holds of an action item whatever the database says: its states, who reads and changes it, whose it may
// be. Pure functions; thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/api/transitions.h"
#include "common/org/access.h"
#include "common/status/error.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laurel/common/v1/view.pb.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::feedback::action_item {

const api::TransitionTable& Transitions();
// Text, owner, date and goal can change in this state.
bool IsOpen(v1::ActionItemState state);

// Who asks, as far as action items care.
struct Reader {
  bool owner = false;
  bool creator = false;
  bool session_coach = false;  // of the session it was agreed in
  bool line_manager = false;   // of the owner, now
  bool auditor = false;
};
std::optional<common::v1::View> ViewFor(const Reader& reader);
bool MayWrite(const Reader& reader);
v1::ActionItem Shaped(const v1::ActionItem& item, common::v1::View view);

// Rules between the fields of one item; paths begin with `path`.
void CheckFields(std::string_view path, const v1::ActionItem& item, FieldViolations& violations);
// The owner takes part in the session.
void CheckOwner(std::string_view path, const v1::ActionItem& item, const v1::CoachingSession& session,
                FieldViolations& violations);
// Whether `caller` (a name) agrees this item in this session, be it new or its owner. In the order of all
// checks: INVALID_ARGUMENT on `action_item.owner` for one who takes no part; `references`, which is what the
// organisation said of the owner; PERMISSION_DENIED for a caller who takes no part; FAILED_PRECONDITION,
// WRONG_STATE, in a session that is VOIDED or CANCELLED.
absl::Status CheckInSession(const v1::CoachingSession& session, const v1::ActionItem& item,
                            std::string_view caller, const absl::Status& references);
// Items agreed in a session, in the field `action_items` of a request.
void CheckAgreed(const google::protobuf::RepeatedPtrField<v1::ActionItem>& items,
                 const v1::CoachingSession& session, FieldViolations& violations);
std::vector<org::PersonReference> OwnersOf(const google::protobuf::RepeatedPtrField<v1::ActionItem>& items);

}  // namespace laurel::feedback::action_item
