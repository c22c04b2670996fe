// What is to be talked about in a session: both sides gather it, in one order, until the session is held.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Stub = v1::CoachingService::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";

v1::AddTalkingPointRequest AddRequest(std::string_view session, std::string_view text, int position = 0) {
  v1::AddTalkingPointRequest request;
  request.set_parent(std::string(session));
  request.mutable_talking_point()->set_text(std::string(text));
  request.mutable_talking_point()->set_position(position);
  return request;
}

class TalkingPoints : public ::testing::Test {
 protected:
  v1::TalkingPoint Added(const std::string& person, std::string_view text, int position = 0) {
    const auto point = suite.As(person, &Stub::AddTalkingPoint, AddRequest(session, text, position));
    EXPECT_THAT(point, IsOk());
    return point.value_or(v1::TalkingPoint());
  }
  auto Update(const std::string& person, const v1::TalkingPoint& point,
              const std::vector<std::string>& fields) {
    v1::UpdateTalkingPointRequest request;
    *request.mutable_talking_point() = point;
    for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
    return suite.As(person, &Stub::UpdateTalkingPoint, request);
  }
  auto Move(const std::string& person, v1::TalkingPoint point, int position) {
    point.clear_etag();
    point.set_position(position);
    return Update(person, point, {"position"});
  }
  auto Remove(const std::string& person, std::string_view name) {
    return suite.As(person, &Stub::RemoveTalkingPoint, Named<v1::RemoveTalkingPointRequest>(name));
  }
  auto List(const std::string& person, int page_size = 0, std::string_view page_token = "") {
    v1::ListTalkingPointsRequest request;
    request.set_parent(session);
    request.set_page_size(page_size);
    request.set_page_token(std::string(page_token));
    return suite.As(person, &Stub::ListTalkingPoints, request);
  }
  // The texts in their order; their positions have no gap.
  std::vector<std::string> Texts(const std::string& person = kAna) {
    std::vector<std::string> texts;
    const auto page = List(person);
    EXPECT_THAT(page, IsOk());
    if (page.ok()) {
      for (const v1::TalkingPoint& point : page->talking_points()) {
        texts.push_back(point.text());
        EXPECT_EQ(point.position(), static_cast<int>(texts.size()));
      }
    }
    return texts;
  }
  void Hold() {
    ASSERT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, Named<v1::HoldCoachingSessionRequest>(session)),
                IsOk());
  }

  Suite suite;
  const std::string session = suite.Scheduled(kCarla, {kAna, kBen}).name();
};

TEST_F(TalkingPoints, AreAddedByEitherSideAndSeenByBoth) {
  const v1::TalkingPoint first = Added(kAna, "a raise");
  EXPECT_EQ(first.creator(), Person(kAna));
  EXPECT_EQ(first.position(), 1);
  EXPECT_TRUE(first.name().starts_with(session + "/talkingPoints/"));
  Added(kCarla, "the new phone system");
  Added(kBen, "night shifts");
  for (const std::string& person : {kAna, kBen, kCarla}) {
    EXPECT_THAT(Texts(person), ElementsAre("a raise", "the new phone system", "night shifts"));
  }
  EXPECT_EQ(List(kCarla)->talking_points(0).SerializeAsString(), first.SerializeAsString());
}

TEST_F(TalkingPoints, TakeThePlaceTheyAskForAndOthersMakeRoom) {
  const v1::TalkingPoint a = Added(kAna, "a");
  const v1::TalkingPoint b = Added(kAna, "b");
  EXPECT_EQ(Added(kCarla, "c", 1).position(), 1);
  EXPECT_EQ(Added(kCarla, "d", 50).position(), 4);
  EXPECT_THAT(Texts(), ElementsAre("c", "a", "b", "d"));
  EXPECT_EQ(Move(kBen, a, 4)->position(), 4);
  EXPECT_THAT(Texts(), ElementsAre("c", "b", "d", "a"));
  EXPECT_EQ(Move(kCarla, a, 1)->position(), 1);
  EXPECT_EQ(Move(kCarla, b, 0)->position(), 4);
  EXPECT_THAT(Texts(), ElementsAre("a", "c", "d", "b"));
  ASSERT_THAT(Remove(kAna, a.name()), IsOk());
  EXPECT_THAT(Texts(), ElementsAre("c", "d", "b"));
  EXPECT_THAT(Move(kAna, b, 51), ViolatesField("talking_point.position"));
}

