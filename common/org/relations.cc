// What one person is to another, now.
//
// The LINE above the subject is followed on the subject's own today, at every step: people of one chain may
// live on two dates at once, and the rule that names the subject has one answer. A membership holds on the
// member's own today.
#include <algorithm>

#include "common/org/tables.h"

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

// No organisation is so deep; data with a cycle is.
constexpr int kLongestChain = 1000;

void AddLine(const Tables& tables, Index caller, Index subject, std::int32_t today, Relations& relations) {
  Index above = tables.ManagerOn(subject, today);
  if (above == caller) relations.Add(Relations::kLineManager);
  for (int step = 0; step < kLongestChain && above != kNone && above != subject; ++step) {
    if (above == caller) {
      relations.Add(Relations::kChainAbove);
      return;
    }
    above = tables.ManagerOn(above, today);
  }
}

void AddCoach(const Tables& tables, Index caller, Index subject, std::int32_t today, Relations& relations) {
  for (const LineRow& row : RowsOf(tables.lines, tables.lines_of, subject)) {
    if (row.kind == v1::LINE_KIND_COACH && row.manager == caller && row.period.Holds(today)) {
      relations.Add(Relations::kCoach);
    }
  }
}

bool CountsAsTeam(const Tables& tables, const MembershipRow& row, std::int32_t today) {
  return row.period.Holds(today) && tables.IsOpen(row.team, today) &&
         tables.teams[row.team].kind == v1::TEAM_KIND_TEAM;
}

void AddTeams(const Tables& tables, Index caller, Index subject, absl::Time now, Relations& relations) {
  const std::int32_t callers_today = tables.TodayOf(caller, now);
  const std::int32_t subjects_today = tables.TodayOf(subject, now);
  for (const MembershipRow& theirs : RowsOf(tables.memberships, tables.memberships_of, subject)) {
    if (!CountsAsTeam(tables, theirs, subjects_today)) continue;
    for (const MembershipRow& mine : RowsOf(tables.memberships, tables.memberships_of, caller)) {
      if (mine.team != theirs.team || !CountsAsTeam(tables, mine, callers_today)) continue;
      relations.Add(Relations::kTeammate);
      if (mine.role == v1::TEAM_ROLE_LEAD) relations.Add(Relations::kTeamLead);
    }
  }
}

}  // namespace

Relations Organization::RelationsOf(std::string_view caller, std::string_view subject, absl::Time now) const {
  const Tables& tables = data_->tables;
  Relations relations;
  const Index from = tables.FindPerson(caller);
  const Index to = tables.FindPerson(subject);
  if (from == kNone || to == kNone) return relations;
  if (from == to) {
    relations.Add(Relations::kSelf);
    return relations;
  }
  if (tables.HasLeft(from, now)) return relations;
  const std::int32_t today = tables.TodayOf(to, now);
  AddLine(tables, from, to, today, relations);
  AddCoach(tables, from, to, today, relations);
  AddTeams(tables, from, to, now, relations);
  return relations;
}

}  // namespace laurel::org
