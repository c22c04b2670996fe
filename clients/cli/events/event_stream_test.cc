#include "clients/cli/events/event_stream.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "common/testing/status_matchers.h"
#include "laurel/events/v1/event_service.grpc.pb.h"

namespace laurel::cli {
namespace {

using events::v1::WatchEventsRequest;
using events::v1::WatchEventsResponse;
using ::testing::ElementsAre;
using testing::StatusIs;

// Ten events; each stream ends after two of them.
class BreakingService final : public events::v1::EventService::Service {
 public:
  grpc::Status WatchEvents(grpc::ServerContext*, const WatchEventsRequest* request,
                           grpc::ServerWriter<WatchEventsResponse>* writer) override {
    int position = request->resume_token().empty() ? 0 : std::stoi(request->resume_token());
    if (position == 10) return {grpc::StatusCode::OUT_OF_RANGE, "too old"};
    for (int i = 0; i < 2; ++i) {
      WatchEventsResponse response;
      response.mutable_event()->set_id(std::to_string(++position));
      response.set_resume_token(std::to_string(position));
      writer->Write(response);
    }
    return {grpc::StatusCode::UNAVAILABLE, "restarting"};
  }
};

class EventStreamTest : public ::testing::Test {
 protected:
  EventStreamTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }

  Endpoint Open() const {
    EndpointOptions options;
    options.service = "feedback";
    options.address = address_;
    return *Endpoint::Open(options);
  }

  BreakingService service_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  std::vector<std::string> ids_;
  EventStreamListener listener_{.received =
                                    [this](const WatchEventsResponse& response) {
                                      ids_.push_back(response.event().id());
                                      return absl::OkStatus();
                                    },
                                .connection = [](const absl::Status&) {}};
};

TEST_F(EventStreamTest, GoesOnWithTheLastTokenAfterEveryBreak) {
  EventStreamOptions options;
  options.longest_pause = absl::Milliseconds(1);
  EXPECT_THAT(FollowEvents(Open(), options, listener_), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(ids_, ElementsAre("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"));
}

TEST_F(EventStreamTest, BeginsAfterTheGivenToken) {
  EventStreamOptions options;
  options.resume_token = "8";
  EXPECT_THAT(FollowEvents(Open(), options, listener_), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(ids_, ElementsAre("9", "10"));
}

TEST_F(EventStreamTest, EndsWithTheListenersError) {
  listener_.received = [](const WatchEventsResponse&) { return absl::DataLossError("full"); };
  EXPECT_THAT(FollowEvents(Open(), EventStreamOptions(), listener_), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(EventStreamTest, GivesUpOnAServiceThatWasNeverThere) {
  server_->Shutdown();
  server_.reset();
  EXPECT_THAT(FollowEvents(Open(), EventStreamOptions(), listener_),
              StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace laurel::cli
