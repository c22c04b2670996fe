// Who reads a goal, and who may do what with it: the one place that says so ("Who may do what" of the
// product). Get, lists, trees and events all come from it. Pure functions; thread-safe.
#pragma once

#include <optional>

#include "laurel/common/v1/view.pb.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::audience {

// What somebody is to one goal, now. To its owners: `line_manager` of one, `chain_above` one (the line
// manager included), `coach` of one by an open line.
// `team_member`: of the goal's team, when that is of kind TEAM. `proposer`: made it, and is no owner.
struct Reader {
  bool owner = false;
  bool proposer = false;
  bool line_manager = false;
  bool chain_above = false;
  bool coach = false;
  bool team_member = false;
  bool hr_admin = false;
  bool auditor = false;
};

// Nothing: for this reader the goal does not exist. PROPOSED, DECLINED: its owner and who proposed it. DRAFT,
// DISCARDED: its owners; of level TEAM and COMPANY also who made it.
std::optional<common::v1::View> ViewFor(const Reader& reader, const v1::Goal& goal);
// Changes it, checks in, and moves its lifecycle: owners; of level TEAM and COMPANY HR_ADMIN too, and while
// it is a DRAFT who made it.
bool MayWrite(const Reader& reader, const v1::Goal& goal);
// Of a PERSON goal: owners, their line managers, coaches unless it is PRIVATE, and of a proposal who made it;
// of others whoever reads it in full.
bool MayComment(const Reader& reader, const v1::Goal& goal);
// Everybody reads it as it stands, without any relation.
bool IsForEverybody(const v1::Goal& goal);

}  // namespace laurel::goals::audience
