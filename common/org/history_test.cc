// Every query on every day of generated histories, against a model that keeps the records and searches all of
// them.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "common/org/organization.h"
#include "common/org/testing/records.h"
#include "common/time/convert.h"

namespace laurel::org {
namespace {

using testing::TestId;
namespace v1 = directory::v1;

constexpr int kPeople = 24;
constexpr int kTeams = 5;
constexpr int kFirstDay = 20'000;
constexpr int kDays = 40;
const char* const kZones[] = {"", "Asia/Tokyo", "America/Lima", "Pacific/Kiritimati"};

template <typename Record>
bool Holds(const Record& record, int day) {
  return record.start_day() <= day && (record.end_day() == 0 || day <= record.end_day());
}

// The last record of each id, and queries that look at all of them.
class Model {
 public:
  void Apply(const v1::OrganizationRecords& records) {
    for (const auto& r : records.people()) people_[r.id()] = r;
    for (const auto& r : records.teams()) teams_[r.id()] = r;
    for (const auto& r : records.statuses()) Put(r, statuses_[{r.person(), r.start_day()}]);
    for (const auto& r : records.lines()) Put(r, lines_[r.id()]);
    for (const auto& r : records.placements()) Put(r, placements_[r.id()]);
    for (const auto& r : records.memberships()) Put(r, memberships_[r.id()]);
  }

  Status StatusOn(const std::string& person, int day) const {
    Status status;
    int latest = 0;
    for (const auto& [key, r] : statuses_) {
      if (!r || key.first != person || key.second > day || key.second < latest) continue;
      latest = key.second;
      status = {r->state(), r->coachable()};
    }
    return status;
  }

  std::vector<std::string> PeopleOn(int day) const {
    std::vector<std::string> people;
    for (const auto& [id, r] : people_) {
      const v1::PersonState state = StatusOn(id, day).state;
      if (state == v1::PERSON_STATE_ACTIVE || state == v1::PERSON_STATE_ON_LEAVE) people.push_back(id);
    }
    return people;
  }

  std::vector<std::string> ChildTeamsOn(const std::string& team, int day) const {
    std::set<std::string> children;
    for (const auto& [id, r] : placements_) {
      if (r && r->parent() == team && Holds(*r, day) && IsOpen(r->team(), day)) children.insert(r->team());
    }
    if (!team.empty() && !teams_.contains(team)) return {};
    return {children.begin(), children.end()};
  }

  std::string ManagerOn(const std::string& person, int day) const {
    std::pair<int, std::string> latest;
    std::string manager;
    for (const auto& [id, r] : lines_) {
      if (!r || r->person() != person || r->kind() != v1::LINE_KIND_LINE || !Holds(*r, day)) continue;
      if (std::pair(r->start_day(), id) > latest) {
        latest = {r->start_day(), id};
        manager = r->manager();
      }
    }
    return people_.contains(manager) ? manager : "";
  }

  std::vector<std::string> CoachesOn(const std::string& person, int day) const {
    std::set<std::string> coaches;
    for (const auto& [id, r] : lines_) {
      if (r && r->person() == person && r->kind() == v1::LINE_KIND_COACH && Holds(*r, day))
        coaches.insert(r->manager());
    }
    return Known(coaches);
  }

  std::vector<std::string> ChainOn(const std::string& person, int day) const {
    std::vector<std::string> chain;
    std::set<std::string> seen{person};
    for (std::string at = ManagerOn(person, day); !at.empty() && seen.insert(at).second;
         at = ManagerOn(at, day)) {
      chain.push_back(at);
    }
    return chain;
  }

  std::vector<std::string> ReportsOn(const std::string& manager, int day, bool transitive) const {
    std::vector<std::string> reports;
    for (const auto& [id, r] : people_) {
      const std::vector<std::string> chain = ChainOn(id, day);
      const bool above =
          transitive ? std::count(chain.begin(), chain.end(), manager) > 0 : ManagerOn(id, day) == manager;
      if (above && id != manager) reports.push_back(id);
    }
    return reports;
  }

  // By team: whether the person leads it.
  std::map<std::string, v1::TeamRole> TeamsOn(const std::string& person, int day) const {
    std::map<std::string, v1::TeamRole> teams;
    for (const auto& [id, r] : memberships_) {
      if (!r || r->person() != person || !Holds(*r, day) || !IsOpen(r->team(), day)) continue;
      teams[r->team()] = std::max(teams[r->team()], r->role());
    }
    return teams;
  }

