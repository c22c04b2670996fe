// Reactions: one per person and emoji, by whoever reads the recognition in full.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/synchronization/mutex.h"
#include "common/testing/status_matchers.h"
#include "services/recognition/names.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using Stub = v1::RecognitionService::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";

class Reactions : public ::testing::Test {
 protected:
  auto React(const std::string& person, std::string_view recognition, std::string_view emoji = "🎉") {
    return suite.As(person, &Stub::AddReaction, ReactionRequest(recognition, emoji));
  }
  auto Remove(const std::string& person, std::string_view name) {
    return suite.As(person, &Stub::RemoveReaction, Named<v1::RemoveReactionRequest>(name));
  }
  // Emoji and number, as this person gets them; notes their own.
  std::vector<std::pair<std::string, int>> Counts(const std::string& person, const std::string& recognition) {
    const auto got = suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(recognition));
    EXPECT_THAT(got, IsOk());
    std::vector<std::pair<std::string, int>> counts;
    own.clear();
    for (const v1::ReactionCount& one : got->reactions()) {
      counts.emplace_back(one.emoji(), one.count());
      if (!one.own().empty()) own.insert(one.own());
    }
    return counts;
  }

  Suite suite;
  std::set<std::string> own;
};

TEST_F(Reactions, AreCountedTheMostFrequentFirst) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  const auto mine = React(kBen, given, "👏");
  ASSERT_THAT(mine, IsOk());
  EXPECT_EQ(mine->creator(), Person(kBen));
  for (const std::string& person : {kSam, kAna}) ASSERT_THAT(React(person, given), IsOk());
  ASSERT_THAT(React(kPeer, given, "❤️"), IsOk());
  EXPECT_THAT(Counts(kBen, given), ElementsAre(Pair("🎉", 2), Pair("❤️", 1), Pair("👏", 1)));
  EXPECT_THAT(own, ElementsAre(mine->name()));
  EXPECT_THAT(Remove(kBen, mine->name()), IsOk());
  EXPECT_THAT(Counts(kBen, given), ElementsAre(Pair("🎉", 2), Pair("❤️", 1)));
  EXPECT_THAT(own, IsEmpty());
}

TEST_F(Reactions, StandOnceForEachPersonAndEmoji) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  suite.database.Execute("DELETE FROM event_pending");
  absl::Mutex mutex;
  std::set<std::string> names;
  const auto outcomes = laurel::testing::Together(12, [&](int, int replica) {
    const auto reaction = suite.As(kBen, &Stub::AddReaction, ReactionRequest(given), replica);
    const absl::MutexLock lock(&mutex);
    if (reaction.ok()) names.insert(reaction->name());
    return reaction.status();
  });
  EXPECT_THAT(outcomes, ElementsAre(Pair("OK", 12)));
  EXPECT_EQ(names.size(), 1U);
  EXPECT_THAT(Counts(kBen, given), ElementsAre(Pair("🎉", 1)));
  EXPECT_THAT(suite.Told(), ElementsAre("reaction.added"));
}

TEST_F(Reactions, AreTheSameEmojiInColourOrNot) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  const auto first = React(kBen, given, "❤");
  ASSERT_THAT(first, IsOk());
  suite.Pass(absl::Seconds(1));
  const auto again = React(kBen, given, "❤\uFE0F");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  const auto other = React(kAna, given, "❤\uFE0F");
  ASSERT_THAT(other, IsOk());
  EXPECT_EQ(other->emoji(), "❤\uFE0F");
  EXPECT_THAT(Counts(kAna, given), ElementsAre(Pair("❤", 2)));
  EXPECT_THAT(own, ElementsAre(other->name()));
  ASSERT_THAT(Remove(kBen, first->name()), IsOk());
  EXPECT_THAT(Counts(kAna, given), ElementsAre(Pair("❤\uFE0F", 1)));
}

TEST_F(Reactions, AreTwentyOfOnePersonAtMost) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  std::vector<std::string> emoji;
  for (char last = '\x80'; emoji.size() < 24; ++last) emoji.push_back(std::string("\xF0\x9F\x98") + last);
  std::vector<std::string> names;
  for (int i = 0; i < 19; ++i) {
    const auto reaction = React(kBen, given, emoji[static_cast<std::size_t>(i)]);
    ASSERT_THAT(reaction, IsOk());
    names.push_back(reaction->name());
  }
  // One place is left, whoever of them comes first.
  const auto outcomes = laurel::testing::Together(5, [&](int i, int replica) {
    const auto request = ReactionRequest(given, emoji[static_cast<std::size_t>(19 + i)]);
    return suite.As(kBen, &Stub::AddReaction, request, replica).status();
  });
  EXPECT_THAT(outcomes, ElementsAre(Pair("OK", 1), Pair("TOO_MANY_REACTIONS", 4)));
  EXPECT_THAT(React(kBen, given, "👏"), StatusIs(absl::StatusCode::kFailedPrecondition, "TOO_MANY_REACTIONS"));
  EXPECT_THAT(React(kBen, given, emoji[0]), IsOk());  // that stands already
  EXPECT_THAT(React(kAna, given, "👏"), IsOk());
  EXPECT_THAT(React(kBen, suite.Given(kSam, {kAna}).name(), "👏"), IsOk());
  ASSERT_THAT(Remove(kBen, names[7]), IsOk());
  EXPECT_THAT(React(kBen, given, "👏"), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM reaction WHERE creator = ?", {kBen}), 21);
}

