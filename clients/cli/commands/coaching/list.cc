#include <algorithm>

#include "clients/cli/app/between.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/views/action_view.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Request = v1::ListCoachingSessionsRequest;

struct ListOptions {
  std::string with, coach, attendee, state, since, until, series;
  bool overdue = false;
  int limit = 50;
};

// Newest first, and no more than the limit although two lists were asked for.
absl::StatusOr<Listed<Session>> ListBetween(Context& context, const Request& request,
                                            const std::string& other, int limit) {
  const auto list = [&](const Request& asked) { return ListSessions(context, asked, limit); };
  ASSIGN_OR_RETURN(Listed<Session> listed, Between(request, other, list));
  std::stable_sort(listed.items.begin(), listed.items.end(),
                   [](const auto& a, const auto& b) { return WhenOf(a) > WhenOf(b); });
  if (limit > 0 && listed.items.size() > static_cast<std::size_t>(limit)) {
    listed.items.resize(static_cast<std::size_t>(limit));
    listed.more = true;
  }
  return listed;
}

// By any of its sessions.
absl::StatusOr<std::string> SeriesNamed(Context& context, const std::string& typed) {
  ASSIGN_OR_RETURN(const std::string name, SessionArgument(context, typed));
  ASSIGN_OR_RETURN(const Session session, GetSession(context, name));
  if (session.series().empty()) return UsageError("--series: this one was planned alone");
  return session.series();
}

absl::Status List(Context& context, const ListOptions& options) {
  Request request;
  RETURN_IF_ERROR(SetRange(context, options.since, options.until, request));
  ASSIGN_OR_RETURN(const auto state, EnumArgument<v1::CoachingSessionState>("--state", options.state));
  request.set_state(state);
  request.set_overdue(options.overdue);
  ASSIGN_OR_RETURN(const std::string with, PersonArgument(context, options.with));
  if (!with.empty()) {
    ASSIGN_OR_RETURN(const Participant me, Me(context));
    if (with == me.person.name()) return UsageError("--with: that is you; your own are listed without it");
  }
  ASSIGN_OR_RETURN(*request.mutable_coach(), PersonArgument(context, options.coach));
  ASSIGN_OR_RETURN(*request.mutable_attendee(), PersonArgument(context, options.attendee));
  if (!options.series.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_series(), SeriesNamed(context, options.series));
  }
  ASSIGN_OR_RETURN(const Listed<Session> listed, with.empty()
                                                     ? ListSessions(context, request, options.limit)
                                                     : ListBetween(context, request, with, options.limit));
  PrintSessions(context, listed.items, "No sessions.");
  RemarkIfMore(context.screen(), listed.more, options.limit);
  return absl::OkStatus();
}

struct WeekOptions {
  bool last = false;
};

// Items of the caller that were done or dropped between two times.
absl::StatusOr<std::vector<Item>> ClosedItems(Context& context, absl::Time start, absl::Time end) {
  std::vector<Item> closed;
  v1::ListActionItemsRequest request;
  request.set_state(v1::ACTION_ITEM_STATE_DONE);
  ASSIGN_OR_RETURN(const auto items,
                   ListPages<Item>(context.coaching(), &v1::CoachingService::Stub::ListActionItems, request,
                                   &v1::ListActionItemsResponse::action_items, 200));
  for (const Item& item : items.items) {
    const absl::Time when = FromTimestamp(item.state_time());
    if (when >= start && when < end) closed.push_back(item);
  }
  return closed;
}

absl::Status Week(Context& context, const WeekOptions& options) {
  const absl::CivilDay monday = WeekStart(context.here().Today()) - (options.last ? 7 : 0);
  const absl::Time start = absl::FromCivil(monday, context.here().zone);
  const absl::Time end = absl::FromCivil(monday + 7, context.here().zone);
  Request request;
  *request.mutable_start_time() = ToTimestamp(start);
  *request.mutable_end_time() = ToTimestamp(end);
  ASSIGN_OR_RETURN(Listed<Session> listed, ListSessions(context, request, 0));
  std::vector<Session>& sessions = listed.items;
  std::reverse(sessions.begin(), sessions.end());
  ASSIGN_OR_RETURN(const std::vector<Item> items, ClosedItems(context, start, end));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(
        RecordGroups{{"coachingSessions", RecordsOf(sessions)}, {"actionItemsDone", RecordsOf(items)}});
    return absl::OkStatus();
  }
  const Names& names = context.NamesOf(PeopleOf(sessions));
  screen.Heading(fmt::format("Sessions, {} to {}", ShowDay(monday, context.here().Today()),
                             ShowDay(monday + 6, context.here().Today())));
  screen.Print(SessionTable(sessions, names, context.here()), "None.");
  context.shown_ids().Remember(NamesOfAll(sessions));
  if (items.empty() || screen.format() == Format::kCsv) return absl::OkStatus();
  screen.Say("");
  screen.Heading("Action items done");
  screen.Print(ActionTable(items, context.NamesOf(PeopleOf(items)), context.here()));
  return absl::OkStatus();
}

}  // namespace

void AddListAndWeek(CLI::App& noun, Chosen& chosen) {
  CLI::App* list =
      AddCommand(noun, "list", "Sessions, newest first; without a filter those in which you take part",
                 "laurel coaching list --with ana\nlaurel coaching list --since monday --state held\n"
                 "laurel coaching list --attendee ana --limit 0 -o csv");
  auto options = std::make_shared<ListOptions>();
  list->add_option("--with", options->with, "between you and this person")->type_name("WHO");
  CLI::Option* coach = list->add_option("--coach", options->coach, "coached by")->type_name("WHO");
  CLI::Option* attendee = list->add_option("--attendee", options->attendee, "attended by")->type_name("WHO");
  list->get_option("--with")->excludes(coach)->excludes(attendee);
  list->add_option("--state", options->state, "scheduled, held, acknowledged, …")->type_name("STATE");
  list->add_option("--since", options->since, "from this day or time on: monday, 2026-11-01")
      ->type_name("DAY");
  list->add_option("--until", options->until, "before this day or time")->type_name("DAY");
  list->add_option("--series", options->series, "planned together with this one")->type_name("SESSION");
  list->add_flag("--overdue", options->overdue, "planned, past, and neither held nor cancelled");
  AddLimit(*list, options->limit);
  chosen.When(list, [options](Context& context) { return List(context, *options); });

  CLI::App* week = AddCommand(noun, "week", "What happened this week and is planned for it, Monday first",
                              "laurel coaching week\nlaurel coaching week --last");
  auto week_options = std::make_shared<WeekOptions>();
  week->add_flag("--last", week_options->last, "last week");
  chosen.When(week, [week_options](Context& context) { return Week(context, *week_options); });
}

}  // namespace laurel::cli
