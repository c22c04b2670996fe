#include "common/org/replica.h"

#include <utility>

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

// Every version costs a copy of the organisation, every queued record some memory.
constexpr int kMostRecords = 50'000;

int CountOf(const v1::OrganizationRecords& records) {
  return records.people_size() + records.statuses_size() + records.lines_size() + records.teams_size() +
         records.placements_size() + records.memberships_size() + records.roles_size() +
         records.service_accounts_size();
}

}  // namespace

void Replica::BeginStream() {
  Apply();
  // Without a position the stream is a snapshot, even when its first message already closes it: an empty
  // organisation.
  snapshot_ = resume_token_.empty() ? std::make_shared<const Organization>() : nullptr;
  complete_ = false;
}

absl::Status Replica::Add(const v1::WatchOrganizationResponse& message) {
  if (message.has_change() && snapshot_ == nullptr) {
    if (message.version() > version_ + 1) return StartAnew();
    if (message.version() <= version_) return absl::OkStatus();
  }
  if (message.has_snapshot()) {
    if (snapshot_ == nullptr) {
      Apply();
      snapshot_ = std::make_shared<const Organization>();
    }
    Queue(message.snapshot());
  } else if (message.has_change()) {
    Queue(message.change());
  } else if (message.has_bookmark() && snapshot_ != nullptr) {
    complete_ = true;
  }
  heard_ = true;
  if (message.version() != 0) version_ = message.version();
  if (!message.resume_token().empty()) token_ = message.resume_token();
  if (complete_ || queued_ >= kMostRecords) Apply();
  return absl::OkStatus();
}

absl::Status Replica::StartAnew() {
  Apply();
  resume_token_.clear();
  token_.clear();
  return absl::DataLossError("a change of the organisation is missing");
}

void Replica::Queue(const v1::OrganizationRecords& records) {
  records_.MergeFrom(records);
  queued_ += CountOf(records);
}

void Replica::Apply() {
  if (!heard_) return;
  std::shared_ptr<const Organization>& target = snapshot_ != nullptr ? snapshot_ : current_;
  const bool changes = queued_ > 0 || version_ != target->version();
  if (changes) target = target->With(records_, version_);
  records_.Clear();
  queued_ = 0;
  heard_ = false;
  if (snapshot_ != nullptr && !complete_) return;
  if (snapshot_ != nullptr) current_ = std::exchange(snapshot_, nullptr);
  if (changes || complete_) {
    holder_.Set(current_, clock_.Now());
  } else {
    holder_.Touch(clock_.Now());
  }
  complete_ = false;
  resume_token_ = token_;
}

}  // namespace laurel::org