TEST_F(Reactions, AnswerARetryAlike) {
  auto request = ReactionRequest(suite.Given(kSam, {kAna}).name());
  request.set_request_id(kRequestId);
  const auto reaction = suite.As(kBen, &Stub::AddReaction, request);
  ASSERT_THAT(reaction, IsOk());
  ASSERT_THAT(Remove(kBen, reaction->name()), IsOk());
  const auto again = suite.As(kBen, &Stub::AddReaction, request, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->name(), reaction->name());
  EXPECT_THAT(Counts(kBen, request.parent()), IsEmpty());
}

TEST_F(Reactions, AreOneEmoji) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  for (const char* text : {"well done", "🎉🎉", "+1", ""}) {
    EXPECT_THAT(React(kBen, given, text), ViolatesField("reaction.emoji")) << text;
  }
}

TEST_F(Reactions, AreForWhoeverReadsItInFull) {
  const std::string secret = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  for (const std::string& person : {kSam, kAna, kRewarder}) EXPECT_THAT(React(person, secret), IsOk());
  for (const std::string& person : {kCarla, kPeer, kHr}) {
    EXPECT_THAT(React(person, secret), StatusIs(absl::StatusCode::kNotFound));
  }
  EXPECT_THAT(React(kAuditor, secret), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(React(kAuditor, suite.Given(kSam, {kAna}).name()), IsOk());
}

TEST_F(Reactions, AreForWhatIsPublished) {
  const std::string pending = suite.Pending(kSam, {kAna}).name();
  EXPECT_THAT(React(kSam, pending), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(React(kAna, pending), StatusIs(absl::StatusCode::kNotFound));
  const std::string given = suite.Given(kSam, {kAna}).name();
  const auto reaction = React(kAna, given);
  ASSERT_THAT(reaction, IsOk());
  ASSERT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(given)), IsOk());
  EXPECT_THAT(React(kSam, given), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(React(kAna, given), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(React(kBen, given), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Remove(kAna, reaction->name()), IsOk());
}

TEST_F(Reactions, AreTakenAwayByTheirMakerOrARecognitionAdmin) {
  const std::string given = suite.Given(kSam, {kAna}).name();
  const std::string mine = React(kBen, given)->name();
  const std::string other = React(kBen, given, "👏")->name();
  for (const std::string& person : {kSam, kAna, kAuditor, kHr}) {
    EXPECT_THAT(Remove(person, mine), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  }
  suite.database.Execute("DELETE FROM event_pending");
  EXPECT_THAT(Remove(kBen, mine), IsOk());
  EXPECT_THAT(Remove(kRewarder, other), IsOk());
  EXPECT_THAT(suite.Told(), ElementsAre("reaction.removed", "reaction.removed"));
  EXPECT_THAT(Remove(kBen, mine), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Remove(kBen, kReactionPattern.Format({kNobody, kNobody})),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ? AND subject = ?",
                                    {other, Person(kBen)}),
            1);
}

// An auditor's summary settles what they are shown, not whether they read all of it as a member of a team.
TEST(StaleOrganisation, LeavesOpenWhatAnAuditorReadsByARelation) {
  Suite suite;
  suite.Reorganize([](org::testing::Records& records) { records.Member(kTeam, kAuditor); });
  const auto get = [&](const std::string& name) {
    return suite.As(kAuditor, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
  };
  const auto react = [&](const std::string& name) {
    return suite.As(kAuditor, &Stub::AddReaction, ReactionRequest(name));
  };
  const std::string team = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_TEAM).name();
  const std::string secret = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  EXPECT_EQ(get(team)->view(), common::v1::VIEW_FULL);
  suite.clock.Advance(absl::Hours(1));
  EXPECT_THAT(react(team), StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_THAT(react(secret), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"))
      << "no relation lets them read it";
  for (const std::string& name : {team, secret}) EXPECT_EQ(get(name)->view(), common::v1::VIEW_SUMMARY);
}

}  // namespace
}  // namespace laurel::recognition::testing
