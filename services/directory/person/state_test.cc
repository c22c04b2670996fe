// MarkPersonOnLeave, MarkPersonReturned, MarkPersonLeft and ReinstatePerson over the wire.
#include "services/directory/person/state_fixture.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(States, GoOnLeaveAndReturnAtOnce) {
  const auto away = GoOnLeave(kAna);
  ASSERT_THAT(away, IsOk());
  EXPECT_EQ(away->state(), v1::PERSON_STATE_ON_LEAVE);
  EXPECT_EQ(away->etag(), Get(kAna).etag());
  EXPECT_EQ(Get(kAna).state(), v1::PERSON_STATE_ON_LEAVE);
  const auto back = Return(kAna);
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->state(), v1::PERSON_STATE_ACTIVE);
  EXPECT_THAT(Told(kAna), ElementsAre("person.on_leave", "person.returned"));
}

TEST_F(States, KeepWhoWhenAndWhy) {
  ASSERT_THAT(GoOnLeave(kAna, kToday - 4), IsOk());
  ASSERT_THAT(Return(kAna), IsOk());
  const std::string ana(api::IdOf(suite.Name(kAna)));
  const std::string root(api::IdOf(suite.Name(testing::kRoot)));
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM person_status_change WHERE person = ? AND actor = ? "
                              "AND reason = 'as agreed' AND from_state = 1 AND to_state = 2 "
                              "AND start_date = '2026-01-10'",
                              {ana, root}),
      1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM person_status_change WHERE person = ?", {ana}), 2);
  EXPECT_EQ(
      suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE subject = ? AND fields = 'state' "
                              "AND LENGTH(earlier_hash) = 32",
                              {suite.Name(kAna)}),
      2);
}

TEST_F(States, ALeavingEndsSignInAndMovesReportsAtOnce) {
  const auto gone = Leave(kCarla);
  ASSERT_THAT(gone, IsOk());
  EXPECT_EQ(gone->state(), v1::PERSON_STATE_LEFT);
  EXPECT_EQ(gone->leave_date().day(), 14);
  EXPECT_EQ(gone->manager(), suite.Name(kTop));
  EXPECT_THAT(suite.As(kCarla, &Suite::Stub::GetMe, v1::GetMeRequest()),
              StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_EQ(Get(kAna).manager(), suite.Name(kTop));
  EXPECT_EQ(Get(kBen).manager(), suite.Name(kTop));
  EXPECT_EQ(Get(kBen).coach(), "");
  EXPECT_NE(Get(kCarla).team(), "");
  EXPECT_THAT(suite.organization.Current()->RolesOf(api::IdOf(suite.Name(kCarla))), IsEmpty());
  EXPECT_THAT(Told(kCarla), ElementsAre("person.left"));
  EXPECT_THAT(Told(kAna), ElementsAre("person.changed manager"));
  EXPECT_THAT(Told(kBen), ElementsAre("person.changed coach,manager"));
  EXPECT_EQ(
      suite.database.QueryInt("SELECT (SELECT COUNT(*) FROM event_pending WHERE type = 'role.changed') + "
                              "(SELECT COUNT(*) FROM event WHERE type = 'role.changed')"),
      3);  // root's, Carla's, and its end
}

TEST_F(States, ReportsOfALeaverAreMovedFromTheDay) {
  ASSERT_THAT(suite.SetManager(kBen, kTop, kToday + 20), IsOk());
  ASSERT_THAT(Leave(kCarla, kToday - 10), IsOk());
  EXPECT_THAT(Reports(kCarla, kToday - 11), ElementsAre("Ana", "Ben"));
  for (const int day : {-10, 0, 19, 20, 300}) {
    EXPECT_THAT(Reports(kCarla, kToday + day), IsEmpty()) << day;
    EXPECT_THAT(Reports(kTop, kToday + day), ElementsAre("Ana", "Ben", "Carla")) << day;
  }
}

TEST_F(States, LaterLinesToOthersStay) {
  ASSERT_THAT(suite.SetManager(kBen, kAna, kToday + 20), IsOk());
  ASSERT_THAT(Leave(kCarla), IsOk());
  EXPECT_THAT(Reports(kTop, kToday + 19), ElementsAre("Ana", "Ben", "Carla"));
  EXPECT_THAT(Reports(kTop, kToday + 20), ElementsAre("Ana", "Carla"));
  EXPECT_THAT(Reports(kAna, kToday + 20), ElementsAre("Ben"));
}

TEST_F(States, ReinstatingBringsNothingBack) {
  ASSERT_THAT(Leave(kCarla), IsOk());
  const auto back = Reinstate(kCarla);
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->state(), v1::PERSON_STATE_ACTIVE);
  EXPECT_FALSE(back->has_leave_date());
  EXPECT_THAT(Told(kCarla), ElementsAre("person.left", "person.reinstated"));
  EXPECT_THAT(Reports(kCarla, kToday), IsEmpty());
  EXPECT_THAT(suite.organization.Current()->RolesOf(api::IdOf(suite.Name(kCarla))), IsEmpty());
  EXPECT_THAT(suite.As(kCarla, &Suite::Stub::GetMe, v1::GetMeRequest()), IsOk());
}