TEST_F(TalkingPoints, ChangeAsTheMaskSays) {
  v1::TalkingPoint point = Added(kAna, "a raise");
  point.set_done(true);
  point.set_text("a rise");
  const auto done = Update(kCarla, point, {"done"});
  ASSERT_THAT(done, IsOk());
  EXPECT_TRUE(done->done());
  EXPECT_EQ(done->text(), "a raise");
  EXPECT_EQ(done->creator(), Person(kAna));
  point.set_done(false);
  EXPECT_THAT(Update(kAna, point, {"done", "text"}), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  point.set_etag(done->etag());
  const auto both = Update(kAna, point, {"done", "text"});
  ASSERT_THAT(both, IsOk());
  EXPECT_FALSE(both->done());
  EXPECT_THAT(Texts(), ElementsAre("a rise"));
  EXPECT_THAT(Update(kAna, *both, {"creator"}), ViolatesField("update_mask"));
}

TEST_F(TalkingPoints, KeepTheirEtagWhenTheyMakeRoom) {
  v1::TalkingPoint point = Added(kAna, "a raise");
  Added(kCarla, "the new phone system", 1);
  point.set_done(true);
  const auto done = Update(kAna, point, {"done"});
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->position(), 2);
}

TEST_F(TalkingPoints, CloseWhenTheSessionIsHeldAndAreReadAfterwards) {
  const v1::TalkingPoint point = Added(kAna, "a raise");
  Hold();
  const auto closed = StatusIs(absl::StatusCode::kFailedPrecondition, "TALKING_POINTS_CLOSED");
  EXPECT_THAT(suite.As(kAna, &Stub::AddTalkingPoint, AddRequest(session, "late")), closed);
  EXPECT_THAT(Move(kAna, point, 1), closed);
  EXPECT_THAT(Remove(kAna, point.name()), closed);
  EXPECT_THAT(Texts(kBen), ElementsAre("a raise"));
}

TEST_F(TalkingPoints, AreFiftyAtMost) {
  for (int i = 0; i < 50; ++i) Added(kAna, std::to_string(i));
  EXPECT_THAT(suite.As(kCarla, &Stub::AddTalkingPoint, AddRequest(session, "one too many")),
              StatusIs(absl::StatusCode::kFailedPrecondition, "TOO_MANY_TALKING_POINTS"));
  EXPECT_EQ(Texts().size(), 50U);
  ASSERT_THAT(Remove(kAna, List(kAna)->talking_points(7).name()), IsOk());
  EXPECT_EQ(Added(kCarla, "there is room").position(), 50);
}

TEST_F(TalkingPoints, AddedInParallelStandInOneOrder) {
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 20; ++i) {
      callers.emplace_back([&, i] {
        const auto added = suite.As(i % 3 == 0 ? kCarla : kAna, &Stub::AddTalkingPoint,
                                    AddRequest(session, std::to_string(i), i % 4), i % 2);
        EXPECT_THAT(added, IsOk());
      });
    }
  }
  const std::vector<std::string> texts = Texts();
  EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), 20U);
}

