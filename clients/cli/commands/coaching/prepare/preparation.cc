#include "clients/cli/commands/coaching/prepare/preparation.h"

#include <algorithm>
#include <functional>

#include "clients/cli/app/between.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/app/parallel.h"
#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/points/points.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/recognition/recognition.h"
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
constexpr int kMostGoals = 10;
constexpr int kLastCheckIns = 3;
constexpr int kMostThanks = 5;
constexpr absl::Duration kPatience = absl::Seconds(4);  // with each part, unless --timeout says otherwise

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

absl::StatusOr<std::vector<PreparedGoal>> GoalsOf(Context& context, const std::string& owner) {
  goals::v1::ListGoalsRequest request;
  request.set_owner(owner);
  request.set_lifecycle(goals::v1::GOAL_LIFECYCLE_ACTIVE);
  ASSIGN_OR_RETURN(const auto listed, ListGoals(context, request, kMostGoals));
  std::vector<PreparedGoal> prepared;
  for (const Goal& goal : listed.items) prepared.push_back({goal, std::vector<CheckIn>()});
  std::ranges::stable_sort(prepared, {}, [](const PreparedGoal& one) {
    return FromDate(one.goal.end_date()).value_or(absl::CivilDay::max());
  });
  std::vector<std::function<void()>> questions;
  for (PreparedGoal& one : prepared) {
    if (!one.goal.has_last_check_in_time()) continue;
    questions.emplace_back([&context, &one] {
      auto check_ins = ListCheckIns(context, one.goal.name(), "", kLastCheckIns);
      if (check_ins.ok()) {
        one.check_ins = std::move(check_ins->items);
      } else {
        one.check_ins = check_ins.status();
      }
    });
  }
  AllAtOnce(questions);
  return prepared;
}

absl::StatusOr<std::vector<Recognition>> ThanksTo(Context& context, const std::string& recipient) {
  recognition::v1::ListRecognitionsRequest request;
  request.set_recipient(recipient);
  *request.mutable_start_time() = ToTimestamp(context.here().now - absl::Hours(24 * kRecentDays));
  ASSIGN_OR_RETURN(auto listed, ListRecognitions(context, request, kMostThanks));
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

// What was, is planned and is open between the two. Who is coached follows from it.
void AskAboutSessions(Context& context, Preparation& all) {
  std::string me;
  AllAtOnce({[&] { all.next = NextWith(context, all.other); },
             [&] { all.last = LastWith(context, all.other); },
             [&] { all.open = OpenWith(context, all.other); }, [&] { me = MyName(context); }});
  all.coached = IsCoach(all);
  all.attendee = all.coached ? me : all.other;
}

// About whoever is coached. Where feedback cannot be reached that is known already, and nobody waits for it
// again.
void AskAboutAttendee(Context& context, Preparation& all) {
  const std::string about = all.coached ? kMyself : all.other;
  std::vector<std::function<void()>> questions = {[&] { all.goals = GoalsOf(context, about); },
                                                  [&] { all.recognitions = ThanksTo(context, about); }};
  if (const std::string reason = ReasonOf(all.next.status());
      reason == kUnreachableReason || reason == kNoAnswerReason) {
    all.points = all.next.status();
    all.feedback = all.next.status();
  } else {
    questions.emplace_back([&] { all.points = PointsOf(context, all.next); });
    questions.emplace_back([&] { all.feedback = FeedbackAbout(context, about); });
  }
  AllAtOnce(questions);
}

}  // namespace

absl::StatusOr<Preparation> PrepareFor(Context& context, const std::string& who) {
  RETURN_IF_ERROR(context.Connect(kPatience));
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
  AskAboutSessions(context, all);
  AskAboutAttendee(context, all);
  const bool something = all.next.ok() || all.last.ok() || all.open.ok() || all.feedback.ok() ||
                         all.goals.ok() || all.recognitions.ok();
  if (!something) return all.next.status();
  return all;
}

}  // namespace laurel::cli
