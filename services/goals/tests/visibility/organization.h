// Organisations made up at random, as plain lists, and who is what to whom in them: found by looking through
// the lists, without common/org, whose answers are compared with it. People and teams are called by their
// numbers. Used by one thread at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/org/testing/records.h"

namespace laurel::goals::testing {

// The same for a seed everywhere, unlike the distributions of the standard library.
class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}

  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool Comes(int percent) { return Below(100) < percent; }
  template <typename T>
  const T& Of(const std::vector<T>& all) {
    return all.at(static_cast<std::size_t>(Below(static_cast<int>(all.size()))));
  }

 private:
  std::mt19937 random_;
};

class MadeOrganization {
 public:
  static constexpr int kPeople = 12;
  static constexpr int kTeams = 6;

  explicit MadeOrganization(Chance& chance);
  // People leave; lines, memberships and roles pass to others; a team is closed.
  void Change(Chance& chance);

  static std::string PersonId(int person) { return org::testing::TestId(100 + person); }
  static std::string TeamId(int team) { return org::testing::TestId(200 + team); }
  // What holds now holds from that day on.
  org::testing::Records RecordsOn(absl::CivilDay today) const;

  bool HasLeft(int person) const { return left_.contains(person); }
  bool Has(int person, directory::v1::Role role) const { return roles_.contains({person, role}); }
  // By an open LINE, directly; or anywhere above.
  bool IsLineManager(int who, int of) const { return ManagerOf(of) == who; }
  bool IsAbove(int who, int of) const;
  bool IsCoach(int who, int of) const;
  // Of an open team of kind TEAM.
  bool IsIn(int team, int person) const { return IsAudience(team) && RoleIn(team, person).has_value(); }
  // Of an open team of any kind.
  bool Leads(int team, int person) const;
  // LEAD of an open team of kind TEAM that the other is in, too.
  bool LeadsTeamOf(int who, int of) const;
  // Above, coach, or LEAD of a team of theirs.
  bool MayCoach(int who, int of) const;
  // Open, and of kind TEAM.
  bool IsAudience(int team) const;

 private:
  // Until yesterday, from today on, from tomorrow on.
  enum class When { kOver, kNow, kComing };
  struct Line {
    int person, above;
    directory::v1::LineKind kind;
    When when;
  };
  struct Membership {
    int team, person;
    directory::v1::TeamRole role;
    When when;
  };
  struct Team {
    directory::v1::TeamKind kind;
    int above;  // -1: none
    bool open = true;
  };

  std::optional<int> ManagerOf(int person) const;
  std::optional<directory::v1::TeamRole> RoleIn(int team, int person) const;
  void AddCoach(Chance& chance, When when);
  void AddMembership(Chance& chance, int person, When when);
  void SetManager(int person, std::optional<int> manager);
  int AnyWithoutRole(Chance& chance) const;
  void Leave(int person);
  void MoveSomebody(Chance& chance);
  void PassOnRole(Chance& chance, directory::v1::Role role);

  std::vector<Line> lines_;
  std::vector<Team> teams_;
  std::vector<Membership> memberships_;
  std::set<std::pair<int, directory::v1::Role>> roles_;
  std::set<int> left_;
};

}  // namespace laurel::goals::testing