TEST_F(States, AWrongStateNamesWhatIsAllowed) {
  const auto expect = [](const absl::StatusOr<v1::Person>& answer, const char* state, const char* allowed) {
    EXPECT_THAT(answer, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
    const auto info = ErrorInfoOf(answer.status());
    ASSERT_TRUE(info.has_value());
    EXPECT_EQ(info->metadata().at("state"), state);
    EXPECT_EQ(info->metadata().at("allowed"), allowed);
  };
  expect(Return(kAna), "ACTIVE", "ON_LEAVE,LEFT");
  expect(Reinstate(kAna), "ACTIVE", "ON_LEAVE,LEFT");
  ASSERT_THAT(GoOnLeave(kAna), IsOk());
  expect(GoOnLeave(kAna), "ON_LEAVE", "ACTIVE,LEFT");
  ASSERT_THAT(Leave(kAna), IsOk());
  expect(Leave(kAna), "LEFT", "ACTIVE");
  expect(Return(kAna), "LEFT", "ACTIVE");
}

TEST_F(States, RefuseDaysThatCannotBe) {
  EXPECT_THAT(GoOnLeave(kAna, absl::CivilDay(2019, 12, 31)), ViolatesField("start_date"));
  EXPECT_THAT(Leave(kAna, absl::CivilDay(2019, 12, 31)), ViolatesField("leave_date"));
  v1::MarkPersonLeftRequest request;
  request.set_name(suite.Name(kAna));
  request.mutable_leave_date()->set_year(2026);
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::MarkPersonLeft, request), ViolatesField("leave_date"));
  ASSERT_THAT(Leave(kAna), IsOk());
  EXPECT_THAT(Reinstate(kAna, kToday - 1), ViolatesField("start_date"));
  EXPECT_THAT(Told(kAna), ElementsAre("person.left"));
}

TEST_F(States, RefuseAStaleEtagAndWhoIsUnknown) {
  v1::MarkPersonOnLeaveRequest request;
  request.set_name(suite.Name(kAna));
  request.set_etag(Get(kAna).etag());
  ASSERT_THAT(suite.SetManager(kAna, kTop, kToday), IsOk());
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::MarkPersonOnLeave, request),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  request.set_name("people/01arz3ndektsv4rrffq69g5fav");
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::MarkPersonOnLeave, request),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(States, TheLastHrAdminDoesNotLeave) {
  const auto last = StatusIs(absl::StatusCode::kFailedPrecondition, "LAST_HR_ADMIN");
  const char* root = testing::kRoot.data();
  EXPECT_THAT(Leave(root), last);
  EXPECT_THAT(Leave(root, kToday + 30), last);
  EXPECT_FALSE(Get(root).has_leave_date());
  suite.Given({"employee_number,roles", "1,HR_ADMIN"});
  ASSERT_THAT(Leave(root, kToday + 30), IsOk());
  // Whose leaving is known does not stay.
  EXPECT_THAT(Leave(kTop), last);
  EXPECT_THAT(Leave(root, kToday + 20), IsOk());
  ASSERT_THAT(Reinstate(root), IsOk());
  EXPECT_THAT(Leave(kTop), IsOk());
}

TEST_F(States, AreChangedByHrAdminsOnly) {
  const auto denied = StatusIs(absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(Change(&Suite::Stub::MarkPersonOnLeave, kAna, {}, kCarla), denied);
  EXPECT_THAT(Change(&Suite::Stub::MarkPersonReturned, kAna, {}, kCarla), denied);
  EXPECT_THAT(Change(&Suite::Stub::MarkPersonLeft, kAna, {}, kCarla), denied);
  EXPECT_THAT(Change(&Suite::Stub::ReinstatePerson, kAna, {}, kCarla), denied);
}

TEST_F(States, ARepeatedLeavingHasOneEffectAndOneAnswer) {
  const std::string id = "6f6d0f0e-8a51-4b6a-9c0e-6a4a3a1f0021";
  const auto first = Change(&Suite::Stub::MarkPersonLeft, kCarla, {}, testing::kRoot, id);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Reinstate(kCarla), IsOk());
  const auto again = Change(&Suite::Stub::MarkPersonLeft, kCarla, {}, testing::kRoot, id);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_THAT(Told(kCarla), ElementsAre("person.left", "person.reinstated"));
  EXPECT_EQ(Get(kCarla).state(), v1::PERSON_STATE_ACTIVE);
}

TEST_F(States, NobodyNewIsPutUnderALeaver) {
  ASSERT_THAT(Leave(kCarla), IsOk());
  EXPECT_THAT(suite.SetManager(kTop, kCarla, kToday),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(suite.SetManager(kCarla, kAna, kToday),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
}

}  // namespace
}  // namespace laurel::directory
