// A suite of real processes on a private database, with the people that feedback's lists are asked by, and as
// many pieces in its table as wanted. Used by the main thread; calls may be made from many threads.
#pragma once

#include <string>

#include "common/testing/database_server.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"
#include "tests/faults/suite.h"
#include "tests/load/world.h"

namespace laurel::load {

namespace v1 = feedback::v1;

// Who asks. The subject has a tenth of all pieces; a twentieth is written by the author, their manager.
inline constexpr char kSubject[] = "agent0@orbit.example";
inline constexpr char kAuthor[] = "manager0@orbit.example";
inline constexpr char kPeer[] = "peer@orbit.example";        // in the subject's team
inline constexpr char kStranger[] = "agent1@orbit.example";  // no relation
inline constexpr char kHr[] = "hr@orbit.example";            // HR_ADMIN
inline constexpr char kAuditor[] = "auditor@orbit.example";  // AUDITOR

class FeedbackWorld final : public World {
 public:
  FeedbackWorld();
  ~FeedbackWorld();

  // So many pieces, by SQL; once. std::runtime_error when that fails.
  void Insert(int pieces);

  const std::string& session() const { return session_; }  // one of author and subject
  int service_pid() const { return suite_.feedback().pid(); }
  int database_pid() const { return testing::DatabaseServer::Shared().pid(); }
  const std::string& address() const { return suite_.feedback_address(); }

 private:
  void AddPeople();

  mutable faults::Suite suite_;
  std::string team_;  // id
  std::string session_;
};

}  // namespace laurel::load
