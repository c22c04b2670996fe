// What coaching tells: every state has its event, every call tells exactly what it changed, and an event is
// heard by those who may read what it is about.
#include "services/feedback/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "laurel/common/v1/event_types.pb.h"
#include "laurel/directory/v1/events.pb.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/telling.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using ::testing::ElementsAre;
using Stub = v1::CoachingService::Stub;

void ExpectAnEventForEveryState(const google::protobuf::EnumDescriptor& states,
                                const events::Catalog& catalog) {
  for (int i = 0; i < states.value_count(); ++i) {
    const auto& options = states.value(i)->options();
    const int declared = options.ExtensionSize(common::v1::state_events);
    EXPECT_EQ(declared > 0, states.value(i)->number() != 0) << states.value(i)->full_name();
    for (int event = 0; event < declared; ++event) {
      EXPECT_TRUE(catalog.types().contains(options.GetExtension(common::v1::state_events, event)))
          << states.value(i)->full_name();
    }
  }
}

TEST(StateEvents, AreDeclaredForEveryStateAndKnownToTheCatalogue) {
  const events::Catalog feedback("feedback", EventData());
  ExpectAnEventForEveryState(*v1::FeedbackState_descriptor(), feedback);
  ExpectAnEventForEveryState(*v1::CoachingSessionState_descriptor(), feedback);
  ExpectAnEventForEveryState(*v1::ActionItemState_descriptor(), feedback);
  const events::Catalog directory("directory", {directory::v1::PersonEvent::descriptor()});
  ExpectAnEventForEveryState(*directory::v1::PersonState_descriptor(), directory);
}

v1::CreateCoachingSessionRequest WithNoteAndItems(v1::CreateCoachingSessionRequest request) {
  request.set_shared_note("noted");
  *request.add_action_items() = ItemRequest(kAna).action_item();
  *request.add_action_items() = ItemRequest(kCarla).action_item();
  return request;
}

