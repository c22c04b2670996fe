#include "services/goals/audience/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace laurel::goals::audience {
namespace {

using common::v1::View;

constexpr std::array kRelations = {&Reader::owner,       &Reader::proposer, &Reader::line_manager,
                                   &Reader::chain_above, &Reader::coach,    &Reader::team_member,
                                   &Reader::hr_admin,    &Reader::auditor};
constexpr unsigned kAllReaders = 1U << kRelations.size();

constexpr std::array kVisibilities = {v1::GOAL_VISIBILITY_PUBLIC, v1::GOAL_VISIBILITY_TEAM,
                                      v1::GOAL_VISIBILITY_PRIVATE};
constexpr std::array kLevels = {v1::GOAL_LEVEL_COMPANY, v1::GOAL_LEVEL_TEAM, v1::GOAL_LEVEL_PERSON};
// What once was ACTIVE is read alike.
constexpr std::array kOpenStates = {v1::GOAL_LIFECYCLE_ACTIVE, v1::GOAL_LIFECYCLE_ACHIEVED,
                                    v1::GOAL_LIFECYCLE_MISSED, v1::GOAL_LIFECYCLE_CANCELLED,
                                    v1::GOAL_LIFECYCLE_ARCHIVED};

v1::Goal Goal(v1::GoalLevel level, v1::GoalVisibility visibility, int lifecycle) {
  v1::Goal goal;
  goal.set_level(level);
  goal.set_visibility(visibility);
  goal.set_lifecycle(static_cast<v1::GoalLifecycle>(lifecycle));
  return goal;
}

// The reader who is to it what the bits say, in the order of kRelations.
Reader ReaderWith(unsigned bits) {
  Reader reader;
  for (std::size_t i = 0; i < kRelations.size(); ++i) reader.*kRelations[i] = (bits >> i & 1U) != 0;
  return reader;
}

// A row of the table: what `letter` says of each relation alone, in the order of kRelations, then of nobody.
template <typename Letter>
std::string RowOf(Letter letter) {
  std::string row;
  for (std::size_t i = 0; i < kRelations.size(); ++i) row += letter(ReaderWith(1U << i));
  return row + letter(Reader());
}

std::string Reads(const v1::Goal& goal) {
  return RowOf([&](const Reader& reader) {
    const std::optional<View> view = ViewFor(reader, goal);
    if (!view.has_value()) return '-';
    return *view == common::v1::VIEW_FULL ? 'F' : 'S';
  });
}
std::string Writes(const v1::Goal& goal) {
  return RowOf([&](const Reader& reader) { return MayWrite(reader, goal) ? 'w' : '-'; });
}
std::string Comments(const v1::Goal& goal) {
  return RowOf([&](const Reader& reader) { return MayComment(reader, goal) ? 'c' : '-'; });
}

std::vector<v1::Goal> AllGoals() {
  std::vector<v1::Goal> all;
  for (const auto level : kLevels) {
    for (const auto visibility : kVisibilities) {
      for (int state = v1::GoalLifecycle_MIN; state <= v1::GoalLifecycle_MAX; ++state)
        all.push_back(Goal(level, visibility, state));
    }
  }
  return all;
}

// owner, who made it, line manager, chain above, coach, may coach, team member, HR_ADMIN, AUDITOR, nobody
TEST(ReadersOfAGoal, OfAPersonAreThoseOfTheProduct) {
  for (const auto state : kOpenStates) {
    const auto row = [state](auto visibility) {
      return Reads(Goal(v1::GOAL_LEVEL_PERSON, visibility, state));
    };
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_PUBLIC), "FFFFFFFFF");
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_TEAM), "F-FFFFFS-");
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_PRIVATE), "F-F----S-");
  }
}

TEST(ReadersOfAGoal, OfATeamAndTheCompanyAreThoseOfTheProduct) {
  for (const auto level : {v1::GOAL_LEVEL_TEAM, v1::GOAL_LEVEL_COMPANY}) {
    for (const auto state : kOpenStates) {
      const auto row = [&](auto visibility) { return Reads(Goal(level, visibility, state)); };
      EXPECT_EQ(row(v1::GOAL_VISIBILITY_PUBLIC), "FFFFFFFFF");
      EXPECT_EQ(row(v1::GOAL_VISIBILITY_TEAM), "F-FF-FFF-");
      EXPECT_EQ(row(v1::GOAL_VISIBILITY_PRIVATE), "F-FF--FF-");
    }
  }
}

