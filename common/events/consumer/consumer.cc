#include "common/events/consumer/consumer.h"

#include <atomic>
#include <optional>
#include <utility>

#include "common/events/consumer/position.h"
#include "common/log/log.h"
#include "common/rpc/stream_client.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "laurel/events/v1/event_service.grpc.pb.h"

namespace laurel::events {
namespace {

// Of one transaction, and of one read.
constexpr absl::Duration kDeadline = absl::Seconds(20);

// Ends the stream: the next one begins with what the other replica kept.
constexpr std::string_view kOtherReplica = "OTHER_REPLICA";
absl::Status OtherReplicaWasFirst() {
  return Error(absl::StatusCode::kAborted, kOtherReplica, "another replica has handled more than this one");
}

// The server will not go on from the token: it is too old, or no longer of this database, caller or filter.
bool RefusesToken(const absl::Status& status) { return ReasonOf(status).starts_with("RESUME_TOKEN_"); }

}  // namespace

class Consumer::Loop final : rpc::StreamReader<v1::WatchEventsRequest, v1::WatchEventsResponse> {
 public:
  Loop(const std::shared_ptr<grpc::ChannelInterface>& source, ConsumerOptions options,
       sql::Database& database, metrics::Registry& registry, const Clock& clock, Work work)
      : stub_(v1::EventService::NewStub(source)),
        options_(std::move(options)),
        database_(database),
        clock_(clock),
        work_(std::move(work)),
        failures_(registry
                      .Counters("laurel_event_consumer_failures_total",
                                "Times that an event of the source was not handled, and will come again.",
                                {"source"})
                      .With({options_.name})),
        handled_micros_(absl::ToUnixMicros(clock.Now())),
        age_(registry.OnScrapeGauge(
            "laurel_event_consumer_age_seconds",
            "Since an event or a bookmark of the source was last dealt with, or since the start.",
            [this] { return absl::ToDoubleSeconds(clock_.Now() - absl::FromUnixMicros(handled_micros_)); },
            {"source"}, {options_.name})),
        client_(
            {.name = "events of " + options_.name,
             .token_file = options_.token_file,
             .first_backoff = options_.first_backoff,
             .last_backoff = options_.last_backoff,
             .silence = options_.silence},
            [this](auto... arguments) { return stub_->AsyncWatchEvents(arguments..., nullptr); }, *this) {}

 private:
  // With the token that was kept last, by whichever replica.
  absl::StatusOr<v1::WatchEventsRequest> Begin() override {
    using Found = std::optional<ConsumerPosition>;
    ASSIGN_OR_RETURN(const Found kept,
                     database_.Read<Found>(clock_.Now() + kDeadline, [this](sql::Connection& connection) {
                       return FindPosition(connection, options_.name, sql::Lock::kNone);
                     }));
    version_ = kept.has_value() ? kept->version : 0;
    kept_time_ = kept.has_value() ? kept->updated : absl::InfinitePast();
    begun_with_ = kept.has_value() && kept->resume_token != refused_ ? kept->resume_token : "";
    v1::WatchEventsRequest request;
    request.mutable_types()->Assign(options_.types.begin(), options_.types.end());
    request.set_resume_token(begun_with_);
    from_now_ = begun_with_.empty();
    return request;
  }

  absl::Status Take(const v1::WatchEventsResponse& message) override {
    absl::Status taken = DealWith(message);
    if (taken.ok()) {
      handled_micros_ = absl::ToUnixMicros(clock_.Now());
    } else if (ReasonOf(taken) != kOtherReplica) {
      failures_.Increment();
    }
    return taken;
  }

  absl::Status DealWith(const v1::WatchEventsResponse& message) {
    if (from_now_) return BeginFromNow(message.resume_token());
    if (message.has_event()) return HandleOnce(message.event(), message.resume_token());
    if (clock_.Now() < kept_time_ + options_.keep_bookmarks) return absl::OkStatus();
    return Move(message.resume_token());
  }

  void End(const absl::Status& why) override {
    if (RefusesToken(why)) refused_ = begun_with_;
  }

  // Whatever happened before the first message of such a stream is in what CatchUp looks at, that message
  // included.
  absl::Status BeginFromNow(const std::string& token) {
    log::Info("events were missed, or these are the first: catching up without them",
              {{"of", options_.name}});
    RETURN_IF_ERROR(work_.catch_up());
    RETURN_IF_ERROR(Move(token));
    from_now_ = false;
    return absl::OkStatus();
  }

  absl::Status HandleOnce(const v1::Event& event, const std::string& token) {
    absl::Status handled = work_.prepare ? work_.prepare(event) : absl::OkStatus();
    if (handled.ok()) handled = Move(token, &event);
    if (!handled.ok()) {
      log::Warning("an event was not handled and will come again",
                   {{"event", event.id()}, {"type", event.type()}, {"reason", ReasonOf(handled)}});
    }
    return handled;
  }

  // One transaction: the position moves on to `token` from the version that this replica knows, and what the
  // event changes, if there is one, with it. The row is locked first, so that another replica with the same
  // event waits instead of doing it, too.
  absl::Status Move(const std::string& token, const v1::Event* event = nullptr) {
    const absl::Time now = clock_.Now();
    std::int64_t after = 0;
    sql::WriteContext context;
    context.now = now;
    context.deadline = now + kDeadline;
    context.actor = options_.actor;
    if (event != nullptr) context.key.method = event->type();
    context.audited = event != nullptr;
    const auto moved = database_.Write<v1::Bookmark>(
        context,
        [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Bookmark> {
          ASSIGN_OR_RETURN(const std::optional<ConsumerPosition> kept,
                           FindPosition(connection, options_.name, sql::Lock::kForUpdate));
          const std::int64_t version = kept.has_value() ? kept->version : 0;
          after = version + 1;
          if (version != version_) {
            if (kept.value_or(ConsumerPosition()).resume_token != token) return OtherReplicaWasFirst();
            after = version;  // another one has done just this: no need to begin again
            return v1::Bookmark();
          }
          if (event != nullptr) {
            RETURN_IF_ERROR(work_.handle(*event, connection, changes));
          }
          MovePosition(changes, options_.name, version, token, now);
          return v1::Bookmark();
        },
        [](sql::Connection&, const v1::Bookmark&) { return absl::OkStatus(); });
    RETURN_IF_ERROR(moved.status());
    version_ = after;
    kept_time_ = now;
    return absl::OkStatus();
  }

  const std::unique_ptr<v1::EventService::Stub> stub_;
  const ConsumerOptions options_;
  sql::Database& database_;
  const Clock& clock_;
  const Work work_;
  metrics::Counter& failures_;
  std::atomic<std::int64_t> handled_micros_;  // since 1970; a scrape reads it
  const metrics::Callback age_;

  // Of the client's thread.
  std::int64_t version_ = 0;  // of the row, as far as this replica has followed; 0: none
  absl::Time kept_time_;
  std::string begun_with_;  // the token of this stream
  std::string refused_;
  bool from_now_ = false;

  rpc::StreamClient<v1::WatchEventsRequest, v1::WatchEventsResponse> client_;  // last: its thread
};

Consumer::Consumer(std::shared_ptr<grpc::ChannelInterface> source, ConsumerOptions options,
                   sql::Database& database, metrics::Registry& registry, const Clock& clock, Work work)
    : loop_(std::make_unique<Loop>(source, std::move(options), database, registry, clock, std::move(work))) {}

Consumer::~Consumer() = default;

}  // namespace laurel::events
