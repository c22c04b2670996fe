#include <algorithm>
#include <functional>

#include "clients/cli/app/pages.h"
#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/feedback/feedback.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/inbox/inbox.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

constexpr char kMyself[] = "people/me";

bool HasAcknowledged(const Session& session, const std::string& person) {
  return std::any_of(session.acknowledgements().begin(), session.acknowledgements().end(),
                     [&](const auto& a) { return a.person() == person; });
}

bool IsPast(const Session& session, absl::Time now) { return WhenOf(session) + LengthOf(session) <= now; }

absl::StatusOr<std::vector<Session>> SessionsIn(Context& context, v1::CoachingSessionState state,
                                                const std::string& coach, const std::string& attendee) {
  v1::ListCoachingSessionsRequest request;
  request.set_state(state);
  request.set_coach(coach);
  request.set_attendee(attendee);
  ASSIGN_OR_RETURN(Listed<Session> listed, ListSessions(context, request, 0));
  return std::move(listed.items);
}

absl::StatusOr<std::vector<Piece>> FeedbackIn(Context& context, v1::FeedbackState state,
                                              const std::string& author, const std::string& subject) {
  v1::ListFeedbackRequest request;
  request.set_state(state);
  request.set_author(author);
  request.set_subject(subject);
  ASSIGN_OR_RETURN(Listed<Piece> listed, ListPieces(context, request, 0));
  return std::move(listed.items);
}

absl::Status ToAcknowledge(Context& context, Inbox& inbox) {
  ASSIGN_OR_RETURN(inbox.to_acknowledge, SessionsIn(context, v1::COACHING_SESSION_STATE_HELD, "", kMyself));
  std::erase_if(inbox.to_acknowledge, [&](const Session& s) { return HasAcknowledged(s, inbox.me); });
  return absl::OkStatus();
}

absl::Status FeedbackToAcknowledge(Context& context, Inbox& inbox) {
  ASSIGN_OR_RETURN(inbox.feedback_to_acknowledge,
                   FeedbackIn(context, v1::FEEDBACK_STATE_SUBMITTED, "", kMyself));
  return absl::OkStatus();
}

absl::Status ActionItems(Context& context, Inbox& inbox) {
  v1::ListActionItemsRequest request;
  request.set_owner(kMyself);
  ASSIGN_OR_RETURN(const std::vector<Item> items, ListOpenItems(context, request));
  for (const Item& item : items) {
    (IsOverdue(item, context.here().Today()) ? inbox.overdue : inbox.open).push_back(item);
  }
  return absl::OkStatus();
}

absl::Status ToHold(Context& context, Inbox& inbox) {
  ASSIGN_OR_RETURN(inbox.to_hold, SessionsIn(context, v1::COACHING_SESSION_STATE_IN_PROGRESS, kMyself, ""));
  ASSIGN_OR_RETURN(const auto planned,
                   SessionsIn(context, v1::COACHING_SESSION_STATE_SCHEDULED, kMyself, ""));
  std::ranges::copy_if(planned, std::back_inserter(inbox.to_hold),
                       [&](const Session& s) { return IsPast(s, context.here().now); });
  return absl::OkStatus();
}

absl::Status Drafts(Context& context, Inbox& inbox) {
  ASSIGN_OR_RETURN(inbox.drafts, FeedbackIn(context, v1::FEEDBACK_STATE_DRAFT, kMyself, ""));
  return absl::OkStatus();
}

absl::Status Planned(Context& context, Inbox& inbox) {
  ASSIGN_OR_RETURN(inbox.planned, SessionsIn(context, v1::COACHING_SESSION_STATE_SCHEDULED, "", ""));
  std::erase_if(inbox.planned, [&](const Session& s) { return IsPast(s, context.here().now); });
  std::ranges::reverse(inbox.planned);
  return absl::OkStatus();
}

absl::Status ToDecide(Context& context, Inbox& inbox) {
  ASSIGN_OR_RETURN(inbox.to_decide, ListAwaiting(context));
  return absl::OkStatus();
}

absl::Status ProposedGoals(Context& context, Inbox& inbox) {
  goals::v1::ListGoalsRequest request;
  request.set_owner(kMyself);
  request.set_lifecycle(goals::v1::GOAL_LIFECYCLE_PROPOSED);
  ASSIGN_OR_RETURN(Listed<Goal> listed, ListGoals(context, request, 0));
  inbox.proposed_goals = std::move(listed.items);
  return absl::OkStatus();
}

enum Service { kFeedback, kRecognition, kGoals, kServices };

struct Part {
  const char* name;
  Service service;
  absl::Status (*collect)(Context&, Inbox&);
};
constexpr Part kParts[] = {{"sessions to acknowledge", kFeedback, ToAcknowledge},
                           {"feedback to acknowledge", kFeedback, FeedbackToAcknowledge},
                           {"thanks to decide about", kRecognition, ToDecide},
                           {"goals proposed to you", kGoals, ProposedGoals},
                           {"action items", kFeedback, ActionItems},
                           {"sessions to hold", kFeedback, ToHold},
                           {"drafts of feedback", kFeedback, Drafts},
                           {"planned sessions", kFeedback, Planned}};

bool IsAway(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return reason == kUnreachableReason || reason == kNoAnswerReason;
}

}  // namespace

absl::StatusOr<Inbox> CollectInbox(Context& context) {
  Inbox inbox;
  // Without it the inbox shows a group session to somebody who has acknowledged it already, and is of use all
  // the same.
  inbox.me = MyName(context);
  absl::Status failures[kServices];  // the last one of each
  for (const Part& part : kParts) {
    absl::Status& failure = failures[part.service];
    // Asking a service that is away again and again costs a timeout each.
    if (!IsAway(failure)) {
      const absl::Status status = part.collect(context, inbox);
      if (status.ok()) continue;
      failure = status;
    }
    inbox.missing.push_back(fmt::format("{} ({})", part.name, Explain(failure).errors.front()));
    // Few wait for anything of the others: an inbox without them is one.
    if (part.service == kFeedback || !IsAway(failure)) inbox.partial = true;
  }
  if (inbox.missing.size() == std::size(kParts)) return failures[kFeedback];
  return inbox;
}

}  // namespace laurel::cli
