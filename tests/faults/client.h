// A manager's client. Makes changes, all different, and keeps a journal of them. Used by one thread at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "tests/faults/journal.h"
#include "tests/faults/suite.h"

namespace laurel::faults {

namespace v1 = feedback::v1;

struct Change {
  std::string key;                // marks the rows that it leaves
  std::vector<std::string> rows;  // see Attempt
  std::variant<v1::CreateCoachingSessionRequest, v1::AddNoteRequest, v1::CreateActionItemRequest> request;
};

struct Acknowledgement {
  std::string name;
  absl::Time create_time;
};

// What all clients of a test have been through. Thread-safe.
struct Tally {
  std::atomic<std::int64_t> calls = 0;
  std::atomic<std::int64_t> failures = 0;
  std::atomic<std::int64_t> acknowledged = 0;
  std::atomic<std::int64_t> replayed = 0;   // acknowledged again: an earlier call had been the one that acted
  std::atomic<std::int64_t> redone = 0;     // acknowledged after failed calls, none of which had acted
  std::atomic<std::int64_t> abandoned = 0;  // given up unacknowledged

  absl::Mutex mutex;
  std::map<std::string, int> reasons ABSL_GUARDED_BY(mutex);       // of failures: code and reason
  std::vector<std::string> refusals ABSL_GUARDED_BY(mutex);        // what no client should have been told
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

  // One call.
  absl::StatusOr<Acknowledgement> Send(const Change& change, const std::string& request_id,
                                       absl::Duration patience);
  // Journal, calls with one request_id until one is acknowledged or refused, journal. With `gives_up` the
  // first failed call is the last.
  void Make(const Change& change, bool gives_up, Tally& tally);

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

std::string NewRequestId();

}  // namespace laurel::faults