  std::vector<std::string> MembersOn(const std::string& team, int day) const {
    std::set<std::string> members;
    for (const auto& [id, r] : memberships_) {
      if (r && r->team() == team && Holds(*r, day) && IsOpen(team, day)) members.insert(r->person());
    }
    return Known(members);
  }

  int TodayOf(const std::string& person, absl::Time now) const {
    return DayNumber(absl::ToCivilDay(now, *FindTimeZone(people_.at(person).time_zone())));
  }

  unsigned RelationsOf(const std::string& caller, const std::string& subject, absl::Time now) const {
    if (!people_.contains(caller) || !people_.contains(subject)) return 0;
    if (caller == subject) return Relations::kSelf;
    if (StatusOn(caller, TodayOf(caller, now)).state == v1::PERSON_STATE_LEFT) return 0;
    const int today = TodayOf(subject, now);
    unsigned bits = 0;
    const auto among = [](const std::vector<std::string>& ids, const std::string& id) {
      return std::count(ids.begin(), ids.end(), id) > 0;
    };
    if (ManagerOn(subject, today) == caller) bits |= Relations::kLineManager;
    if (among(ChainOn(subject, today), caller)) bits |= Relations::kChainAbove;
    if (among(CoachesOn(subject, today), caller)) bits |= Relations::kCoach;
    const auto mine = TeamsOn(caller, TodayOf(caller, now));
    for (const auto& [team, role] : TeamsOn(subject, today)) {
      if (!mine.contains(team) || teams_.at(team).kind() != v1::TEAM_KIND_TEAM) continue;
      bits |= Relations::kTeammate;
      if (mine.at(team) == v1::TEAM_ROLE_LEAD) bits |= Relations::kTeamLead;
    }
    return bits;
  }

 private:
  template <typename Record>
  static void Put(const Record& record, std::optional<Record>& place) {
    place = record.removed() ? std::nullopt : std::optional(record);
  }
  bool IsOpen(const std::string& team, int day) const {
    const auto place = teams_.find(team);
    return place != teams_.end() && (place->second.end_day() == 0 || day <= place->second.end_day());
  }
  std::vector<std::string> Known(const std::set<std::string>& ids) const {
    std::vector<std::string> known;
    for (const std::string& id : ids) {
      if (people_.contains(id)) known.push_back(id);
    }
    return known;
  }

  std::map<std::string, v1::PersonRecord> people_;
  std::map<std::string, v1::TeamRecord> teams_;
  std::map<std::pair<std::string, int>, std::optional<v1::StatusRecord>> statuses_;
  std::map<std::string, std::optional<v1::LineRecord>> lines_;
  std::map<std::string, std::optional<v1::PlacementRecord>> placements_;
  std::map<std::string, std::optional<v1::MembershipRecord>> memberships_;
};

// Random records: overlaps, cycles, reversed periods, replacements and withdrawals included.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  v1::OrganizationRecords Batch(int size) {
    v1::OrganizationRecords records;
    for (int i = 0; i < size; ++i) AddOne(records);
    return records;
  }

 private:
  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  std::string PersonId() { return TestId(Below(kPeople)); }
  std::string TeamId() { return TestId(1000 + Below(kTeams)); }

  template <typename Record>
  void Period(Record& record) {
    record.set_start_day(kFirstDay + Below(kDays));
    if (Below(2) == 0) record.set_end_day(record.start_day() + Below(12) - 1);
    record.set_removed(Below(8) == 0);
  }

  void AddOne(v1::OrganizationRecords& records) {
    switch (Below(7)) {
      case 0: {
        v1::PersonRecord& r = *records.add_people();
        r.set_id(PersonId());
        r.set_time_zone(kZones[Below(4)]);
        return;
      }
      case 1: {
        v1::StatusRecord& r = *records.add_statuses();
        r.set_person(PersonId());
        r.set_start_day(kFirstDay + Below(kDays));
        r.set_state(static_cast<v1::PersonState>(1 + Below(3)));
        r.set_coachable(Below(2) == 0);
        r.set_removed(Below(4) == 0);
        return;
      }
      case 2: {
        v1::TeamRecord& r = *records.add_teams();
        r.set_id(TeamId());
        r.set_kind(Below(3) == 0 ? v1::TEAM_KIND_QUEUE : v1::TEAM_KIND_TEAM);
        if (Below(2) == 0) r.set_end_day(kFirstDay + Below(kDays));
        return;
      }
      case 3: {
        v1::MembershipRecord& r = *records.add_memberships();
        r.set_id(TestId(3000 + Below(60)));
        r.set_person(PersonId());
        r.set_team(TeamId());
        r.set_role(static_cast<v1::TeamRole>(1 + Below(2)));
        Period(r);
        return;
      }
      case 4: {
        v1::PlacementRecord& r = *records.add_placements();
        r.set_id(TestId(4000 + Below(20)));
        r.set_team(TeamId());
        if (Below(3) > 0) r.set_parent(TeamId());
        Period(r);
        return;
      }
      default: {
        v1::LineRecord& r = *records.add_lines();
        r.set_id(TestId(2000 + Below(80)));
        r.set_person(PersonId());
        r.set_manager(PersonId());
        r.set_kind(Below(4) == 0 ? v1::LINE_KIND_COACH : v1::LINE_KIND_LINE);
        Period(r);
      }
    }
  }

