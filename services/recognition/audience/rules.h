// Who reads a recognition: the one place that says so. Get, lists, batches and events all come from it ("Who
// may do what" of the product). Pure functions; thread-safe.
#pragma once

#include <optional>

#include "laurel/common/v1/view.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition::audience {

// What somebody is to one recognition, now. `above_recipient`: the line manager of a recipient, or anywhere
// above. `approver`: who decides about it by their place: the sender's line manager unless a recipient.
// `decided`: who approved or rejected it. `team_member`: of one of its audience_teams.
struct Reader {
  bool sender = false;
  bool recipient = false;
  bool above_recipient = false;
  bool team_member = false;
  bool approver = false;
  bool decided = false;
  bool recognition_admin = false;
  bool auditor = false;
};

// Nothing: for this reader the recognition does not exist.
std::optional<common::v1::View> ViewFor(const Reader& reader, const v1::Recognition& recognition);

// Why it came into state `to`: for those who read it in full, but why it was approved, which is said to its
// sender, for them, who decided and RECOGNITION_ADMIN alone, whoever else reads what was published. A
// recipient, who has only the summary of what was hidden, still learns why it was.
bool ReadsReason(const Reader& reader, common::v1::View view, v1::RecognitionState to);

// Everybody reads it as it stands, without any relation.
bool IsForEverybody(const v1::Recognition& recognition);

}  // namespace laurel::recognition::audience
