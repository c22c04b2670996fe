// `laurel coaching cancel` as it is typed.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using testing::Outcome;

namespace v1 = feedback::v1;

std::string NameOf(int number) {
  return "coachingSessions/01jd8z3v5n7q2w4e6r8tabcde" + std::to_string(number);
}

// The `number`th of a weekly series that began a week ago.
v1::CoachingSession OfSeries(int number) {
  v1::CoachingSession session;
  session.set_name(NameOf(number));
  session.set_series(NameOf(1));
  session.set_coach("people/maria");
  session.add_attendees("people/ana");
  session.set_state(v1::COACHING_SESSION_STATE_SCHEDULED);
  *session.mutable_scheduled_time() =
      ToTimestamp(FakeSuite::Now().now + absl::Hours(24 * 7 * (number - 2)) + absl::Hours(48));
  return session;
}

std::vector<std::string> CancelledBy(const FakeSuite& suite) {
  std::vector<std::string> names;
  for (const auto& request : suite.coaching.cancelled) names.push_back(request.name());
  return names;
}

TEST(CoachingCancel, IsOneSessionAndItsReason) {
  FakeSuite suite;
  suite.coaching.sessions = {OfSeries(3), OfSeries(2), OfSeries(1)};
  const Outcome outcome = suite.Run({"coaching", "cancel", "abcde2", "--reason", "She is ill"});
  EXPECT_EQ(outcome.out, "Cancelled: Ana Pereira, Mon 23 Nov 16:20 (abcde2)\n") << outcome.err;
  EXPECT_THAT(CancelledBy(suite), ElementsAre(NameOf(2)));
  EXPECT_EQ(suite.coaching.cancelled[0].reason(), "She is ill");
}

TEST(CoachingCancel, OfASeriesTellsEachFromThisOneOn) {
  FakeSuite suite;
  suite.coaching.sessions = {OfSeries(4), OfSeries(3), OfSeries(2), OfSeries(1)};
  suite.coaching.sessions[1].set_state(v1::COACHING_SESSION_STATE_CANCELLED);
  const Outcome outcome = suite.Run({"coaching", "cancel", "abcde2", "--series"});
  EXPECT_EQ(outcome.out,
            "Cancelled: Ana Pereira, Mon 23 Nov 16:20 (abcde2)\n"
            "Cancelled: Ana Pereira, Mon 7 Dec 16:20 (abcde4)\n")
      << outcome.err;
  EXPECT_THAT(CancelledBy(suite), ElementsAre(NameOf(2), NameOf(4)));
}

TEST(CoachingCancel, OfASeriesSaysWhatIsLeft) {
  FakeSuite suite;
  suite.coaching.sessions = {OfSeries(3), OfSeries(2)};
  suite.coaching.failures = {Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "it is HELD")};
  const Outcome outcome = suite.Run({"coaching", "cancel", "abcde2", "--series"});
  EXPECT_EQ(outcome.code, 6);
  EXPECT_THAT(outcome.out, HasSubstr("(abcde3)"));
  EXPECT_THAT(outcome.err, HasSubstr("not cancelled: Mon 23 Nov 16:20: it is HELD"));
}

TEST(CoachingCancel, KnowsWhatWasPlannedAlone) {
  FakeSuite suite;
  suite.coaching.sessions = {OfSeries(2)};
  suite.coaching.sessions[0].clear_series();
  EXPECT_EQ(suite.Run({"coaching", "cancel", "abcde2", "--series"}).code, 2);
  EXPECT_THAT(suite.coaching.cancelled, ElementsAre());
}

}  // namespace
}  // namespace laurel::cli
