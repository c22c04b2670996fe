// Who reads a piece of feedback, and by which relation: the one place that says so. Get, lists, batches,
// events and the preview all come from it ("Who may do what" of the product). Pure functions; thread-safe.
#pragma once

#include <optional>
#include <vector>

#include "laurel/common/v1/view.pb.h"
#include "laurel/feedback/v1/audience.pb.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::feedback::audience {

// What somebody is to one piece, now. `line_manager`, `chain_above` and `coach`: of the subject;
// `chain_above` without the line manager. `team_member`: of one of its audience_teams.
struct Reader {
  bool author = false;
  bool subject = false;
  bool line_manager = false;
  bool chain_above = false;
  bool coach = false;
  bool team_member = false;
  bool hr_admin = false;
  bool auditor = false;
};

// Nothing: for this reader the piece does not exist. A draft is its author's alone; the subject of a
// MANAGER_ONLY piece reads nothing of it whatever else they are; of what was retracted its author reads all,
// others the summary.
std::optional<common::v1::View> ViewFor(const Reader& reader, const v1::Feedback& feedback);

// The relations that show anything of this piece as it stands to whoever has only that one, nearest first;
// _UNSPECIFIED stands before them when no relation is needed.
std::vector<v1::AudienceRelation> RelationsWithSight(const v1::Feedback& feedback);
// Its subject reads nothing of it as it stands, whatever else they are: nothing else may tell them of it.
bool IsKeptFromSubject(const v1::Feedback& feedback);

// By which of these the reader reads it in the view that they have: each that would do alone.
std::vector<v1::AudienceRelation> RelationsThatRead(const Reader& reader, const v1::Feedback& feedback);

// What such a reader (author apart) finds in the list of a subject: the visibilities of which they read
// anything. TEAM only when they read it without being a member of a team.
std::vector<v1::FeedbackVisibility> VisibilitiesFor(const Reader& reader);

}  // namespace laurel::feedback::audience