CallsByRpc Calls() {
  const auto move = []<typename Request>(auto method, const char* tells, bool done) {
    return [=](Suite& s) -> Prepared {
      const std::string item = s.Item(kCarla, kAna).name();
      if (done) {
        EXPECT_THAT(s.As(kAna, &Stub::CompleteActionItem, Named<v1::CompleteActionItemRequest>(item)),
                    IsOk());
      }
      return {Calling(s, kAna, method, Named<Request>(item)), {tells}};
    };
  };
  const auto reading = [](auto method, auto request) {
    return [=](Suite& s) -> Prepared { return {Calling(s, kCarla, method, request), {}}; };
  };
  return {
      {"CreateCoachingSession",
       [](Suite& s) -> Prepared {
         return {Calling(s, kCarla, &Stub::CreateCoachingSession, ScheduleRequest({kAna}, s.clock.Now())),
                 {"coaching.scheduled"}};
       }},
      {"CreateCoachingSession",
       [](Suite& s) -> Prepared {
         return {Calling(s, kCarla, &Stub::CreateCoachingSession,
                         WithNoteAndItems(LogRequest({kAna, kBen}, s.clock.Now()))),
                 {"coaching.held", "coaching.note_added", "action_item.created", "action_item.created"}};
       }},
      {"HoldCoachingSession",
       [](Suite& s) -> Prepared {
         auto request = Named<v1::HoldCoachingSessionRequest>(s.Scheduled(kCarla, {kAna}).name());
         request.set_shared_note("noted");
         *request.add_action_items() = ItemRequest(kAna).action_item();
         return {Calling(s, kCarla, &Stub::HoldCoachingSession, request),
                 {"coaching.held", "coaching.note_added", "action_item.created"}};
       }},
      {"CreateCoachingSession",
       [](Suite& s) -> Prepared {
         auto request = ScheduleRequest({kAna}, s.clock.Now() + absl::Hours(2));
         request.mutable_repeat()->set_every_weeks(1);
         request.mutable_repeat()->set_count(2);
         return {Calling(s, kCarla, &Stub::CreateCoachingSession, request),
                 {"coaching.scheduled", "coaching.scheduled"}};
       }},
      {"RescheduleCoachingSession",
       [](Suite& s) -> Prepared {
         auto request = Named<v1::RescheduleCoachingSessionRequest>(s.Scheduled(kCarla, {kAna}).name());
         *request.mutable_scheduled_time() = ToTimestamp(s.clock.Now() + absl::Hours(72));
         return {Calling(s, kCarla, &Stub::RescheduleCoachingSession, request), {"coaching.rescheduled"}};
       }},
      {"UpdateCoachingSession",
       [](Suite& s) -> Prepared {
         v1::UpdateCoachingSessionRequest request;
         request.mutable_coaching_session()->set_name(s.Scheduled(kCarla, {kAna}).name());
         request.mutable_coaching_session()->set_focus_area("Closing of calls");
         return {Calling(s, kCarla, &Stub::UpdateCoachingSession, request), {"coaching.updated"}};
       }},
      {"VoidCoachingSession",
       [](Suite& s) -> Prepared {
         auto request = Named<v1::VoidCoachingSessionRequest>(s.Held(kCarla, {kAna}).name());
         request.set_reason("logged twice");
         return {Calling(s, kCarla, &Stub::VoidCoachingSession, request), {"coaching.voided"}};
       }},
      {"AcknowledgeCoachingSession",  // the first of two: the state stays
       [](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::AcknowledgeCoachingSession,
                         Named<v1::AcknowledgeCoachingSessionRequest>(s.Held(kCarla, {kAna, kBen}).name())),
                 {"coaching.acknowledged"}};
       }},
      {"AcknowledgeCoachingSession",
       [](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::AcknowledgeCoachingSession,
                         Named<v1::AcknowledgeCoachingSessionRequest>(s.Held(kCarla, {kAna}).name())),
                 {"coaching.acknowledged"}};
       }},
      {"AddNote",
       [](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::AddNote, NoteRequest(s.Held(kCarla, {kAna}).name(), "noted")),
                 {"coaching.note_added"}};
       }},
      {"CreateActionItem",
       [](Suite& s) -> Prepared {
         return {Calling(s, kCarla, &Stub::CreateActionItem, ItemRequest(kAna)), {"action_item.created"}};
       }},
      {"UpdateActionItem",
       [](Suite& s) -> Prepared {
         v1::UpdateActionItemRequest request;
         request.mutable_action_item()->set_name(s.Item(kCarla, kAna).name());
         request.mutable_action_item()->set_text("Listen to five calls");
         return {Calling(s, kAna, &Stub::UpdateActionItem, request), {"action_item.updated"}};
       }},
      {"CompleteActionItem",
       move.operator()<v1::CompleteActionItemRequest>(&Stub::CompleteActionItem, "action_item.done", false)},
      {"DropActionItem",
       move.operator()<v1::DropActionItemRequest>(&Stub::DropActionItem, "action_item.dropped", false)},
      {"ReopenActionItem",
       move.operator()<v1::ReopenActionItemRequest>(&Stub::ReopenActionItem, "action_item.reopened", true)},
      {"GetCoachingSession",
       [](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::GetCoachingSession,
                         Named<v1::GetCoachingSessionRequest>(s.Held(kCarla, {kAna}).name())),
                 {}};
       }},
      {"ListNotes",
       [](Suite& s) -> Prepared {
         v1::ListNotesRequest request;
         request.set_parent(s.Held(kCarla, {kAna}).name());
         return {Calling(s, kAna, &Stub::ListNotes, request), {}};
       }},
      {"GetActionItem",
       [](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::GetActionItem,
                         Named<v1::GetActionItemRequest>(s.Item(kCarla, kAna).name())),
                 {}};
       }},
      {"ListCoachingSessions", reading(&Stub::ListCoachingSessions, v1::ListCoachingSessionsRequest())},
      {"ListActionItems", reading(&Stub::ListActionItems, v1::ListActionItemsRequest())},
      {"GetCoachingCoverage", reading(&Stub::GetCoachingCoverage, v1::GetCoachingCoverageRequest())},
  };
}