TEST(ReadersOfAGoal, AreItsOwnersAndWhoMadeItBeforeItIsActive) {
  for (const auto visibility : kVisibilities) {
    for (const auto state : {v1::GOAL_LIFECYCLE_PROPOSED, v1::GOAL_LIFECYCLE_DECLINED})
      EXPECT_EQ(Reads(Goal(v1::GOAL_LEVEL_PERSON, visibility, state)), "FF-------");
    for (const auto state : {v1::GOAL_LIFECYCLE_DRAFT, v1::GOAL_LIFECYCLE_DISCARDED}) {
      EXPECT_EQ(Reads(Goal(v1::GOAL_LEVEL_PERSON, visibility, state)), "F--------");
      EXPECT_EQ(Reads(Goal(v1::GOAL_LEVEL_TEAM, visibility, state)), "FF-------");
      EXPECT_EQ(Reads(Goal(v1::GOAL_LEVEL_COMPANY, visibility, state)), "FF-------");
    }
  }
}

TEST(ReadersOfAGoal, ReadNothingOfAStateThatIsNotKnown) {
  for (unsigned bits = 0; bits < kAllReaders; ++bits) {
    EXPECT_FALSE(ViewFor(ReaderWith(bits), v1::Goal()).has_value()) << bits;
  }
}

TEST(ReadersOfAGoal, ReadTheMostThatOneOfTheirRelationsReads) {
  for (const v1::Goal& goal : AllGoals()) {
    for (unsigned bits = 0; bits < kAllReaders; ++bits) {
      std::optional<View> best = ViewFor(Reader(), goal);
      for (std::size_t i = 0; i < kRelations.size(); ++i) {
        if ((bits >> i & 1U) != 0) best = std::max(best, ViewFor(ReaderWith(1U << i), goal));
      }
      EXPECT_EQ(ViewFor(ReaderWith(bits), goal), best) << goal.ShortDebugString() << " " << bits;
    }
  }
}

TEST(ReadersOfAGoal, AreEverybodyOfWhatIsPublicAndWasActive) {
  for (const v1::Goal& goal : AllGoals()) {
    const bool open = std::ranges::count(kOpenStates, goal.lifecycle()) > 0;
    EXPECT_EQ(IsForEverybody(goal), open && goal.visibility() == v1::GOAL_VISIBILITY_PUBLIC)
        << goal.ShortDebugString();
  }
}

TEST(WritersOfAGoal, AreItsOwnersAndOfATeamAndTheCompanyHr) {
  for (const auto visibility : kVisibilities) {
    for (const auto state : kOpenStates) {
      EXPECT_EQ(Writes(Goal(v1::GOAL_LEVEL_PERSON, visibility, state)), "w--------");
      EXPECT_EQ(Writes(Goal(v1::GOAL_LEVEL_TEAM, visibility, state)), "w-----w--");
      EXPECT_EQ(Writes(Goal(v1::GOAL_LEVEL_COMPANY, visibility, state)), "w-----w--");
    }
    EXPECT_EQ(Writes(Goal(v1::GOAL_LEVEL_PERSON, visibility, v1::GOAL_LIFECYCLE_DRAFT)), "w--------");
    EXPECT_EQ(Writes(Goal(v1::GOAL_LEVEL_TEAM, visibility, v1::GOAL_LIFECYCLE_DRAFT)), "ww-------");
  }
}

TEST(CommentersOnAGoal, OfAPersonAreOwnersTheirLineManagersAndCoaches) {
  for (const auto state : kOpenStates) {
    const auto row = [state](auto visibility) {
      return Comments(Goal(v1::GOAL_LEVEL_PERSON, visibility, state));
    };
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_PUBLIC), "c-c-c----");
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_TEAM), "c-c-c----");
    EXPECT_EQ(row(v1::GOAL_VISIBILITY_PRIVATE), "c-c------");
  }
  const auto proposal = Goal(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_PRIVATE, v1::GOAL_LIFECYCLE_PROPOSED);
  EXPECT_EQ(Comments(proposal), "cc-------");
}

TEST(CommentersOnAGoal, OfATeamAndTheCompanyAreAllWhoReadIt) {
  for (const v1::Goal& goal : AllGoals()) {
    if (goal.level() == v1::GOAL_LEVEL_PERSON) continue;
    std::string reads = Reads(goal);
    std::ranges::replace(reads, 'F', 'c');
    EXPECT_EQ(Comments(goal), reads) << goal.ShortDebugString();
  }
}

}  // namespace
}  // namespace laurel::goals::audience
