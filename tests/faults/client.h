// A manager's client. Makes changes, all different, and keeps a journal of them. Used by one thread at a
// time, except where it says otherwise.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "tests/faults/journal.h"
#include "tests/faults/retry.h"
#include "tests/faults/suite.h"
#include "tests/faults/tally.h"

namespace laurel::faults {

namespace v1 = feedback::v1;

struct Change {
  std::string key;                // marks the rows that it leaves
  std::vector<std::string> rows;  // see Attempt
  std::variant<v1::CreateCoachingSessionRequest, v1::AddNoteRequest, v1::CreateActionItemRequest> request;
};

class Client {
 public:
  // The manager of this pair.
  Client(const Suite& suite, int pair);

  // In turn: a session logged with a note and two action items, a note and an item of the last session that
  // was acknowledged, an item of none.
  Change Next();
  void WillAttempt(const Change& change) { journal_.WillAttempt(change.key, change.rows); }
  void Acknowledged(const Change& change, const Acknowledgement& answer);

  // One call. Thread-safe, like the next.
  absl::StatusOr<Acknowledgement> Send(const Change& change, const std::string& request_id,
                                       absl::Duration patience) const;
  // As faults::SendAgain.
  absl::StatusOr<Acknowledgement> SendAgain(const Change& change, const std::string& request_id, int failures,
                                            Tally& tally) const;
  // Journal, SendAgain, journal.
  void Make(const Change& change, int failures, Tally& tally);

  std::vector<Attempt> Attempts() const { return ReadJournal(journal_path_); }

 private:
  Change Session(const std::string& key);
  Change Note(const std::string& key);
  Change Item(const std::string& key, bool in_session);

  const std::string name_;  // "m3"
  const std::string token_;
  const std::string agent_;
  const std::string journal_path_;
  Journal journal_;
  std::unique_ptr<v1::CoachingService::Stub> stub_;
  int made_ = 0;
  std::string last_session_;
};

}  // namespace laurel::faults
