// What coaching tells: every state has its event, every call tells exactly what it changed, and an event is
// heard by those who may read what it is about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "common/events/audience.h"
#include "common/testing/status_matchers.h"
#include "laurel/common/v1/event_types.pb.h"
#include "laurel/directory/v1/events.pb.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permissions.h"

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
  const events::Catalog feedback("feedback", {v1::ActionItemEvent::descriptor(),
                                              v1::CoachingEvent::descriptor(), v1::NoteEvent::descriptor()});
  ExpectAnEventForEveryState(*v1::CoachingSessionState_descriptor(), feedback);
  ExpectAnEventForEveryState(*v1::ActionItemState_descriptor(), feedback);
  const events::Catalog directory("directory", {directory::v1::PersonEvent::descriptor()});
  ExpectAnEventForEveryState(*directory::v1::PersonState_descriptor(), directory);
}

// A call that has been prepared, and what it is to tell.
struct Prepared {
  std::function<absl::Status()> call;
  std::vector<std::string> tells;
};

template <typename Request, typename Response>
std::function<absl::Status()> Calling(Suite& suite, const std::string& person,
                                      Suite::Method<Request, Response> method, const Request& request) {
  return [&suite, person, method, request] { return suite.As(person, method, request).status(); };
}

v1::CreateCoachingSessionRequest WithNoteAndItems(v1::CreateCoachingSessionRequest request) {
  request.set_shared_note("noted");
  *request.add_action_items() = ItemRequest(kAna).action_item();
  *request.add_action_items() = ItemRequest(kCarla).action_item();
  return request;
}

// By the RPC's name; each at least once.
std::multimap<std::string, std::function<Prepared(Suite&)>> Calls() {
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

TEST(Events, OfEveryCallAreExactlyThoseOfWhatItChanged) {
  Suite suite;
  std::set<std::string> told;
  for (const auto& [rpc, prepare] : Calls()) {
    const Prepared prepared = prepare(suite);
    suite.database.Execute("DELETE FROM event_pending");
    ASSERT_THAT(prepared.call(), IsOk()) << rpc;
    EXPECT_EQ(suite.Told(), prepared.tells) << rpc;
    if (!prepared.tells.empty()) told.insert(rpc);
  }
  // Every RPC is above; and whatever takes a request_id changes something, so it tells something.
  const auto& service =
      *v1::CreateCoachingSessionRequest::descriptor()->file()->FindServiceByName("CoachingService");
  const auto calls = Calls();
  for (int i = 0; i < service.method_count(); ++i) {
    const std::string& rpc = service.method(i)->name();
    EXPECT_TRUE(calls.contains(rpc)) << rpc << " is not tried here";
    const bool writes = service.method(i)->input_type()->FindFieldByName("request_id") != nullptr;
    EXPECT_EQ(told.contains(rpc), writes) << rpc;
  }
}

TEST(Events, AreToldOnceForACallThatIsSentTwiceAndNotForOneThatIsRefused) {
  Suite suite;
  auto request = ScheduleRequest({kAna}, suite.clock.Now());
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  for (int replica : {0, 1})
    ASSERT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, request, replica), IsOk());
  request.set_request_id("");
  request.set_validate_only(true);
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

class Audiences : public Permissions {
 protected:
  const std::vector<std::string> everybody = {kAna,  kBen,    kCarla, kSkip,    kTop,      kCoach, kLead,
                                              kPeer, kFormer, kHr,    kAuditor, kStranger, kGone};

  bool Hears(const std::string& person, const std::string& audience) {
    auth::Principal caller{.id = person, .name = Person(person), .is = {}};
    caller.is.Add(common::v1::CALLER_PERSON);
    const auto organization = suite.organization.Current();
    return events::MayHear(audience, caller, *organization, /*fresh=*/true, suite.clock.Now()) ==
           events::Hears::kYes;
  }
  // Of the events about this resource.
  std::set<std::string> AudiencesOf(const std::string& subject) {
    std::set<std::string> all;
    for (const sql::Row& row :
         suite.database.Query("SELECT audience FROM event_pending WHERE subject = ?", {subject})) {
      all.emplace(row.Text(0));
    }
    EXPECT_FALSE(all.empty()) << subject;
    return all;
  }
  void ExpectHeardByReaders(const std::string& subject,
                            const std::function<bool(const std::string& person)>& reads) {
    for (const std::string& audience : AudiencesOf(subject)) {
      for (const std::string& person : everybody) {
        EXPECT_EQ(Hears(person, audience), reads(person)) << subject << " " << person << " " << audience;
      }
    }
  }
};

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
