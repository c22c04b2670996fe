#include "common/org/mirror.h"

#include <utility>

#include "common/org/replica.h"
#include "common/rpc/stream_client.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::org {

namespace v1 = directory::v1;

class Mirror::Feed final : rpc::StreamReader<v1::WatchOrganizationRequest, v1::WatchOrganizationResponse> {
 public:
  Feed(const std::shared_ptr<grpc::ChannelInterface>& directory, const MirrorOptions& options, Holder& holder,
       const Clock& clock)
      : stub_(v1::DirectoryService::NewStub(directory)),
        replica_(holder, clock),
        client_(
            {.name = "organization",
             .token_file = options.token_file,
             .first_backoff = options.first_backoff,
             .last_backoff = options.last_backoff,
             .silence = options.silence},
            [this](auto... arguments) { return stub_->AsyncWatchOrganization(arguments..., nullptr); },
            *this) {}

 private:
  absl::StatusOr<v1::WatchOrganizationRequest> Begin() override {
    replica_.BeginStream();
    v1::WatchOrganizationRequest request;
    request.set_resume_token(replica_.resume_token());
    return request;
  }
  absl::Status Take(const v1::WatchOrganizationResponse& message) override { return replica_.Add(message); }
  // What has queued up is applied together, as soon as nothing more is there.
  void Idle() override { replica_.Apply(); }
  void End(const absl::Status& /*why*/) override { replica_.Apply(); }

  const std::unique_ptr<v1::DirectoryService::Stub> stub_;
  Replica replica_;
  rpc::StreamClient<v1::WatchOrganizationRequest, v1::WatchOrganizationResponse> client_;  // last: its thread
};

Mirror::Mirror(std::shared_ptr<grpc::ChannelInterface> directory, MirrorOptions options, Holder& holder,
               const Clock& clock)
    : feed_(std::make_unique<Feed>(directory, options, holder, clock)) {}

Mirror::~Mirror() = default;

}  // namespace laurel::org