  std::mt19937 random_;
};

void ExpectSameDay(const Organization& organization, const Model& model, int number) {
  const absl::CivilDay day = DayFromNumber(number);
  for (int i = 0; i < kPeople; ++i) {
    const std::string id = TestId(i);
    if (!organization.Knows(id)) continue;
    SCOPED_TRACE(::testing::Message() << "person " << i << " on day " << number);
    EXPECT_EQ(organization.StatusOn(id, day).state, model.StatusOn(id, number).state);
    EXPECT_EQ(organization.StatusOn(id, day).coachable, model.StatusOn(id, number).coachable);
    EXPECT_EQ(organization.ManagerOn(id, day).value_or(""), model.ManagerOn(id, number));
    EXPECT_EQ(organization.CoachesOn(id, day), model.CoachesOn(id, number));
    EXPECT_EQ(organization.ChainOn(id, day), model.ChainOn(id, number));
    EXPECT_EQ(organization.ReportsOn(id, day, false), model.ReportsOn(id, number, false));
    EXPECT_EQ(organization.ReportsOn(id, day, true), model.ReportsOn(id, number, true));
    std::map<std::string, v1::TeamRole> teams;
    for (const auto& team : organization.TeamsOn(id, day))
      EXPECT_TRUE(teams.emplace(team.team, team.role).second);
    EXPECT_EQ(teams, model.TeamsOn(id, number));
  }
  for (int i = 0; i < kTeams; ++i) {
    const std::string team = TestId(1000 + i);
    EXPECT_EQ(organization.MembersOn(team, day), model.MembersOn(team, number));
    EXPECT_EQ(organization.ChildTeamsOn(team, day), model.ChildTeamsOn(team, number));
  }
  EXPECT_EQ(organization.ChildTeamsOn("", day), model.ChildTeamsOn("", number));
  EXPECT_EQ(organization.PeopleOn(day), model.PeopleOn(number));
}

void ExpectSameRelations(const Organization& organization, const Model& model, absl::Time now) {
  for (int caller = 0; caller < kPeople; ++caller) {
    for (int subject = 0; subject < kPeople; ++subject) {
      const Relations relations = organization.RelationsOf(TestId(caller), TestId(subject), now);
      unsigned bits = 0;
      for (unsigned bit = 1; bit <= Relations::kTeammate; bit <<= 1) bits |= relations.HasAny(bit) ? bit : 0;
      EXPECT_EQ(bits, model.RelationsOf(TestId(caller), TestId(subject), now))
          << caller << " to " << subject << " at " << absl::FormatTime(now, absl::UTCTimeZone());
    }
  }
}

TEST(History, IsAnsweredOnEveryDayAsASearchOfAllRecordsAnswersIt) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    Generator generator(seed);
    Model model;
    auto organization = std::make_shared<const Organization>();
    for (int batch = 1; batch <= 24; ++batch) {
      const v1::OrganizationRecords records = generator.Batch(batch % 3 == 0 ? 30 : batch % 3);
      model.Apply(records);
      organization = organization->With(records, batch);
      if (batch % 8 != 0) continue;
      for (int day = kFirstDay - 1; day <= kFirstDay + kDays + 1; ++day)
        ExpectSameDay(*organization, model, day);
      for (int hour = 5; hour < kDays * 24; hour += 107) {
        ExpectSameRelations(*organization, model, absl::UnixEpoch() + absl::Hours(24 * kFirstDay + hour));
      }
      if (HasFailure()) return;
    }
  }
}

}  // namespace
}  // namespace laurel::org