// What is prepared, revised, or becomes of a plan.
CallsByRpc CallsAroundASession() {
  const auto outcome = []<typename Request>(auto method, const char* tells) {
    return [=](Suite& s) -> Prepared {
      return {Calling(s, kCarla, method, Named<Request>(s.Scheduled(kCarla, {kAna}).name())), {tells}};
    };
  };
  const auto in_plan = []<typename Request>(auto method) {
    return [=](Suite& s) -> Prepared {
      Request request;
      request.set_parent(s.Scheduled(kCarla, {kAna}).name());
      return {Calling(s, kAna, method, request), {}};
    };
  };
  const auto point = [](Suite& s) {
    v1::AddTalkingPointRequest request;
    request.set_parent(s.Scheduled(kCarla, {kAna}).name());
    request.mutable_talking_point()->set_text("Shifts in May");
    const auto added = s.As(kAna, &Stub::AddTalkingPoint, request);
    EXPECT_THAT(added, IsOk());
    return added.value_or(v1::TalkingPoint());
  };
  const auto note = [](Suite& s) {
    const auto added = s.As(kAna, &Stub::AddNote, NoteRequest(s.Held(kCarla, {kAna}).name(), "noted"));
    EXPECT_THAT(added, IsOk());
    return added.value_or(v1::Note()).name();
  };
  return {
      {"StartCoachingSession",
       outcome.operator()<v1::StartCoachingSessionRequest>(&Stub::StartCoachingSession, "coaching.started")},
      {"CancelCoachingSession", outcome.operator()<v1::CancelCoachingSessionRequest>(
                                    &Stub::CancelCoachingSession, "coaching.cancelled")},
      {"MarkCoachingSessionNoShow", outcome.operator()<v1::MarkCoachingSessionNoShowRequest>(
                                        &Stub::MarkCoachingSessionNoShow, "coaching.no_show")},
      {"BatchGetCoachingSessions",
       [](Suite& s) -> Prepared {
         v1::BatchGetCoachingSessionsRequest request;
         request.add_names(s.Scheduled(kCarla, {kAna}).name());
         return {Calling(s, kAna, &Stub::BatchGetCoachingSessions, request), {}};
       }},
      {"ListStatusChanges", in_plan.operator()<v1::ListStatusChangesRequest>(&Stub::ListStatusChanges)},
      {"ListTalkingPoints", in_plan.operator()<v1::ListTalkingPointsRequest>(&Stub::ListTalkingPoints)},
      {"AddTalkingPoint",
       [](Suite& s) -> Prepared {
         v1::AddTalkingPointRequest request;
         request.set_parent(s.Scheduled(kCarla, {kAna}).name());
         request.mutable_talking_point()->set_text("Shifts in May");
         return {Calling(s, kAna, &Stub::AddTalkingPoint, request), {"talking_point.added"}};
       }},
      {"UpdateTalkingPoint",
       [=](Suite& s) -> Prepared {
         v1::UpdateTalkingPointRequest request;
         request.mutable_talking_point()->set_name(point(s).name());
         request.mutable_talking_point()->set_done(true);
         request.mutable_update_mask()->add_paths("done");
         return {Calling(s, kCarla, &Stub::UpdateTalkingPoint, request), {"talking_point.updated"}};
       }},
      {"RemoveTalkingPoint",
       [=](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::RemoveTalkingPoint,
                         Named<v1::RemoveTalkingPointRequest>(point(s).name())),
                 {"talking_point.removed"}};
       }},
      {"ReviseNote",
       [=](Suite& s) -> Prepared {
         auto request = Named<v1::ReviseNoteRequest>(note(s));
         request.set_text("noted better");
         return {Calling(s, kAna, &Stub::ReviseNote, request), {"coaching.note_revised"}};
       }},
      {"ListNoteRevisions",
       [=](Suite& s) -> Prepared {
         v1::ListNoteRevisionsRequest request;
         request.set_parent(note(s));
         return {Calling(s, kAna, &Stub::ListNoteRevisions, request), {}};
       }},
  };
}

TEST(Events, OfEveryCallAreExactlyThoseOfWhatItChanged) {
  CallsByRpc calls = Calls();
  calls.merge(CallsAroundASession());
  ExpectCallsTellWhatTheyChange(
      calls, *v1::CreateCoachingSessionRequest::descriptor()->file()->FindServiceByName("CoachingService"));
}

