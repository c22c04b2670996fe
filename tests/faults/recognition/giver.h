// Somebody who gives recognition, all different, and keeps a journal of it. Used by one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "laurel/recognition/v1/recognition_service.grpc.pb.h"
#include "tests/faults/journal.h"
#include "tests/faults/recognition/recognition_suite.h"
#include "tests/faults/retry.h"

namespace laurel::faults {

struct Gift {
  std::string key;                // marks the rows that it leaves
  std::vector<std::string> rows;  // see Attempt
  std::variant<recognition::v1::GiveRecognitionRequest, recognition::v1::RevokeRecognitionRequest> request;
};

class Giver {
 public:
  static constexpr std::int64_t kPoints = 2;  // to each recipient

  // `name`: unique among all clients. The manager of this pair gives to the agents of it and of the next.
  Giver(const RecognitionSuite& suite, std::string name, int pair);

  // In turn: points to one, points to two, thanks without points, and the last gift of points taken back.
  Gift Next();
  Gift ToOne();
  // Calls until it is acknowledged, refused for a reason that is `foreseen`, or given up after `failures`.
  // True: acknowledged. What was refused is no attempt: nothing of it may be there.
  bool Make(const Gift& gift, int failures, Tally& tally, const std::set<std::string>& foreseen = {});

  std::vector<Attempt> Attempts() const;

 private:
  struct Taken {
    std::string name, key;
    int recipients;
  };
  Gift ToSome(int recipients, bool points);
  Gift TakeBack();
  absl::StatusOr<Acknowledgement> Send(const Gift& gift, const std::string& request_id,
                                       absl::Duration patience) const;

  const std::string name_;
  const std::string token_;
  const std::vector<std::string> recipients_;
  const std::string journal_path_;
  Journal journal_;
  std::unique_ptr<recognition::v1::RecognitionService::Stub> stub_;
  int made_ = 0;
  std::optional<Taken> last_;  // the newest gift of points that may be taken back
  std::set<std::string> refused_;
};

}  // namespace laurel::faults
