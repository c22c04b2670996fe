// Coaching and feedback on a real server and a private database, with an organisation of people in every
// relation to Ana, and a clock that stands still. For tests. Calls may be made from many threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/org/testing/records.h"
#include "common/testing/service_suite.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"
#include "services/feedback/coaching_service.h"
#include "services/feedback/env.h"
#include "services/feedback/feedback_service.h"

namespace laurel::feedback::testing {

// Ids of people. The organisation is that of Organization() below.
extern const std::string kAna;       // coached
extern const std::string kBen;       // another report of Carla
extern const std::string kCarla;     // Ana's line manager
extern const std::string kSkip;      // Carla's manager
extern const std::string kTop;       // and hers
extern const std::string kCoach;     // holds a COACH line to Ana
extern const std::string kLead;      // leads Ana's team
extern const std::string kPeer;      // member of Ana's team
extern const std::string kFormer;    // Ana's line manager until the end of 2025
extern const std::string kHr;        // HR_ADMIN
extern const std::string kAuditor;   // AUDITOR
extern const std::string kStranger;  // no relation to anybody here
extern const std::string kGone;      // has left; was Carla's report
extern const std::string kNobody;    // in no organisation

std::string Person(std::string_view id);  // "people/{id}"
org::testing::Records Organization();

class Suite : public laurel::testing::ServiceSuite {
 public:
  Suite();
  ~Suite();

  using Stub = v1::CoachingService::Stub;
  using FeedbackStub = v1::FeedbackService::Stub;
  template <typename Request, typename Response, typename Service = Stub>
  using Method = grpc::Status (Service::*)(grpc::ClientContext*, const Request&, Response*);

  // A call by a person (id), over the wire. `replica`: 0 or 1, two servers on one database.
  template <typename Request, typename Response>
  absl::StatusOr<Response> As(std::string_view person, Method<Request, Response> method,
                              const Request& request, int replica = 0) {
    return laurel::testing::Answer(*stubs_.at(static_cast<std::size_t>(replica)), person, method, request);
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> As(std::string_view person, Method<Request, Response, FeedbackStub> method,
                              const Request& request, int replica = 0) {
    return laurel::testing::Answer(*feedback_stubs_.at(static_cast<std::size_t>(replica)), person, method,
                                   request);
  }

  // What stories begin with; they fail the test when they are refused.
  v1::CoachingSession Held(std::string_view coach, const std::vector<std::string>& attendees,
                           absl::Duration ago = absl::Hours(1));
  // Though they are busy then.
  v1::CoachingSession Scheduled(std::string_view coach, const std::vector<std::string>& attendees,
                                absl::Duration ahead = absl::Hours(24));
  v1::ActionItem Item(std::string_view creator, std::string_view owner, std::string_view session = "");
  v1::Feedback Given(std::string_view author, std::string_view subject,
                     v1::FeedbackVisibility visibility = v1::FEEDBACK_VISIBILITY_UNSPECIFIED);
  v1::Feedback Drafted(std::string_view author, std::string_view subject,
                       v1::FeedbackVisibility visibility = v1::FEEDBACK_VISIBILITY_UNSPECIFIED);

  const Env& env() const { return *env_; }

  BusinessMetrics metrics{registry};

 private:
  std::unique_ptr<Env> env_;
  std::vector<std::unique_ptr<Stub>> stubs_;
  std::vector<std::unique_ptr<FeedbackStub>> feedback_stubs_;
};

// A request to log, or to schedule, a session by the caller.
v1::CreateCoachingSessionRequest LogRequest(const std::vector<std::string>& attendees, absl::Time held_time);
v1::CreateCoachingSessionRequest ScheduleRequest(const std::vector<std::string>& attendees,
                                                 absl::Time scheduled_time);
template <typename Request>
Request Named(std::string_view name) {
  Request request;
  request.set_name(std::string(name));
  return request;
}
v1::AddNoteRequest NoteRequest(std::string_view session, std::string_view text,
                               v1::NoteVisibility visibility = v1::NOTE_VISIBILITY_UNSPECIFIED);
v1::CreateActionItemRequest ItemRequest(std::string_view owner, std::string_view session = "");
// MIXED, sent at once.
v1::CreateFeedbackRequest FeedbackRequest(
    std::string_view subject, v1::FeedbackVisibility visibility = v1::FEEDBACK_VISIBILITY_UNSPECIFIED);

}  // namespace laurel::feedback::testing
