// What the calls that change a piece's state have in common. Pure but for Changes, which they fill.
#pragma once

#include <string_view>
#include <vector>

#include "common/sql/changes.h"
#include "services/feedback/events.h"
#include "services/feedback/feedback/store.h"

namespace laurel::feedback::feedback {

// The piece in its next version, in this state; state_time moves when the state does.
v1::Feedback NextVersion(const Stored& before, v1::FeedbackState state, absl::Time now);

// Writes these fields of the piece beside its state, and the change of state with its event.
void SaveChange(const Telling& telling, const Stored& before, const v1::Feedback& after,
                const std::vector<std::string>& fields, std::string_view reason);

// Everybody whom an answer with this piece names.
void MentionPeople(const v1::Feedback& feedback, sql::Changes& changes);
// Of a piece that its subject reads nothing of, an audit entry that names nobody: an auditor may be that
// subject. Of any other what every audited call leaves.
void AuditChange(const v1::Feedback& feedback, sql::Changes& changes);

}  // namespace laurel::feedback::feedback
