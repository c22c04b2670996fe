#include "clients/cli/commands/recognition/follow.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/events/event_stream.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using events::v1::WatchEventsResponse;
using Stub = v1::RecognitionService::Stub;

constexpr std::chrono::milliseconds kPause(500);  // while the service is away in the middle of an event

bool IsPassing(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kDeadlineExceeded ||
         status.code() == absl::StatusCode::kResourceExhausted;
}

class Wall {
 public:
  Wall(Context& context, const v1::ListRecognitionsRequest& wanted, int limit)
      : context_(context), wanted_(wanted), limit_(limit) {}

  absl::Status Follow() {
    const EventStreamListener listener{
        .received = [this](const WatchEventsResponse& message) { return Received(message); },
        .connection = [this](const absl::Status& status) { Connection(status); }};
    return FollowEvents(context_.recognition().endpoint(),
                        {.types = {"recognition.given"}, .resume_token = token_}, listener);
  }

 private:
  // The stream stands before the list is read: what is published in between comes both ways, and is told
  // once.
  absl::Status Received(const WatchEventsResponse& message) {
    if (!begun_) {
      RETURN_IF_ERROR(PrintLast());
      begun_ = true;
    }
    if (message.has_event() && !listed_.contains(message.event().subject())) {
      RETURN_IF_ERROR(PrintNew(message.event().subject()));
    }
    // Only now: an error above, such as a token that ran out, lets the next stream begin with this event.
    token_ = message.resume_token();
    return absl::OkStatus();
  }

  absl::Status PrintLast() {
    if (limit_ == 0) return absl::OkStatus();
    auto answer = ListRecognitions(context_, wanted_, limit_);
    for (; IsPassing(answer.status()); answer = ListRecognitions(context_, wanted_, limit_)) {
      std::this_thread::sleep_for(kPause);
    }
    ASSIGN_OR_RETURN(auto listed, std::move(answer));
    std::ranges::reverse(listed.items);
    for (const Recognition& one : listed.items) listed_.insert(one.name());
    return Print(listed.items);
  }

  absl::Status PrintNew(const std::string& name) {
    v1::BatchGetRecognitionsRequest request;
    request.add_names(name);
    for (;;) {
      const auto answer = context_.recognition().Call(&Stub::BatchGetRecognitions, request);
      if (answer.ok()) {
        std::vector<Recognition> found(answer->recognitions().begin(), answer->recognitions().end());
        std::erase_if(found, [this](const Recognition& one) { return !IsWanted(one); });
        return Print(found);
      }
      // The stream is not told that the service has gone before it reads on: wait here.
      if (!IsPassing(answer.status())) return answer.status();
      std::this_thread::sleep_for(kPause);
    }
  }

  // What a list with this filter would hold. Taken back in the meantime, it is not there any more.
  bool IsWanted(const Recognition& one) const {
    if (one.state() != v1::RECOGNITION_STATE_PUBLISHED || one.view() == common::v1::VIEW_SUMMARY)
      return false;
    if (!wanted_.team().empty()) {
      return one.visibility() != v1::RECOGNITION_VISIBILITY_PRIVATE &&
             std::ranges::find(one.audience_teams(), wanted_.team()) != one.audience_teams().end();
    }
    if (one.visibility() != v1::RECOGNITION_VISIBILITY_PUBLIC) return false;
    return wanted_.value().empty() || one.value() == wanted_.value();
  }

  absl::Status Print(const std::vector<Recognition>& recognitions) {
    Screen& screen = context_.screen();
    if (screen.wants_records()) {
      for (const Recognition& one : recognitions) screen.out() << JsonLine(one);
    } else {
      PrintOnWall(context_, recognitions);
    }
    screen.out() << std::flush;
    return screen.out().good() ? absl::OkStatus()
                               : absl::DataLossError("nobody reads standard output any more");
  }

  void Connection(const absl::Status& status) {
    context_.screen().Remark(status.ok() ? std::string("recognition is back; nothing was missed")
                                         : fmt::format("recognition has gone ({}); waiting for it",
                                                       std::string(status.message())));
  }

  Context& context_;
  const v1::ListRecognitionsRequest& wanted_;
  const int limit_;
  bool begun_ = false;
  std::set<std::string> listed_;
  std::string token_;
};

}  // namespace

absl::Status FollowWall(Context& context, const v1::ListRecognitionsRequest& wanted, int limit) {
  Wall wall(context, wanted, limit);
  for (;;) {
    const absl::Status ended = wall.Follow();
    if (!absl::IsUnauthenticated(ended)) return ended;
    // The wall hangs there longer than a bearer token lasts.
    ASSIGN_OR_RETURN(const bool renewed, context.SignInAgain());
    if (!renewed) return ended;
  }
}

}  // namespace laurel::cli