TEST(Events, AreToldOnceForACallThatIsSentTwiceAndNotForOneThatIsRefused) {
  Suite suite;
  auto request = ScheduleRequest({kAna}, suite.clock.Now());
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  for (int replica : {0, 1})
    ASSERT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, request, replica), IsOk());
  request.set_request_id("");
  request.set_validate_only(true);
  request.set_allow_overlap(true);
  ASSERT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, request), IsOk());
  EXPECT_FALSE(
      suite.As(kStranger, &Stub::CreateCoachingSession, ScheduleRequest({kAna}, suite.clock.Now())).ok());
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.scheduled"));
}

TEST(Events, HoldNoTextThatPeopleWrote) {
  Suite suite;
  ASSERT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession,
                       WithNoteAndItems(LogRequest({kAna, kBen}, suite.clock.Now()))),
              IsOk());
  for (const sql::Row& row : suite.database.Query("SELECT data FROM event_pending")) {
    for (const char* text : {"noted", "Opening of calls", "Listen"}) {
      EXPECT_EQ(row.Text(0).find(text), std::string_view::npos) << text;
    }
  }
}

TEST_F(Audiences, OfASessionAreThoseWhoGetIt) {
  const std::string session = suite.Held(kCoach, {kAna}).name();
  ASSERT_THAT(suite.As(kAna, &Stub::AcknowledgeCoachingSession,
                       Named<v1::AcknowledgeCoachingSessionRequest>(session)),
              IsOk());
  ExpectHeardByReaders(session, [&](const std::string& person) {
    return suite.As(person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(session)).ok();
  });
}

TEST_F(Audiences, OfAnActionItemAreThoseWhoGetIt) {
  auto request = LogRequest({kAna, kBen, kStranger}, suite.clock.Now());
  request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  const auto session = suite.As(kPeer, &Stub::CreateCoachingSession, request);
  ASSERT_THAT(session, IsOk());
  for (const std::string& item :
       {suite.Item(kBen, kAna, session->name()).name(), suite.Item(kSkip, kAna).name()}) {
    ASSERT_THAT(suite.As(kAna, &Stub::CompleteActionItem, Named<v1::CompleteActionItemRequest>(item)),
                IsOk());
    ExpectHeardByReaders(item, [&](const std::string& person) {
      return suite.As(person, &Stub::GetActionItem, Named<v1::GetActionItemRequest>(item)).ok();
    });
  }
}

TEST_F(Audiences, OfATalkingPointAreThoseWhoFindItInTheList) {
  v1::AddTalkingPointRequest request;
  request.set_parent(suite.Scheduled(kCoach, {kAna}).name());
  request.mutable_talking_point()->set_text("Shifts in May");
  const auto point = suite.As(kAna, &Stub::AddTalkingPoint, request);
  ASSERT_THAT(point, IsOk());
  ExpectHeardByReaders(point->name(), [&](const std::string& person) {
    v1::ListTalkingPointsRequest list;
    list.set_parent(request.parent());
    return suite.As(person, &Stub::ListTalkingPoints, list).ok();
  });
}

TEST_F(Audiences, OfANoteAreThoseWhoFindItInTheList) {
  const std::string session = suite.Held(kCoach, {kAna}).name();
  for (const auto& [author, visibility] :
       std::vector<std::pair<std::string, v1::NoteVisibility>>{{kAna, v1::NOTE_VISIBILITY_SHARED},
                                                               {kAna, v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE},
                                                               {kCoach, v1::NOTE_VISIBILITY_COACH_PRIVATE}}) {
    const auto note = suite.As(author, &Stub::AddNote, NoteRequest(session, "noted", visibility));
    ASSERT_THAT(note, IsOk());
    ExpectHeardByReaders(note->name(), [&](const std::string& person) {
      v1::ListNotesRequest request;
      request.set_parent(session);
      const auto page = suite.As(person, &Stub::ListNotes, request);
      if (!page.ok()) return false;
      return std::any_of(page->notes().begin(), page->notes().end(),
                         [&](const v1::Note& one) { return one.name() == note->name(); });
    });
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
