// What the messages of WatchOrganization amount to: applies them to a Holder and knows where to resume.
// Internal to common/org. Used by one thread; the Holder may have many readers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/org/organization.h"
#include "common/time/clock.h"
#include "laurel/directory/v1/directory_service.pb.h"

namespace laurel::org {

class Replica {
 public:
  Replica(Holder& holder, const Clock& clock) : holder_(holder), clock_(clock) {}

  // The position up to which everything is applied; empty: none, a snapshot will come.
  const std::string& resume_token() const { return resume_token_; }

  // A stream begins, asked for with resume_token(). Of a snapshot that was not finished nothing is kept.
  void BeginStream();
  // The next message. It takes effect with Apply, or before when much has queued up. A change that is here
  // already is passed over. DATA_LOSS: one is missing before this (versions have no gap): this stream is of
  // no more use, and the next one begins with a snapshot.
  absl::Status Add(const directory::v1::WatchOrganizationResponse& message);
  // Applies what has been added as one version. Readers see a snapshot when it is complete, and until then
  // what they had.
  void Apply();

 private:
  absl::Status StartAnew();
  void Queue(const directory::v1::OrganizationRecords& records);

  Holder& holder_;
  const Clock& clock_;
  std::shared_ptr<const Organization> current_ = std::make_shared<const Organization>();
  std::shared_ptr<const Organization> snapshot_;  // while one is being received
  bool complete_ = false;                         // its closing bookmark has come
  std::string resume_token_;

  // Added and not applied.
  directory::v1::OrganizationRecords records_;
  int queued_ = 0;  // messages in `records_`
  bool heard_ = false;
  std::int64_t version_ = 0;
  std::string token_;
};

}  // namespace laurel::org
