#include "services/directory/line/rules.h"

#include <gmock/gmock.h>

#include <map>

namespace laurel::directory::line {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::LineRecord Line(const std::string& id, const std::string& person, const std::string& manager, int start,
                    int end = 0, v1::LineKind kind = v1::LINE_KIND_LINE) {
  v1::LineRecord line;
  line.set_id(id);
  line.set_person(person);
  line.set_manager(manager);
  line.set_kind(kind);
  line.set_start_day(start);
  line.set_end_day(end);
  return line;
}

std::string NewId() { return "new"; }

std::vector<Edit> ReplaceLine(const std::vector<v1::LineRecord>& lines, const std::string& manager,
                              int start) {
  return Replace(lines, "ana", v1::LINE_KIND_LINE, manager, start, NewId);
}

bool Cyclic(const std::vector<v1::LineRecord>& lines, const std::string& person, const std::string& manager,
            int start) {
  std::map<std::string, std::vector<v1::LineRecord>> by_person;
  for (const v1::LineRecord& line : lines) by_person[line.person()].push_back(line);
  return MakesCycle([&](const std::string& id) -> std::span<const v1::LineRecord> { return by_person[id]; },
                    person, manager, start);
}

TEST(Replace, EndsTheFormerLineTheDayBefore) {
  const auto edits = ReplaceLine({Line("old", "ana", "ben", 10)}, "carla", 20);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[0].kind, Edit::Kind::kEnd);
  EXPECT_EQ(edits[0].record.end_day(), 19);
  EXPECT_EQ(edits[1].kind, Edit::Kind::kInsert);
  EXPECT_EQ(edits[1].record.manager(), "carla");
  EXPECT_EQ(edits[1].record.start_day(), 20);
  EXPECT_EQ(edits[1].record.end_day(), 0);
}

TEST(Replace, RemovesALineThatWouldEndBeforeItStarts) {
  const auto edits = ReplaceLine({Line("old", "ana", "ben", 20)}, "carla", 20);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[0].kind, Edit::Kind::kRemove);
  EXPECT_TRUE(edits[0].record.removed());
}

TEST(Replace, RemovesLinesThatWereToBeginLater) {
  const auto edits =
      ReplaceLine({Line("old", "ana", "ben", 10, 29), Line("later", "ana", "dora", 30)}, "carla", 20);
  EXPECT_THAT(edits, SizeIs(3));
  EXPECT_THAT(period::After<v1::LineRecord>(
                  std::vector{Line("old", "ana", "ben", 10, 29), Line("later", "ana", "dora", 30)}, edits),
              SizeIs(2));
}

TEST(Replace, ChangesNothingForTheSameManager) {
  EXPECT_THAT(ReplaceLine({Line("old", "ana", "ben", 10)}, "ben", 20), IsEmpty());
}

TEST(Replace, ReopensTheLineOfTheSameManager) {
  const auto edits =
      ReplaceLine({Line("old", "ana", "ben", 10, 29), Line("later", "ana", "dora", 30)}, "ben", 20);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[0].record.end_day(), 0);
  EXPECT_EQ(edits[1].kind, Edit::Kind::kRemove);
}

TEST(Replace, LeavesOtherKindsAndThePastAlone) {
  const auto edits =
      ReplaceLine({Line("coach", "ana", "ben", 10, 0, v1::LINE_KIND_COACH), Line("past", "ana", "ben", 1, 9)},
                  "carla", 20);
  EXPECT_THAT(edits, SizeIs(1));
}

TEST(Replace, EndsTheLineWhenThereIsNoManagerAnyMore) {
  const auto edits = ReplaceLine({Line("old", "ana", "ben", 10)}, "", 20);
  ASSERT_THAT(edits, SizeIs(1));
  EXPECT_EQ(edits[0].record.end_day(), 19);
}

TEST(MakesCycle, SeesTheReportOfAReport) {
  const std::vector<v1::LineRecord> lines{Line("1", "ben", "ana", 1), Line("2", "carla", "ben", 1)};
  EXPECT_TRUE(Cyclic(lines, "ana", "carla", 5));
  EXPECT_FALSE(Cyclic(lines, "carla", "ana", 5));
}

TEST(MakesCycle, SeesALineThatBeginsLater) {
  EXPECT_TRUE(Cyclic({Line("1", "ben", "ana", 100)}, "ana", "ben", 5));
}

TEST(MakesCycle, DoesNotMindALineThatEndsBefore) {
  EXPECT_FALSE(Cyclic({Line("1", "ben", "ana", 1, 4)}, "ana", "ben", 5));
}

TEST(MakesCycle, ComparesDatesAlongTheWholeWay) {
  // ben is under dora until 9, dora is under ana from 10 on: ana is never above herself.
  const std::vector<v1::LineRecord> lines{Line("1", "ben", "dora", 1, 9), Line("2", "dora", "ana", 10)};
  EXPECT_FALSE(Cyclic(lines, "ana", "ben", 5));
}

TEST(MakesCycle, EndsWhenOthersFormACircle) {
  EXPECT_FALSE(Cyclic({Line("1", "ben", "dora", 1), Line("2", "dora", "ben", 1)}, "ana", "ben", 5));
}

}  // namespace
}  // namespace laurel::directory::line
