// The checker finds what is planted, and nothing where all is well.
#include "tests/faults/checker.h"

#include <gmock/gmock.h>

#include <filesystem>

namespace laurel::faults {
namespace {

using Kind = Anomaly::Kind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kRows{"coaching_session/k", "note/k"};

Attempt Acknowledged() { return {"k", kRows, true, "S"}; }
Attempt Unacknowledged() { return {"k", kRows, false, ""}; }

TEST(Checker, AcceptsAnAcknowledgedChangeThatIsThereOnce) {
  EXPECT_THAT(Check({Acknowledged()}, {{"note/k", "N"}, {"coaching_session/k", "S"}}), IsEmpty());
}

TEST(Checker, AcceptsAnUnacknowledgedChangeThatIsThereOnceOrNot) {
  EXPECT_THAT(Check({Unacknowledged()}, {}), IsEmpty());
  EXPECT_THAT(Check({Unacknowledged()}, {{"coaching_session/k", "S"}, {"note/k", "N"}}), IsEmpty());
}

TEST(Checker, FindsALoss) {
  EXPECT_THAT(Check({Acknowledged()}, {}),
              ElementsAre(Anomaly{Kind::kLost, "coaching_session/k"}, Anomaly{Kind::kLost, "note/k"}));
  EXPECT_THAT(Check({Acknowledged()}, {{"coaching_session/k", "S"}}),
              ElementsAre(Anomaly{Kind::kLost, "note/k"}));
}

TEST(Checker, FindsADoubleWhetherAcknowledgedOrNot) {
  const std::vector<Row> rows{{"coaching_session/k", "S"}, {"note/k", "N"}, {"note/k", "M"}};
  EXPECT_THAT(Check({Acknowledged()}, rows), ElementsAre(Anomaly{Kind::kDoubled, "note/k"}));
  EXPECT_THAT(Check({Unacknowledged()}, rows), ElementsAre(Anomaly{Kind::kDoubled, "note/k"}));
}

TEST(Checker, FindsHalfAChange) {
  EXPECT_THAT(Check({Unacknowledged()}, {{"note/k", "N"}}),
              ElementsAre(Anomaly{Kind::kHalf, "coaching_session/k"}));
}

TEST(Checker, FindsAnAnswerThatNamesAnotherResource) {
  EXPECT_THAT(Check({Acknowledged()}, {{"coaching_session/k", "T"}, {"note/k", "N"}}),
              ElementsAre(Anomaly{Kind::kMisanswered, "k"}));
}

TEST(Checker, FindsWhatNoAttemptExplains) {
  EXPECT_THAT(Check({}, {{"note/x", "N"}}), ElementsAre(Anomaly{Kind::kUnexplained, "note/x"}));
}

TEST(Journal, IsReadAsItWasWritten) {
  const std::string path = ::testing::TempDir() + "/journal_test";
  std::filesystem::remove(path);
  {
    Journal journal(path);
    journal.WillAttempt("k", kRows);
    journal.WillAttempt("l", {"note/l"});
    journal.Acknowledged("k", "S");
  }
  const std::vector<Attempt> attempts = ReadJournal(path);
  std::filesystem::remove(path);
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_EQ(attempts[0].rows, kRows);
  EXPECT_TRUE(attempts[0].acknowledged);
  EXPECT_EQ(attempts[0].id, "S");
  EXPECT_THAT(attempts[1].rows, ElementsAre("note/l"));
  EXPECT_FALSE(attempts[1].acknowledged);
}

}  // namespace
}  // namespace laurel::faults
