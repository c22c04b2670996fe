#include "services/directory/departure/rules.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <random>

namespace laurel::directory::departure {
namespace {

using line::Edit;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::LineRecord Line(const std::string& person, const std::string& manager, int start, int end = 0,
                    v1::LineKind kind = v1::LINE_KIND_LINE) {
  v1::LineRecord line;
  line.set_id(fmt::format("{}-{}-{}", person, manager, start));
  line.set_person(person);
  line.set_manager(manager);
  line.set_kind(kind);
  line.set_start_day(start);
  line.set_end_day(end);
  return line;
}

// "manager first-last" of a person's lines once all is done, by start.
std::vector<std::string> After(const std::vector<v1::LineRecord>& held,
                               const std::vector<v1::LineRecord>& own, int day) {
  int made = 0;
  const auto edits = Relieve(held, own, day, [&made] { return fmt::format("new{}", made++); });
  auto lines = period::After<v1::LineRecord>(held, edits);
  std::ranges::sort(lines, {}, [](const v1::LineRecord& line) { return line.start_day(); });
  std::vector<std::string> texts;
  for (const v1::LineRecord& line : lines)
    texts.push_back(fmt::format("{} {}-{}", line.manager(), line.start_day(), line.end_day()));
  return texts;
}

TEST(Relieve, GivesAReportToTheLeaversManagerFromTheDay) {
  EXPECT_THAT(After({Line("ana", "carla", 10)}, {Line("carla", "top", 1)}, 50),
              ElementsAre("carla 10-49", "top 50-0"));
}

TEST(Relieve, FollowsTheLeaversManagersDayByDay) {
  EXPECT_THAT(
      After({Line("ana", "carla", 10, 90)},
            {Line("carla", "top", 1, 59), Line("carla", "tim", 70, 79), Line("carla", "tea", 80)}, 50),
      ElementsAre("carla 10-49", "top 50-59", "tim 70-79", "tea 80-90"));
}

TEST(Relieve, LeavesNobodyAboveWhenTheLeaverHadNobody) {
  EXPECT_THAT(After({Line("ana", "carla", 10)}, {}, 50), ElementsAre("carla 10-49"));
}

TEST(Relieve, TakesOverALineThatWasToBeginLater) {
  EXPECT_THAT(After({Line("ana", "carla", 60)}, {Line("carla", "top", 1)}, 50), ElementsAre("top 60-0"));
}

TEST(Relieve, LeavesThePastAlone) {
  EXPECT_THAT(Relieve(std::vector{Line("ana", "carla", 10, 49)}, std::vector{Line("carla", "top", 1)}, 50,
                      [] { return "new"; }),
              IsEmpty());
}

TEST(Relieve, EndsCoachingWithoutASuccessor) {
  EXPECT_THAT(After({Line("ana", "carla", 10, 0, v1::LINE_KIND_COACH)}, {Line("carla", "top", 1)}, 50),
              ElementsAre("carla 10-49"));
  EXPECT_THAT(After({Line("ana", "carla", 10)}, {Line("carla", "cleo", 1, 0, v1::LINE_KIND_COACH)}, 50),
              ElementsAre("carla 10-49"));
}

// Random moves and leavings against a table of one manager for each person and day.
class History {
 public:
  static constexpr int kPeople = 9;
  static constexpr int kDays = 30;  // the last stands for ever

  explicit History(unsigned seed) : random_(seed), table_(kPeople, std::vector<int>(kDays + 1, -1)) {}

  void Step() {
    const int person = Below(kPeople);
    const int day = Below(kDays) + 1;
    if (Below(4) == 0) {
      Leave(person, day);
    } else {
      SetManager(person, Below(kPeople), day);
    }
  }

  void ExpectSame() {
    for (int person = 0; person < kPeople; ++person) {
      for (int day = 1; day <= kDays; ++day) {
        SCOPED_TRACE(fmt::format("person {} on day {}", person, day));
        EXPECT_EQ(ManagersOn(person, day), At(person, day) < 0 ? 0 : 1);
        const v1::LineRecord* line = line::InForceOn(lines_[Name(person)], v1::LINE_KIND_LINE, day);
        EXPECT_EQ(line == nullptr ? "" : line->manager(), At(person, day) < 0 ? "" : Name(At(person, day)));
        int above = person;
        for (int step = 0; step <= kPeople && above >= 0; ++step) above = At(above, day);
        EXPECT_LT(above, 0) << "a circle";
      }
    }
  }

 private:
  static std::string Name(int person) { return fmt::format("p{}", person); }
  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  int& At(int person, int day) {
    return table_.at(static_cast<std::size_t>(person)).at(static_cast<std::size_t>(day));
  }
  std::function<std::string()> NewId() {
    return [this] { return fmt::format("line{}", made_++); };
  }
  int ManagersOn(int person, int day) {
    return static_cast<int>(std::ranges::count_if(
        lines_[Name(person)], [day](const v1::LineRecord& line) { return period::InForce(line, day); }));
  }
  void Apply(const std::vector<Edit>& edits) {
    for (const Edit& edit : edits) {
      auto& lines = lines_[edit.record.person()];
      lines = period::After<v1::LineRecord>(lines, {edit});
    }
  }

  void SetManager(int person, int manager, int day) {
    const auto lines_of = [this](const std::string& id) -> std::span<const v1::LineRecord> {
      return lines_[id];
    };
    if (line::MakesCycle(lines_of, Name(person), Name(manager), day)) return;
    Apply(line::Replace(lines_[Name(person)], Name(person), v1::LINE_KIND_LINE, Name(manager), day, NewId()));
    for (int d = day; d <= kDays; ++d) At(person, d) = manager;
  }

  void Leave(int leaver, int day) {
    std::vector<v1::LineRecord> held;
    for (const auto& [person, lines] : lines_) {
      std::ranges::copy_if(lines, std::back_inserter(held),
                           [&](const v1::LineRecord& line) { return line.manager() == Name(leaver); });
    }
    Apply(Relieve(held, lines_[Name(leaver)], day, NewId()));
    for (int person = 0; person < kPeople; ++person) {
      for (int d = day; d <= kDays; ++d) {
        if (At(person, d) == leaver) At(person, d) = At(leaver, d);
      }
    }
  }

  std::mt19937 random_;
  int made_ = 0;
  std::map<std::string, std::vector<v1::LineRecord>> lines_;
  std::vector<std::vector<int>> table_;
};

TEST(Relieve, KeepsTheLineWithoutCirclesAtEveryDateAfterRandomMovesAndLeavings) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    History history(seed);
    for (int step = 0; step < 60; ++step) history.Step();
    history.ExpectSame();
  }
}

}  // namespace
}  // namespace laurel::directory::departure
