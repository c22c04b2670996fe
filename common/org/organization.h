// The organisation in memory: who is who, who reports to whom, as of any day. Ids, states, dates and hashes;
// no names.
//
// An Organization is one version, immutable: rules take it by const reference and get the same answer to
// every question of a call. `Holder` keeps the newest; a reader that holds a version keeps it alive. Applying
// records makes the next version; the cost is one copy, so a feed applies what has queued up together. At
// most 250 bytes a person (tests prove it).
//
// Periods hold from their first to their last day, both included. What is in force "now" is in force on
// today's date in the time zone of the person whom it is about (the one who reports, the member, the one with
// the state).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/api/resource_pattern.h"
#include "laurel/directory/v1/organization.pb.h"

namespace laurel::org {

inline constexpr api::ResourcePattern kPersonPattern{"people/{person}"};
inline constexpr api::ResourcePattern kTeamPattern{"teams/{team}"};

// What a caller is to a subject, now. A set: one can be coach and team lead.
class Relations {
 public:
  enum Relation : unsigned {
    kSelf = 1U << 0,
    kLineManager = 1U << 1,  // directly above
    kChainAbove = 1U << 2,   // anywhere above in the LINE, the line manager included
    kCoach = 1U << 3,        // holds an open COACH line
    kTeamLead = 1U << 4,     // LEAD of a team of kind TEAM of which the subject is a member
    kTeammate = 1U << 5,     // both are members of one team of kind TEAM
  };
  void Add(Relation relation) { bits_ |= relation; }
  bool Has(Relation relation) const { return (bits_ & relation) != 0; }
  bool HasAny(unsigned relations) const { return (bits_ & relations) != 0; }
  // "May coach" of product.md.
  bool MayCoach() const { return HasAny(kLineManager | kChainAbove | kCoach | kTeamLead); }

 private:
  unsigned bits_ = 0;
};

struct Status {
  directory::v1::PersonState state = directory::v1::PERSON_STATE_UNSPECIFIED;
  bool coachable = false;
};

// A program that signs in by a token of its own.
struct ServiceAccount {
  directory::v1::ServiceAccountRole role = directory::v1::SERVICE_ACCOUNT_ROLE_UNSPECIFIED;
  bool disabled = false;
};

// All ids are ULID texts without collection. A person unknown to this version has no relations, no status, no
// manager.
class Organization {
 public:
  Organization();  // of nobody, version 0
  ~Organization();

  // The next version: this one with the records applied. Records may come before those of the people and
  // teams they name. One whose ids are no ULIDs is left out, and logged.
  std::shared_ptr<const Organization> With(const directory::v1::OrganizationRecords& records,
                                           std::int64_t version) const;

  std::int64_t version() const;
  std::size_t people_count() const;

  bool Knows(std::string_view person) const;
  // Open or closed, of any kind.
  bool KnowsTeam(std::string_view team) const;
  // The person with this address (any case), whatever their state.
  std::optional<std::string> FindByEmail(std::string_view email) const;
  std::vector<directory::v1::Role> RolesOf(std::string_view person) const;
  // Sorted by id, leavers included.
  std::vector<std::string> HoldersOf(directory::v1::Role role) const;
  // By the `sub` of its tokens; disabled ones as well.
  std::optional<ServiceAccount> FindServiceAccount(std::string_view subject) const;
  absl::TimeZone TimeZoneOf(std::string_view person) const;
  absl::CivilDay TodayOf(std::string_view person, absl::Time now) const;

