#include "clients/cli/import/upload.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "clients/cli/connection/failure.h"
#include "common/status/error.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Stream = grpc::ClientReaderWriter<v1::ImportPeopleRequest, v1::ImportPeopleResponse>;

class Transfer {
 public:
  Transfer(const v1::ImportPeopleOptions& options, const std::vector<v1::ImportPeopleRow>& rows,
           const ImportProgress& progress)
      : options_(options), rows_(rows), progress_(progress) {}

  grpc::Status Run(Client<v1::DirectoryService>& directory, grpc::ClientContext& context) {
    sent_ = 0;
    answered_ = 0;
    const std::unique_ptr<Stream> stream = directory.stub().ImportPeople(&context);
    std::thread writer([&] { Send(*stream); });
    v1::ImportPeopleResponse response;
    while (stream->Read(&response)) Take(std::move(response));
    writer.join();
    return stream->Finish();
  }

  std::size_t answered() const { return answered_; }
  ImportAnswer& answer() { return answer_; }
  bool summarized() const { return summarized_; }

 private:
  // Ends early when the service has ended the stream: the reader then learns why.
  void Send(Stream& stream) {
    v1::ImportPeopleRequest request;
    *request.mutable_options() = options_;
    bool open = stream.Write(request);
    for (const v1::ImportPeopleRow& row : rows_) {
      if (!open) return;
      *request.mutable_row() = row;
      open = stream.Write(request, grpc::WriteOptions().set_buffer_hint());
      ++sent_;
      Report();
    }
    if (open) stream.WritesDone();
  }

  void Take(v1::ImportPeopleResponse response) {
    ++answered_;
    if (response.has_summary()) {
      answer_.summary = std::move(*response.mutable_summary());
      summarized_ = true;
    } else if (response.has_row()) {
      answer_.results.push_back(std::move(*response.mutable_row()));
    }
    Report();
  }

  void Report() {
    const std::lock_guard lock(mutex_);
    progress_(sent_, answered_);
  }

  const v1::ImportPeopleOptions& options_;
  const std::vector<v1::ImportPeopleRow>& rows_;
  const ImportProgress& progress_;
  std::mutex mutex_;  // progress_ is called by both threads
  std::atomic<std::size_t> sent_ = 0;
  std::atomic<std::size_t> answered_ = 0;
  ImportAnswer answer_;
  bool summarized_ = false;
};

Error Interrupted(std::string_view cause) {
  return Error(
      absl::StatusCode::kUnavailable, kInterruptedReason,
      fmt::format(
          "the import was broken off ({}): run it again; what has been applied stays and is not done twice",
          cause));
}

// Details that make the retry rules leave it alone: part of the answer is here already.
grpc::Status NotAgain(const grpc::Status& status) {
  return grpc::Status(grpc::StatusCode::CANCELLED, status.error_message());
}

}  // namespace

absl::StatusOr<ImportAnswer> Upload(Client<v1::DirectoryService>& directory,
                                    const v1::ImportPeopleOptions& options,
                                    const std::vector<v1::ImportPeopleRow>& rows, absl::Duration timeout,
                                    const ImportProgress& progress) {
  Transfer transfer(options, rows, progress);
  const absl::Status status = directory.endpoint().Call(timeout, [&](grpc::ClientContext& context) {
    const grpc::Status end = transfer.Run(directory, context);
    const bool broken = end.error_code() == grpc::StatusCode::UNAVAILABLE ||
                        end.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
    return broken && transfer.answered() > 0 ? NotAgain(end) : end;
  });
  if (status.code() == absl::StatusCode::kCancelled) return Interrupted(std::string(status.message()));
  if (status.code() == absl::StatusCode::kDeadlineExceeded)
    return Interrupted("it took longer than the timeout");
  if (!status.ok()) return status;
  if (!transfer.summarized()) return Interrupted("the service sent no summary");
  return std::move(transfer.answer());
}

}  // namespace laurel::cli
