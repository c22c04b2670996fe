// Recognition on real servers and a private database, with an organisation of people in every relation to
// Sam, who gives, and to Ana, who receives, and a clock that stands still. For tests. Calls may be made from
// many threads.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/org/testing/records.h"
#include "common/testing/service_suite.h"
#include "laurel/recognition/v1/recognition_service.grpc.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::testing {

// Ids of people. The organisation is that of Organization() below.
extern const std::string kSam;       // gives; no relation to Ana
extern const std::string kMona;      // Sam's line manager: decides about what Sam gives
extern const std::string kAna;       // receives
extern const std::string kBen;       // another report of Carla
extern const std::string kCarla;     // Ana's line manager
extern const std::string kSkip;      // Carla's manager
extern const std::string kTop;       // and hers
extern const std::string kPeer;      // member of Ana's team
extern const std::string kLead;      // leads Ana's team
extern const std::string kRewarder;  // RECOGNITION_ADMIN
extern const std::string kHr;        // HR_ADMIN
extern const std::string kAuditor;   // AUDITOR
extern const std::string kStranger;  // no relation to anybody here
extern const std::string kGone;      // has left; was Carla's report, and a member of Ana's team
extern const std::string kNobody;    // in no organisation

// Ids of teams of kind TEAM.
extern const std::string kTeam;    // Ana, Peer and Lead
extern const std::string kPair;    // Sam and Ben: without Sam too few to be thanked as a team
extern const std::string kNoTeam;  // nobody

std::string Person(std::string_view id);  // "people/{id}"
std::string Team(std::string_view id);    // "teams/{id}"
org::testing::Records Organization();

class Suite : public laurel::testing::ServiceSuite {
 public:
  Suite();
  ~Suite();

  using Stub = v1::RecognitionService::Stub;
  template <typename Request, typename Response>
  using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

  // A call by a person (id), over the wire, through replica 0 or 1.
  template <typename Request, typename Response>
  absl::StatusOr<Response> As(std::string_view person, Method<Request, Response> method,
                              const Request& request, int replica = 0) {
    return laurel::testing::Answer(*stubs_.at(static_cast<std::size_t>(replica)), person, method, request);
  }

  // What stories begin with; they fail the test when they are refused. Ids of people.
  v1::Recognition Given(std::string_view sender, const std::vector<std::string>& recipients,
                        std::int64_t points_each = 0,
                        v1::RecognitionVisibility visibility = v1::RECOGNITION_VISIBILITY_UNSPECIFIED);
  // Waits for approval; the programme is afterwards what it was.
  v1::Recognition Pending(std::string_view sender, const std::vector<std::string>& recipients,
                          std::int64_t points_each = 2,
                          v1::RecognitionVisibility visibility = v1::RECOGNITION_VISIBILITY_UNSPECIFIED);
  v1::CompanyValue Value(std::string_view hashtag, bool active = true);
  v1::Balance Balance(std::string_view person);
  // Changes the programme by its own call; what differs is what is asked for.
  void SetProgram(const std::function<void(v1::Program&)>& change);
  void Boost(std::string_view person, std::int64_t points);
  void Adjust(std::string_view person, std::int64_t points);

  // The organisation from now on.
  void Reorganize(const std::function<void(org::testing::Records&)>& change);
  void MakeAdmin(std::string_view person);  // RECOGNITION_ADMIN
  void Leave(std::string_view person);      // today

  // Fails the test unless the ledger proves exact: by its own call, and counted here from the rows.
  v1::VerifyLedgerResponse Verify();
  // Points on an account, by its entries.
  std::int64_t Entries(std::string_view account) const;

  Env& env() { return *env_; }

  BusinessMetrics metrics{registry};

 private:
  org::testing::Records records_;
  std::int64_t version_ = 1;
  std::unique_ptr<Env> env_;
  std::vector<std::unique_ptr<Stub>> stubs_;
};

v1::GiveRecognitionRequest GiveRequest(
    const std::vector<std::string>& recipients, std::int64_t points_each = 0,
    v1::RecognitionVisibility visibility = v1::RECOGNITION_VISIBILITY_UNSPECIFIED);
template <typename Request>
Request Named(std::string_view name) {
  Request request;
  request.set_name(std::string(name));
  return request;
}
// A request about what belongs to `parent`.
template <typename Request>
Request About(std::string_view parent) {
  Request request;
  request.set_parent(std::string(parent));
  return request;
}
v1::RejectRecognitionRequest RejectRequest(std::string_view name);
v1::HideRecognitionRequest HideRequest(std::string_view name);
v1::AddReactionRequest ReactionRequest(std::string_view recognition, std::string_view emoji = "🎉");
v1::AddCommentRequest CommentRequest(std::string_view recognition, std::string_view text = "Well deserved");
v1::GetBalanceRequest BalanceRequest(std::string_view person);
v1::BoostAllowanceRequest BoostRequest(std::string_view person, std::int64_t points);
v1::AdjustBalanceRequest AdjustRequest(std::string_view person, std::int64_t points);
v1::CreateValueRequest ValueRequest(std::string_view hashtag, bool active = true);

}  // namespace laurel::recognition::testing