  // As of a day. Before the first status a person has PERSON_STATE_UNSPECIFIED: not here yet.
  Status StatusOn(std::string_view person, absl::CivilDay day) const;
  // When they began: the first day of any state but LEFT, which may be in the future. Nothing for somebody
  // unknown, or who was never here.
  std::optional<absl::CivilDay> FirstDayOf(std::string_view person) const;
  // Everybody who is ACTIVE or ON_LEAVE on that day. Sorted by id.
  std::vector<std::string> PeopleOn(absl::CivilDay day) const;
  // The first day as LEFT, if one is known (the status in force stays LEFT from it on).
  std::optional<absl::CivilDay> LeaveDayOf(std::string_view person) const;
  std::optional<std::string> ManagerOn(std::string_view person, absl::CivilDay day) const;
  std::vector<std::string> CoachesOn(std::string_view person, absl::CivilDay day) const;
  // Nearest first; every step on the same day. Ends at the first person it meets again: broken data may hold
  // a cycle.
  std::vector<std::string> ChainOn(std::string_view person, absl::CivilDay day) const;
  // Sorted by id, leavers included. Transitive: all below.
  std::vector<std::string> ReportsOn(std::string_view person, absl::CivilDay day, bool transitive) const;
  // To whom the person holds a COACH line. Sorted by id.
  std::vector<std::string> CoacheesOn(std::string_view person, absl::CivilDay day) const;
  // Of any kind, sorted by id; open teams only: a team counts no memberships after its last day.
  struct TeamMembership {
    std::string team;
    directory::v1::TeamKind kind;
    directory::v1::TeamRole role;
  };
  std::vector<TeamMembership> TeamsOn(std::string_view person, absl::CivilDay day) const;
  // Sorted by id, leaders and leavers included.
  std::vector<std::string> MembersOn(std::string_view team, absl::CivilDay day) const;

  // The teams placed directly under it on that day; of "" those at the root. Open ones of any kind, sorted by
  // id.
  std::vector<std::string> ChildTeamsOn(std::string_view team, absl::CivilDay day) const;
  // The team directly above it on that day; nothing for one at the root, or an unknown one.
  std::optional<std::string> TeamAboveOn(std::string_view team, absl::CivilDay day) const;
  // Open or closed; nothing for an unknown team.
  std::optional<directory::v1::TeamKind> TeamKindOf(std::string_view team) const;

  // Now: each counts by today's date in their own time zone, which may be three dates for one manager or
  // team. Direct reports; sorted by id, leavers included.
  std::vector<std::string> ReportsNow(std::string_view manager, absl::Time now) const;
  std::vector<std::string> MembersNow(std::string_view team, absl::Time now) const;
  bool HasLeft(std::string_view person, absl::Time now) const;
  // They are a LEAD of this very team.
  bool Leads(std::string_view person, std::string_view team, absl::Time now) const;
  // Until its last day is over in every time zone.
  bool IsTeamOpen(std::string_view team, absl::Time now) const;
  // LINE, at every step, and COACH on the subject's today; memberships on each member's own. A caller who has
  // left is nothing but themselves; a subject who has left keeps those above them.
  Relations RelationsOf(std::string_view caller, std::string_view subject, absl::Time now) const;

  // Everything, as the records that make it: what a snapshot sends. In parts of at most `max_records`.
  std::vector<directory::v1::OrganizationRecords> ToRecords(std::size_t max_records) const;

  std::size_t ApproximateBytes() const;

 private:
  struct Data;
  explicit Organization(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

// The newest version, for many readers and one feed. Thread-safe.
class Holder {
 public:
  std::shared_ptr<const Organization> Current() const;
  // Also says that the feed is alive: moves FreshAt to `now`.
  void Set(std::shared_ptr<const Organization> organization, absl::Time now);
  void Touch(absl::Time now);
  // When the feed last brought a change or a bookmark; InfinitePast before the first snapshot.
  absl::Time FreshAt() const;
  // Waits until `done` holds of the newest version or the (real) deadline passes; answers the newest version
  // either way.
  std::shared_ptr<const Organization> WaitUntil(absl::Time deadline,
                                                const std::function<bool(const Organization&)>& done) const;
  // The same for what a request names and may never come: at most `most_waiting` wait at once, all others get
  // the newest version without waiting, so that one caller cannot hold the workers of all.
  std::shared_ptr<const Organization> WaitIfRoom(absl::Time deadline,
                                                 const std::function<bool(const Organization&)>& done) const;

  explicit Holder(int most_waiting = 2);
  ~Holder();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace laurel::org
