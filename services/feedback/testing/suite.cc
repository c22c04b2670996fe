#include "services/feedback/testing/suite.h"

#include <gtest/gtest.h>

#include "common/time/convert.h"
#include "schema/feedback_schema.h"
#include "services/feedback/events.h"

namespace laurel::feedback::testing {

using org::testing::TestId;

const std::string kAna = TestId(1);
const std::string kBen = TestId(2);
const std::string kCarla = TestId(3);
const std::string kSkip = TestId(4);
const std::string kTop = TestId(5);
const std::string kCoach = TestId(6);
const std::string kLead = TestId(7);
const std::string kPeer = TestId(8);
const std::string kFormer = TestId(9);
const std::string kHr = TestId(10);
const std::string kAuditor = TestId(11);
const std::string kStranger = TestId(12);
const std::string kGone = TestId(13);
const std::string kNobody = TestId(99);

std::string Person(std::string_view id) { return org::kPersonPattern.Format({id}); }

org::testing::Records Organization() {
  org::testing::Records records;
  for (const std::string* id : {&kAna, &kBen, &kCarla, &kSkip, &kTop, &kCoach, &kLead, &kPeer, &kFormer, &kHr,
                                &kAuditor, &kStranger, &kGone}) {
    records.Active(*id, *id);  // their address is their id, and so is their token
  }
  const std::string team = TestId(50);
  records.Line(kAna, kFormer, org::testing::Records::kEarly, absl::CivilDay(2025, 12, 31))
      .Line(kAna, kCarla, absl::CivilDay(2026, 1, 1))
      .Line(kBen, kCarla)
      .Line(kGone, kCarla)
      .Line(kCarla, kSkip)
      .Line(kSkip, kTop)
      .Coach(kAna, kCoach)
      .Team(team)
      .Member(team, kAna)
      .Member(team, kPeer)
      .Lead(team, kLead)
      .Roles(kHr, {directory::v1::ROLE_HR_ADMIN})
      .Roles(kAuditor, {directory::v1::ROLE_AUDITOR})
      .Status(kGone, absl::CivilDay(2026, 1, 1), directory::v1::PERSON_STATE_LEFT);
  return records;
}

Suite::Suite() : ServiceSuite("feedback", EventData(), Migrations()) {
  organization.Set(Organization().Build(), clock.Now());
  env_ = std::make_unique<Env>(Env{*db, organization, events->outbox(), metrics});
  Serve([this](rpc::Pipeline& pipeline) {
    laurel::testing::TestServer::Services services;
    services.push_back(std::make_unique<CoachingService>(pipeline, *env_));
    services.push_back(std::make_unique<FeedbackService>(pipeline, *env_));
    return services;
  });
  for (int replica = 0; replica < kReplicas; ++replica) {
    stubs_.push_back(v1::CoachingService::NewStub(channel(replica)));
    feedback_stubs_.push_back(v1::FeedbackService::NewStub(channel(replica)));
  }
}

Suite::~Suite() {
  feedback_stubs_.clear();
  stubs_.clear();
  StopServing();
}

v1::CreateCoachingSessionRequest LogRequest(const std::vector<std::string>& attendees, absl::Time held_time) {
  v1::CreateCoachingSessionRequest request;
  for (const std::string& id : attendees) request.mutable_coaching_session()->add_attendees(Person(id));
  request.mutable_coaching_session()->set_focus_area("Opening of calls");
  *request.mutable_coaching_session()->mutable_held_time() = ToTimestamp(held_time);
  return request;
}

v1::CreateCoachingSessionRequest ScheduleRequest(const std::vector<std::string>& attendees,
                                                 absl::Time scheduled_time) {
  v1::CreateCoachingSessionRequest request = LogRequest(attendees, scheduled_time);
  request.mutable_coaching_session()->clear_held_time();
  *request.mutable_coaching_session()->mutable_scheduled_time() = ToTimestamp(scheduled_time);
  return request;
}

v1::AddNoteRequest NoteRequest(std::string_view session, std::string_view text,
                               v1::NoteVisibility visibility) {
  v1::AddNoteRequest request;
  request.set_parent(std::string(session));
  request.mutable_note()->set_text(std::string(text));
  request.mutable_note()->set_visibility(visibility);
  return request;
}

v1::CreateActionItemRequest ItemRequest(std::string_view owner, std::string_view session) {
  v1::CreateActionItemRequest request;
  request.mutable_action_item()->set_owner(Person(owner));
  request.mutable_action_item()->set_text("Listen to three calls");
  request.mutable_action_item()->set_session(std::string(session));
  return request;
}

v1::CreateFeedbackRequest FeedbackRequest(std::string_view subject, v1::FeedbackVisibility visibility) {
  v1::CreateFeedbackRequest request;
  request.mutable_feedback()->set_subject(Person(subject));
  request.mutable_feedback()->set_kind(v1::FEEDBACK_KIND_MIXED);
  request.mutable_feedback()->set_strengths("Calms callers down");
  request.mutable_feedback()->set_growth_areas("Closes the ticket late");
  request.mutable_feedback()->set_visibility(visibility);
  request.set_submit(true);
  return request;
}

v1::CoachingSession Suite::Held(std::string_view coach, const std::vector<std::string>& attendees,
                                absl::Duration ago) {
  auto session = As(coach, &Stub::CreateCoachingSession, LogRequest(attendees, clock.Now() - ago));
  EXPECT_TRUE(session.ok()) << session.status();
  return session.value_or(v1::CoachingSession());
}

v1::CoachingSession Suite::Scheduled(std::string_view coach, const std::vector<std::string>& attendees,
                                     absl::Duration ahead) {
  auto request = ScheduleRequest(attendees, clock.Now() + ahead);
  request.set_allow_overlap(true);
  auto session = As(coach, &Stub::CreateCoachingSession, request);
  EXPECT_TRUE(session.ok()) << session.status();
  return session.value_or(v1::CoachingSession());
}

v1::ActionItem Suite::Item(std::string_view creator, std::string_view owner, std::string_view session) {
  auto item = As(creator, &Stub::CreateActionItem, ItemRequest(owner, session));
  EXPECT_TRUE(item.ok()) << item.status();
  return item.value_or(v1::ActionItem());
}

v1::Feedback Suite::Given(std::string_view author, std::string_view subject,
                          v1::FeedbackVisibility visibility) {
  auto given = As(author, &FeedbackStub::CreateFeedback, FeedbackRequest(subject, visibility));
  EXPECT_TRUE(given.ok()) << given.status();
  return given.value_or(v1::Feedback());
}

v1::Feedback Suite::Drafted(std::string_view author, std::string_view subject,
                            v1::FeedbackVisibility visibility) {
  auto request = FeedbackRequest(subject, visibility);
  request.set_submit(false);
  auto drafted = As(author, &FeedbackStub::CreateFeedback, request);
  EXPECT_TRUE(drafted.ok()) << drafted.status();
  return drafted.value_or(v1::Feedback());
}

}  // namespace laurel::feedback::testing
