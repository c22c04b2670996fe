#include "clients/cli/commands/coaching/prepare/preparation.h"

#include <algorithm>

#include "clients/cli/app/between.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/points/points.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/show.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Request = v1::ListCoachingSessionsRequest;

constexpr char kMyself[] = "people/me";
constexpr absl::Duration kLongestSession = absl::Hours(8);
constexpr int kLastSessions = 3;
constexpr int kMostFeedback = 10;

absl::Time OrderTime(const Session& session) { return WhenOf(session); }

// The earliest that is planned and not over, or goes on.
std::optional<Session> NextOf(const std::vector<Session>& sessions, absl::Time now) {
  std::optional<Session> next;
  for (const Session& session : sessions) {
    const bool planned =
        session.state() == v1::COACHING_SESSION_STATE_SCHEDULED && WhenOf(session) + LengthOf(session) > now;
    const bool open = planned || session.state() == v1::COACHING_SESSION_STATE_IN_PROGRESS;
    if (open && (!next || WhenOf(session) < WhenOf(*next))) next = session;
  }
  return next;
}

// Not only what begins from now on: a session may have begun.
Request FromNowOn(Context& context) {
  Request request;
  *request.mutable_start_time() = ToTimestamp(context.here().now - kLongestSession);
  return request;
}

absl::StatusOr<std::optional<Session>> NextWith(Context& context, const std::string& other) {
  const auto list = [&](const Request& asked) { return ListSessions(context, asked, 0); };
  ASSIGN_OR_RETURN(const Listed<Session> listed, Between(FromNowOn(context), other, list));
  return NextOf(listed.items, context.here().now);
}

// The other side of a session that the caller coaches.
absl::StatusOr<std::string> OnlyAttendee(Context& context, const Session& session) {
  if (session.attendees_size() == 1) return session.attendees(0);
  const Names& names = context.NamesOf(PeopleOf(session));
  return UsageError(
      fmt::format("your next one, {}, is with {}: say who, as in laurel coaching prepare ana",
                  ShowMoment(WhenOf(session), context.here()),
                  names.People({session.attendees().begin(), session.attendees().end()}).shown));
}

absl::StatusOr<std::string> OtherSideOfNext(Context& context) {
  Request request = FromNowOn(context);
  request.set_coach(kMyself);
  ASSIGN_OR_RETURN(const Listed<Session> coaching, ListSessions(context, request, 0));
  request.clear_coach();
  request.set_attendee(kMyself);
  ASSIGN_OR_RETURN(const Listed<Session> attending, ListSessions(context, request, 0));
  const auto as_coach = NextOf(coaching.items, context.here().now);
  const auto as_attendee = NextOf(attending.items, context.here().now);
  if (as_attendee && (!as_coach || WhenOf(*as_attendee) < WhenOf(*as_coach))) return as_attendee->coach();
  if (as_coach) return OnlyAttendee(context, *as_coach);
  return Error(absl::StatusCode::kNotFound, kUsageReason,
               "nothing is planned with you: say who, as in laurel coaching prepare ana");
}

absl::StatusOr<std::vector<Session>> LastWith(Context& context, const std::string& other) {
  std::vector<Session> last;
  const auto list = [&](const Request& asked) { return ListSessions(context, asked, kLastSessions); };
  for (const auto state : {v1::COACHING_SESSION_STATE_HELD, v1::COACHING_SESSION_STATE_ACKNOWLEDGED}) {
    Request request;
    request.set_state(state);
    ASSIGN_OR_RETURN(const Listed<Session> listed, Between(request, other, list));
    last.insert(last.end(), listed.items.begin(), listed.items.end());
  }
  std::ranges::sort(last, std::ranges::greater(), OrderTime);
  if (last.size() > kLastSessions) last.resize(kLastSessions);
  return last;
}

absl::StatusOr<std::vector<Item>> OpenWith(Context& context, const std::string& other) {
  const auto list = [&](const v1::ListActionItemsRequest& asked) -> absl::StatusOr<Listed<Item>> {
    ASSIGN_OR_RETURN(std::vector<Item> open, ListOpenItems(context, asked));
    return Listed<Item>{std::move(open), /*more=*/false};
  };
  ASSIGN_OR_RETURN(Listed<Item> listed, Between(v1::ListActionItemsRequest(), other, list));
  SortByDueDate(listed.items);
  return std::move(listed.items);
}

absl::StatusOr<std::vector<Piece>> FeedbackAbout(Context& context, const std::string& subject) {
  v1::ListFeedbackRequest request;
  request.set_subject(subject);
  *request.mutable_start_time() = ToTimestamp(context.here().now - absl::Hours(24 * kRecentDays));
  // Some of those that are listed may have been taken back.
  ASSIGN_OR_RETURN(auto listed,
                   ListPages<Piece>(context.feedback(), &v1::FeedbackService::Stub::ListFeedback, request,
                                    &v1::ListFeedbackResponse::feedback, 2 * kMostFeedback));
  std::erase_if(listed.items, [](const Piece& piece) {
    return piece.state() == v1::FEEDBACK_STATE_RETRACTED || piece.state() == v1::FEEDBACK_STATE_DISCARDED;
  });
  if (listed.items.size() > kMostFeedback) listed.items.resize(kMostFeedback);
  return std::move(listed.items);
}

absl::StatusOr<std::vector<TalkingPoint>> PointsOf(Context& context,
                                                   const absl::StatusOr<std::optional<Session>>& next) {
  if (!next.ok()) return next.status();
  if (!next->has_value()) return std::vector<TalkingPoint>();
  return ListPoints(context, (*next)->name());
}

bool IsCoach(const Preparation& preparation) {
  if (preparation.next.ok() && preparation.next->has_value()) {
    return (*preparation.next)->coach() == preparation.other;
  }
  return preparation.last.ok() && !preparation.last->empty() &&
         preparation.last->front().coach() == preparation.other;
}

}  // namespace

absl::StatusOr<Preparation> PrepareFor(Context& context, const std::string& who) {
  Preparation all;
  if (who.empty()) {
    ASSIGN_OR_RETURN(all.other, OtherSideOfNext(context));
  } else {
    ASSIGN_OR_RETURN(const auto person, FindPerson(context.directory(), who));
    if (person.name() == MyName(context)) {
      return UsageError(fmt::format("\"{}\" is you: say who is on the other side of the talk", who));
    }
    all.other = person.name();
  }
  all.next = NextWith(context, all.other);
  // Everything is asked of one service: where that one is not there, nobody waits for it five times.
  if (ReasonOf(all.next.status()) == kUnreachableReason) return all.next.status();
  all.last = LastWith(context, all.other);
  all.coached = IsCoach(all);
  all.attendee = all.coached ? MyName(context) : all.other;
  all.open = OpenWith(context, all.other);
  all.points = PointsOf(context, all.next);
  all.feedback = FeedbackAbout(context, all.coached ? kMyself : all.other);
  const bool something = all.next.ok() || all.last.ok() || all.open.ok() || all.feedback.ok();
  if (!something) return all.next.status();
  return all;
}

}  // namespace laurel::cli