TEST_F(TalkingPoints, MovedAndRemovedInParallelStandInOneOrder) {
  std::vector<v1::TalkingPoint> points;
  for (int i = 0; i < 12; ++i) points.push_back(Added(kAna, std::to_string(i)));
  {
    std::vector<std::jthread> callers;
    for (std::size_t i = 0; i < points.size(); ++i) {
      callers.emplace_back([&, i] {
        if (i % 4 == 0) {
          EXPECT_THAT(Remove(kCarla, points[i].name()), IsOk());
        } else {
          EXPECT_THAT(Move(kAna, points[i], static_cast<int>(i * 7 % 12)), IsOk());
        }
      });
    }
  }
  EXPECT_EQ(Texts().size(), 9U);
}

TEST_F(TalkingPoints, AreForThoseWhoTakePartAlone) {
  const v1::TalkingPoint point = Added(kAna, "a raise");
  v1::TalkingPoint unknown = point;
  unknown.set_name(session + "/talkingPoints/" + kNobody);
  const auto denied = StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED");
  for (const std::string& person : {kHr, kAuditor}) {
    EXPECT_THAT(List(person), denied);
    EXPECT_THAT(suite.As(person, &Stub::AddTalkingPoint, AddRequest(session, "x")), denied);
    for (const v1::TalkingPoint& one : {point, unknown}) {
      EXPECT_THAT(Move(person, one, 1), denied);
      EXPECT_THAT(Remove(person, one.name()), denied);
    }
  }
  const auto missing = StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND");
  EXPECT_THAT(List(kStranger), missing);
  EXPECT_THAT(Move(kStranger, point, 1), missing);
  EXPECT_EQ(Remove(kStranger, point.name()).status(), Remove(kStranger, unknown.name()).status());
  EXPECT_THAT(Move(kAna, unknown, 1), missing);
  EXPECT_THAT(Remove(kCarla, unknown.name()), missing);
}

TEST_F(TalkingPoints, PageByTheirPlace) {
  for (const char* text : {"1", "2", "3", "4", "5"}) Added(kAna, text);
  std::string texts, token;
  do {
    const auto page = List(kAna, 2, token);
    ASSERT_THAT(page, IsOk());
    for (const v1::TalkingPoint& point : page->talking_points()) texts += point.text();
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_EQ(texts, "12345");
  EXPECT_THAT(List(kAna, 2, "x"), ViolatesField("page_token"));
}

TEST_F(TalkingPoints, AreWrittenToldAndAuditedOnceHoweverOftenTheyAreSent) {
  auto add = AddRequest(session, "a raise");
  add.set_request_id(kRequestId);
  suite.database.Execute("DELETE FROM event_pending");
  const auto first = suite.As(kAna, &Stub::AddTalkingPoint, add);
  ASSERT_THAT(first, IsOk());
  v1::UpdateTalkingPointRequest update;
  *update.mutable_talking_point() = *first;
  update.mutable_talking_point()->set_done(true);
  update.mutable_update_mask()->add_paths("done");
  update.set_request_id(kRequestId);
  auto remove = Named<v1::RemoveTalkingPointRequest>(first->name());
  remove.set_request_id(kRequestId);
  for (int replica : {0, 1})
    ASSERT_THAT(suite.As(kCarla, &Stub::UpdateTalkingPoint, update, replica), IsOk());
  for (int replica : {0, 1})
    ASSERT_THAT(suite.As(kCarla, &Stub::RemoveTalkingPoint, remove, replica), IsOk());
  const auto again = suite.As(kAna, &Stub::AddTalkingPoint, add, 1);  // though it is gone again
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_THAT(Texts(), IsEmpty());
  EXPECT_THAT(suite.Told(),
              ElementsAre("talking_point.added", "talking_point.updated", "talking_point.removed"));
  std::vector<std::string> audit;
  for (const sql::Row& row :
       suite.database.Query("SELECT subject, fields FROM audit_record WHERE resource = ?", {first->name()})) {
    audit.push_back(std::string(row.Text(0)) + ":" + std::string(row.Text(1)));
  }
  EXPECT_THAT(audit, UnorderedElementsAre(":", Person(kAna) + ":done", Person(kAna) + ":"));
}

}  // namespace
}  // namespace laurel::feedback::testing
