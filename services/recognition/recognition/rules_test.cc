#include "services/recognition/recognition/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

#include "common/status/error.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::recognition::recognition {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;
const absl::Time kNow = laurel::testing::FakeClock().Now();

v1::Recognition Thanks(const std::vector<std::string>& recipients) {
  v1::Recognition thanks;
  thanks.set_sender("people/sam");
  for (const std::string& recipient : recipients) thanks.add_recipients(recipient);
  return thanks;
}

TEST(RecognitionTransitions, AreThoseOfTheProduct) {
  const std::set<std::pair<int, int>> allowed = {
      {v1::RECOGNITION_STATE_PENDING_APPROVAL, v1::RECOGNITION_STATE_PUBLISHED},
      {v1::RECOGNITION_STATE_PENDING_APPROVAL, v1::RECOGNITION_STATE_REJECTED},
      {v1::RECOGNITION_STATE_PUBLISHED, v1::RECOGNITION_STATE_HIDDEN},
      {v1::RECOGNITION_STATE_PUBLISHED, v1::RECOGNITION_STATE_REVOKED}};
  for (int from = v1::RecognitionState_MIN; from <= v1::RecognitionState_MAX; ++from) {
    for (int to = v1::RecognitionState_MIN; to <= v1::RecognitionState_MAX; ++to) {
      EXPECT_EQ(Transitions().Allows(from, to), allowed.contains({from, to})) << from << " " << to;
    }
  }
}

TEST(FieldsOfARecognition, NameOthersEachOnce) {
  const auto check = [](const v1::Recognition& thanks) { return CheckFields(thanks, "people/sam"); };
  EXPECT_THAT(check(Thanks({"people/ana", "people/ben"})), IsOk());
  const absl::Status own = check(Thanks({"people/ana", "people/sam"}));
  EXPECT_THAT(own, StatusIs(kInvalid, "SELF_RECOGNITION"));
  EXPECT_THAT(own, ViolatesField("recognition.recipients[1]"));
  const absl::Status twice = check(Thanks({"people/ana", "people/ben", "people/ana"}));
  EXPECT_THAT(twice, StatusIs(kInvalid, "DUPLICATE_RECIPIENT"));
  EXPECT_THAT(twice, ViolatesField("recognition.recipients[2]"));
}

TEST(FieldsOfARecognition, NamePeopleOrATeamOrAParent) {
  for (const bool people : {false, true}) {
    for (const bool team : {false, true}) {
      for (const bool parent : {false, true}) {
        v1::Recognition thanks =
            Thanks(people ? std::vector<std::string>{"people/ana"} : std::vector<std::string>{});
        if (team) thanks.set_team("teams/t");
        if (parent) thanks.set_parent("recognitions/r");
        const absl::Status status = CheckFields(thanks, "people/sam");
        if (team && (people || parent)) {
          EXPECT_THAT(status, StatusIs(kInvalid, "INVALID_FIELD"));
          EXPECT_THAT(status, ViolatesField("recognition.team"));
        } else if (!team && !people && !parent) {
          EXPECT_THAT(status, StatusIs(kInvalid, "NO_RECIPIENTS"));
        } else {
          EXPECT_THAT(status, IsOk());
        }
      }
    }
  }
}

TEST(LimitsOfTheProgramme, HoldForEachRecipient) {
  v1::Program program;
  program.set_max_each(50);
  v1::Recognition thanks = Thanks({"people/ana", "people/ben"});
  thanks.set_points_each(50);
  EXPECT_THAT(CheckProgram(thanks, program), IsOk());
  thanks.set_points_each(51);
  const absl::Status over = CheckProgram(thanks, program);
  EXPECT_THAT(over, StatusIs(kPrecondition, "MAX_EACH_EXCEEDED"));
  EXPECT_EQ(ErrorInfoOf(over)->metadata().at("max_each"), "50");
}

TEST(LimitsOfTheProgramme, AskForAValueWhereOneIsRequired) {
  v1::Program program;
  v1::Recognition thanks = Thanks({"people/ana"});
  EXPECT_THAT(CheckProgram(thanks, program), IsOk());
  program.set_value_required(true);
  EXPECT_THAT(CheckProgram(thanks, program), StatusIs(kInvalid, "VALUE_REQUIRED"));
  EXPECT_THAT(CheckProgram(thanks, program), ViolatesField("recognition.value"));
  thanks.set_value("values/v");
  EXPECT_THAT(CheckProgram(thanks, program), IsOk());
}

