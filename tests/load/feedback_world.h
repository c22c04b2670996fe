// A suite of real processes on a private database, with the people that feedback's lists are asked by, and as
// many pieces in its table as wanted. Used by the main thread; calls may be made from many threads.
#pragma once

#include <map>
#include <stdexcept>
#include <string>

#include "common/rpc/channel.h"
#include "common/testing/database_server.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"
#include "tests/faults/suite.h"

namespace laurel::load {

namespace v1 = feedback::v1;

// Who asks. The subject has a tenth of all pieces; a twentieth is written by the author, their manager.
inline constexpr char kSubject[] = "agent0@orbit.example";
inline constexpr char kAuthor[] = "manager0@orbit.example";
inline constexpr char kPeer[] = "peer@orbit.example";        // in the subject's team
inline constexpr char kStranger[] = "agent1@orbit.example";  // no relation
inline constexpr char kHr[] = "hr@orbit.example";            // HR_ADMIN
inline constexpr char kAuditor[] = "auditor@orbit.example";  // AUDITOR

class FeedbackWorld {
 public:
  FeedbackWorld();
  ~FeedbackWorld();

  // So many pieces, by SQL; once. std::runtime_error when that fails.
  void Insert(int pieces);

  std::string NameOf(const std::string& email) const { return names_.at(email); }
  const std::string& session() const { return session_; }  // one of author and subject
  int service_pid() const { return suite_.feedback().pid(); }
  int database_pid() const { return testing::DatabaseServer::Shared().pid(); }
  const std::string& address() const { return suite_.feedback_address(); }

  // One call by this person; std::runtime_error when it is refused.
  template <typename Stub, typename Request, typename Response>
  Response Call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                const std::string& email, const Request& request) const {
    Response response;
    const grpc::Status status = Try(stub, method, email, request, response);
    if (!status.ok()) throw std::runtime_error(Request::descriptor()->name() + ": " + status.error_message());
    return response;
  }
  template <typename Stub, typename Request, typename Response>
  grpc::Status Try(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const std::string& email, const Request& request, Response& response) const {
    grpc::ClientContext context;
    rpc::Authorize(context, tokens_.at(email));
    return (stub.*method)(&context, request, &response);
  }

 private:
  void AddPeople();

  mutable faults::Suite suite_;
  std::map<std::string, std::string> names_;   // "people/…" by address
  std::map<std::string, std::string> tokens_;  // by address
  std::string team_;                           // id
  std::string session_;
};

}  // namespace laurel::load
