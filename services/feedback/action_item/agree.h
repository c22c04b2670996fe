// Action items that come into being: alone, or with a session in its transaction. They have been judged
// before (rules.h): nothing here refuses. Make is pure; the others add to a Changes, which one thread uses at
// a time.
#pragma once

#include "common/rpc/call.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/events.h"

namespace laurel::feedback::action_item {

// The item as it will be: OPEN, made now by the caller.
v1::ActionItem Make(const rpc::Call& call, const v1::ActionItem& wanted);
// Adds the item, its first status change and its event. `session_coach`: id; empty without a session.
void Save(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach);
// Makes and saves items agreed in a session.
void Agree(const Telling& telling, const rpc::Call& call, const v1::CoachingSession& session,
           const google::protobuf::RepeatedPtrField<v1::ActionItem>& items);

}  // namespace laurel::feedback::action_item