TEST(Approval, IsNeededForMorePointsInAllThanTheThreshold) {
  v1::Program program;
  v1::Recognition thanks = Thanks({"people/ana", "people/ben", "people/cy"});
  thanks.set_points_each(10'000);
  EXPECT_FALSE(NeedsApproval(thanks, program));  // 0: off
  program.set_approval_threshold(30'000);
  EXPECT_FALSE(NeedsApproval(thanks, program));
  program.set_approval_threshold(29'999);
  EXPECT_TRUE(NeedsApproval(thanks, program));
  thanks.set_points_each(0);
  EXPECT_FALSE(NeedsApproval(thanks, program));
}

TEST(Revoking, EndsWithTheUndoWindow) {
  v1::Program program;
  program.mutable_undo_window()->set_seconds(600);
  v1::Recognition thanks = Thanks({"people/ana"});
  thanks.set_state(v1::RECOGNITION_STATE_PUBLISHED);
  *thanks.mutable_publish_time() = ToTimestamp(kNow);
  EXPECT_THAT(CheckRevoke(thanks, program, kNow + absl::Minutes(10)), IsOk());
  const absl::Status late = CheckRevoke(thanks, program, kNow + absl::Minutes(10) + absl::Microseconds(1));
  EXPECT_THAT(late, StatusIs(kPrecondition, "UNDO_WINDOW_CLOSED"));
  EXPECT_EQ(ErrorInfoOf(late)->metadata().at("undo_end_time"), "2026-01-14T12:10:00Z");
  thanks.set_state(v1::RECOGNITION_STATE_HIDDEN);
  EXPECT_THAT(CheckRevoke(thanks, program, kNow), StatusIs(kPrecondition, "WRONG_STATE"));
}

// Each field of the message is named here: a new one is in the summary only when somebody decides so.
TEST(ASummary, HoldsWhoAndWhenAndNothingElse) {
  v1::Recognition thanks = Thanks({"people/ana"});
  thanks.set_name("recognitions/r");
  thanks.set_etag("3");
  thanks.set_team("teams/t");
  thanks.set_message("Stayed two hours");
  thanks.set_value("values/v");
  thanks.set_points_each(5);
  thanks.set_visibility(v1::RECOGNITION_VISIBILITY_TEAM);
  thanks.mutable_evidence()->set_system("zendesk");
  thanks.set_parent("recognitions/p");
  thanks.set_state(v1::RECOGNITION_STATE_HIDDEN);
  thanks.add_audience_teams("teams/t");
  thanks.set_approver("people/mona");
  thanks.set_state_reason("names a customer");
  thanks.add_reactions()->set_emoji("x");
  thanks.set_comment_count(2);
  for (auto* time : {thanks.mutable_create_time(), thanks.mutable_update_time(), thanks.mutable_state_time(),
                     thanks.mutable_publish_time()}) {
    *time = ToTimestamp(kNow);
  }
  v1::Recognition full = Shaped(thanks, {}, common::v1::VIEW_FULL);
  EXPECT_EQ(full.creator(), "people/sam");
  EXPECT_EQ(full.view(), common::v1::VIEW_FULL);
  EXPECT_EQ(full.state_reason(), "names a customer");

  v1::Recognition summary = Shaped(full, {}, common::v1::VIEW_SUMMARY);
  std::set<std::string> shown;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  summary.GetReflection()->ListFields(summary, &fields);
  for (const auto* field : fields) shown.insert(field->name());
  EXPECT_EQ(shown, (std::set<std::string>{"name", "state", "sender", "recipients", "team", "parent", "view",
                                          "create_time", "update_time", "state_time", "publish_time"}));
}

TEST(ShapedRecognition, SaysWhyItWasApprovedToWhomThatIsSaid) {
  v1::Recognition thanks = Thanks({"people/ana"});
  thanks.set_state(v1::RECOGNITION_STATE_PUBLISHED);
  thanks.set_state_reason("not again before summer");
  const auto reason = [&](const audience::Reader& reader) {
    return Shaped(thanks, reader, common::v1::VIEW_FULL).state_reason();
  };
  for (const audience::Reader& reader :
       {audience::Reader{.sender = true}, {.decided = true}, {.recognition_admin = true}}) {
    EXPECT_EQ(reason(reader), thanks.state_reason());
  }
  EXPECT_EQ(reason({.recipient = true}), "");
  EXPECT_EQ(reason({}), "");
}

}  // namespace
}  // namespace laurel::recognition::recognition
