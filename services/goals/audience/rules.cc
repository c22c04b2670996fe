#include "services/goals/audience/rules.h"

#include <algorithm>

namespace laurel::goals::audience {
namespace {

using common::v1::View;

using Sight = std::optional<View>;

constexpr View kFull = common::v1::VIEW_FULL;
constexpr View kSummary = common::v1::VIEW_SUMMARY;

Sight FullIf(bool reads) { return reads ? Sight(kFull) : Sight(); }

bool IsOfPerson(const v1::Goal& goal) { return goal.level() == v1::GOAL_LEVEL_PERSON; }

// Whoever may read it because it is open to more than those who answer for it.
bool ReadsByVisibility(const Reader& reader, const v1::Goal& goal) {
  switch (goal.visibility()) {
    case v1::GOAL_VISIBILITY_PUBLIC:
      return true;
    case v1::GOAL_VISIBILITY_TEAM:
      return reader.team_member;
    default:
      return false;
  }
}

// The row "Goal PERSON".
Sight SightOfPersons(const Reader& reader, const v1::Goal& goal) {
  const bool wider = reader.chain_above || reader.coach || reader.hr_admin;
  if (reader.owner || reader.line_manager || ReadsByVisibility(reader, goal)) return kFull;
  if (wider && goal.visibility() != v1::GOAL_VISIBILITY_PRIVATE) return kFull;
  return reader.auditor ? Sight(kSummary) : Sight();
}

// The row "Goal TEAM, COMPANY".
Sight SightOfTeams(const Reader& reader, const v1::Goal& goal) {
  return FullIf(reader.owner || reader.line_manager || reader.chain_above || reader.hr_admin ||
                reader.auditor || ReadsByVisibility(reader, goal));
}

// A draft is its author's: that of a person their own, whoever proposed it.
bool WritesDraft(const Reader& reader, const v1::Goal& goal) {
  return reader.owner || (reader.proposer && !IsOfPerson(goal));
}

}  // namespace

Sight ViewFor(const Reader& reader, const v1::Goal& goal) {
  switch (goal.lifecycle()) {
    case v1::GOAL_LIFECYCLE_PROPOSED:
    case v1::GOAL_LIFECYCLE_DECLINED:
      return FullIf(reader.owner || reader.proposer);
    case v1::GOAL_LIFECYCLE_DRAFT:
    case v1::GOAL_LIFECYCLE_DISCARDED:
      return FullIf(WritesDraft(reader, goal));
    case v1::GOAL_LIFECYCLE_ACTIVE:
    case v1::GOAL_LIFECYCLE_ACHIEVED:
    case v1::GOAL_LIFECYCLE_MISSED:
    case v1::GOAL_LIFECYCLE_CANCELLED:
    case v1::GOAL_LIFECYCLE_ARCHIVED:
      return IsOfPerson(goal) ? SightOfPersons(reader, goal) : SightOfTeams(reader, goal);
    default:
      return std::nullopt;  // a state that is not known here
  }
}

bool MayWrite(const Reader& reader, const v1::Goal& goal) {
  if (ViewFor(reader, goal) != kFull) return false;
  const bool is_draft = goal.lifecycle() == v1::GOAL_LIFECYCLE_DRAFT;
  return reader.owner || (is_draft && WritesDraft(reader, goal)) || (reader.hr_admin && !IsOfPerson(goal));
}

bool MayComment(const Reader& reader, const v1::Goal& goal) {
  if (ViewFor(reader, goal) != kFull) return false;
  if (!IsOfPerson(goal) || reader.owner || reader.line_manager) return true;
  const bool is_proposal = goal.lifecycle() == v1::GOAL_LIFECYCLE_PROPOSED;
  return (reader.coach && goal.visibility() != v1::GOAL_VISIBILITY_PRIVATE) ||
         (reader.proposer && is_proposal);
}

bool IsForEverybody(const v1::Goal& goal) { return ViewFor(Reader(), goal).has_value(); }

}  // namespace laurel::goals::audience
