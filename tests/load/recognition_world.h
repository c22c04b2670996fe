// laurel-directory and laurel-recognition as they are shipped, on a database of their own, with the people
// that recognitions are asked by, and as many of them in the tables as wanted. Used by the main thread; calls
// may be made from many threads.
#pragma once

#include <memory>
#include <string>

#include "common/testing/database_server.h"
#include "common/testing/test_database.h"
#include "common/testing/token_issuer.h"
#include "laurel/recognition/v1/recognition_service.grpc.pb.h"
#include "tests/faults/service.h"
#include "tests/load/world.h"

namespace laurel::load {

namespace v1 = recognition::v1;

// Who asks. The receiver is among the recipients of a tenth of all; a twentieth is by the sender.
inline constexpr char kReceiver[] = "receiver@orbit.example";
inline constexpr char kManager[] = "manager@orbit.example";  // the receiver's
inline constexpr char kPeer[] = "peer@orbit.example";        // in the receiver's team
inline constexpr char kSender[] = "sender@orbit.example";
inline constexpr char kStranger[] = "stranger@orbit.example";  // no relation
inline constexpr char kRewarder[] = "rewarder@orbit.example";  // RECOGNITION_ADMIN
inline constexpr char kAuditor[] = "auditor@orbit.example";    // AUDITOR

// Who gives when giving is measured: what they may give is more than they can.
inline constexpr int kGivers = 64;
std::string GiverEmail(int n);

class RecognitionWorld final : public World {
 public:
  RecognitionWorld();
  ~RecognitionWorld();
  RecognitionWorld(const RecognitionWorld&) = delete;
  RecognitionWorld& operator=(const RecognitionWorld&) = delete;

  // So many, by SQL, with the ledger that they make; once. std::runtime_error when that fails.
  void Insert(int recognitions);

  std::string team() const { return "teams/" + team_; }  // the receiver's
  const std::string& value() const { return value_; }    // of every fifth
  int service_pid() const { return recognition_->pid(); }
  int database_pid() const { return testing::DatabaseServer::Shared().pid(); }
  const std::string& address() const { return recognition_->address(); }

 private:
  void Start();
  void OpenProgram();
  void AddPeople();

  const std::string folder_;
  testing::TokenIssuer issuer_;
  testing::TestDatabase directory_database_;
  testing::TestDatabase recognition_database_;
  std::unique_ptr<faults::Service> directory_;
  std::unique_ptr<faults::Service> recognition_;
  std::string team_;   // id
  std::string value_;  // name
};

}  // namespace laurel::load
