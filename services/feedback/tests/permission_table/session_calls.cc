#include <gtest/gtest.h>

#include "common/time/convert.h"
#include "services/feedback/tests/permission_table/calls.h"

namespace laurel::feedback::testing {
namespace {

using Stub = v1::CoachingService::Stub;
using enum laurel::testing::Trial::Kind;

std::string HeldByManager(World& world) {
  return world.suite.Held(kCarla, {kAna}, absl::ZeroDuration()).name();
}

v1::ListCoachingSessionsRequest SessionsOf(std::string_view attendee, std::string_view coach) {
  v1::ListCoachingSessionsRequest request;
  request.set_page_size(200);
  if (!attendee.empty()) request.set_attendee(Person(attendee));
  if (!coach.empty()) request.set_coach(Person(coach));
  return request;
}

template <typename Request>
Request WithItem(Request request) {
  *request.add_action_items() = ItemRequest(kAna).action_item();
  return request;
}

v1::CreateCoachingSessionRequest Playing(World& world) {
  auto request = ScheduleRequest({kAna}, world.suite.clock.Now());
  request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  request.set_allow_overlap(true);
  return request;
}

void AddReading(std::vector<Try>& calls, const char* object, const std::function<std::string(World&)>& make) {
  calls.push_back(TryOf<World>(kAct, object, "see", make, &Stub::GetCoachingSession,
                               Named<v1::GetCoachingSessionRequest>));
  calls.push_back(
      TryOf<World>(kBatch, object, "", make, &Stub::BatchGetCoachingSessions, [](const std::string& target) {
        v1::BatchGetCoachingSessionsRequest request;
        request.add_names(target);
        return request;
      }));
  calls.push_back(
      TryOf<World>(kAct, object, "see", make, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>));
}

void AddLists(std::vector<Try>& calls) {
  const auto list = [&](const char* object, auto make, const char* row, std::string_view attendee,
                        std::string_view coach) {
    calls.push_back(TryOf<World>(kList, object, row, make, &Stub::ListCoachingSessions,
                                 [=](const std::string&) { return SessionsOf(attendee, coach); }));
  };
  const char* const of_manager = "Session of the line manager";
  list("Session", Held, "sessions with the subject", kAna, "");
  list("Session", Held, "sessions with the subject", kAna, kCoach);
  list("Session", Held, "sessions of the coach", "", kCoach);
  list(of_manager, HeldByManager, "sessions with the subject", kAna, "");
  list(of_manager, HeldByManager, "sessions of the line manager", "", kCarla);
  list("Session", Held, "one's own sessions", "", "");
  list(of_manager, HeldByManager, "one's own, of the line manager", "", "");
}

void AddWriting(std::vector<Try>& calls) {
  const auto add = [&](const char* needs, auto make, auto method, auto request) {
    calls.push_back(TryOf<World>(kAct, "Session", needs, make, method, request));
  };
  add("w", Planned, &Stub::UpdateCoachingSession, [](const std::string& target) {
    v1::UpdateCoachingSessionRequest request;
    request.mutable_coaching_session()->set_name(target);
    request.mutable_coaching_session()->set_focus_area("Closing of calls");
    return request;
  });
  add("w", Planned, &Stub::RescheduleCoachingSession, [](World& world, const std::string& target) {
    auto request = Named<v1::RescheduleCoachingSessionRequest>(target);
    *request.mutable_scheduled_time() = ToTimestamp(world.suite.clock.Now() + absl::Hours(48));
    request.set_allow_overlap(true);
    return request;
  });
  add("w", Planned, &Stub::StartCoachingSession, Named<v1::StartCoachingSessionRequest>);
  add("w", Planned, &Stub::CancelCoachingSession, Named<v1::CancelCoachingSessionRequest>);
  add("w", Planned, &Stub::MarkCoachingSessionNoShow, Named<v1::MarkCoachingSessionNoShowRequest>);
  add("w", Planned, &Stub::HoldCoachingSession,
      [](const std::string& target) { return WithItem(Named<v1::HoldCoachingSessionRequest>(target)); });
  add("void", Held, &Stub::VoidCoachingSession, [](const std::string& target) {
    auto request = Named<v1::VoidCoachingSessionRequest>(target);
    request.set_reason("logged twice");
    return request;
  });
  add("acknowledge", Held, &Stub::AcknowledgeCoachingSession, Named<v1::AcknowledgeCoachingSessionRequest>);
}

void AddStarting(std::vector<Try>& calls) {
  const auto create = [&](const char* row, auto request) {
    calls.push_back(TryOf<World>(kStart, row, "", Nothing, &Stub::CreateCoachingSession, request));
  };
  create("to coach the subject", [](World& world, const std::string&) {
    return WithItem(LogRequest({kAna}, world.suite.clock.Now()));
  });
  create("to play a role with the subject", [](World& world, const std::string&) { return Playing(world); });
  for (const auto& [row, coach] : {std::pair("to set the line manager as coach", kCarla),
                                   std::pair("to set the peer as coach", kPeer)}) {
    create(row, [name = Person(coach)](World& world, const std::string&) {
      auto request = LogRequest({kAna}, world.suite.clock.Now());
      request.mutable_coaching_session()->set_coach(name);
      return request;
    });
  }
  const auto coverage = [&](const char* row, const std::string& manager, bool coachees) {
    calls.push_back(
        TryOf<World>(kStart, row, "", Nothing, &Stub::GetCoachingCoverage, [=](const std::string&) {
          v1::GetCoachingCoverageRequest request;
          request.set_manager(Person(manager));
          request.set_coachees(coachees);
          return request;
        }));
  };
  coverage("to ask who of the line manager's people goes uncoached", kCarla, false);
  coverage("to ask who of the coach's people goes uncoached", kCoach, true);
}

}  // namespace

World::World() {
  suite.organization.Set(OrganizationWithWriter().Build(), suite.clock.Now());
  auto request = LogRequest({kAna, kWriter, kBen}, suite.clock.Now() - absl::Hours(1));
  request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  const auto held = suite.As(kCoach, &Stub::CreateCoachingSession, request);
  EXPECT_TRUE(held.ok()) << held.status();
  meeting = held.value_or(v1::CoachingSession()).name();
}

std::string Planned(World& world) { return world.suite.Scheduled(kCoach, {kAna}).name(); }
std::string Held(World& world) { return world.suite.Held(kCoach, {kAna}, absl::ZeroDuration()).name(); }
std::string Nothing(World&) { return ""; }

std::vector<Try> CallsAboutSessions() {
  std::vector<Try> calls;
  AddReading(calls, "Session", Planned);
  AddReading(calls, "Session", Held);
  AddReading(calls, "Session of the line manager", HeldByManager);
  AddLists(calls);
  AddWriting(calls);
  AddStarting(calls);
  return calls;
}

}  // namespace laurel::feedback::testing
