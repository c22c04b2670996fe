#include <algorithm>

#include "clients/cli/app/pages.h"
#include "clients/cli/commands/action/action.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

constexpr char kMyself[] = "people/me";

struct Inbox {
  std::string me;
  std::vector<Session> to_acknowledge;  // I was coached, and have not acknowledged
  std::vector<Session> to_hold;         // I planned them, and they are past
  std::vector<Session> planned;         // still to come, on either side
  std::vector<Item> overdue;
  std::vector<Item> open;
};

bool HasAcknowledged(const Session& session, const std::string& person) {
  return std::any_of(session.acknowledgements().begin(), session.acknowledgements().end(),
                     [&](const auto& a) { return a.person() == person; });
}

absl::StatusOr<std::vector<Session>> SessionsIn(Context& context, v1::CoachingSessionState state,
                                                const std::string& coach, const std::string& attendee) {
  v1::ListCoachingSessionsRequest request;
  request.set_state(state);
  request.set_coach(coach);
  request.set_attendee(attendee);
  ASSIGN_OR_RETURN(Listed<Session> listed, ListSessions(context, request, 0));
  return std::move(listed.items);
}

bool IsPast(const Session& session, absl::Time now) { return WhenOf(session) + LengthOf(session) <= now; }

// Empty while the directory is away: the inbox then shows a group session to somebody who has acknowledged it
// already, and is of use all the same.
std::string MyName(Context& context) {
  const auto me = Me(context);
  return me.ok() ? me->person.name() : "";
}

absl::Status CollectSessions(Context& context, Inbox& inbox) {
  ASSIGN_OR_RETURN(inbox.to_acknowledge, SessionsIn(context, v1::COACHING_SESSION_STATE_HELD, "", kMyself));
  std::erase_if(inbox.to_acknowledge, [&](const Session& s) { return HasAcknowledged(s, inbox.me); });
  ASSIGN_OR_RETURN(inbox.to_hold, SessionsIn(context, v1::COACHING_SESSION_STATE_SCHEDULED, kMyself, ""));
  std::erase_if(inbox.to_hold, [&](const Session& s) { return !IsPast(s, context.here().now); });
  ASSIGN_OR_RETURN(inbox.planned, SessionsIn(context, v1::COACHING_SESSION_STATE_SCHEDULED, "", ""));
  std::erase_if(inbox.planned, [&](const Session& s) { return IsPast(s, context.here().now); });
  std::reverse(inbox.planned.begin(), inbox.planned.end());  // the next one first
  return absl::OkStatus();
}

absl::StatusOr<Inbox> Collect(Context& context) {
  Inbox inbox;
  inbox.me = MyName(context);
  RETURN_IF_ERROR(CollectSessions(context, inbox));
  v1::ListActionItemsRequest request;
  request.set_owner(kMyself);
  ASSIGN_OR_RETURN(const std::vector<Item> items, ListOpenItems(context, request));
  for (const Item& item : items) {
    (IsOverdue(item, context.here().Today()) ? inbox.overdue : inbox.open).push_back(item);
  }
  return inbox;
}

// One row a thing that waits, whatever it is: the same columns everywhere, so that CSV is one table.
class Rows {
 public:
  Rows(Context& context, const Inbox& inbox) : context_(context), me_(inbox.me) {
    for (const auto* sessions : {&inbox.to_acknowledge, &inbox.to_hold, &inbox.planned}) Note(*sessions);
    for (const auto* items : {&inbox.overdue, &inbox.open}) Note(*items);
    names_ = &context.NamesOf(people_);
    context.shown_ids().Remember(ids_);
  }

  std::vector<Cell> Of(const Session& session) const {
    const absl::Time when = WhenOf(session);
    std::vector<std::string> others(session.attendees().begin(), session.attendees().end());
    others.insert(others.begin(), session.coach());
    std::erase(others, me_);
    return {Id(session.name()),
            Cell(ShowMoment(when, context_.here()), IsoMoment(when, context_.here().zone)),
            names_->People(others), session.focus_area()};
  }
  std::vector<Cell> Of(const Item& item) const {
    return {Id(item.name()), DueCell(item, context_.here()), names_->Person(item.creator()), item.text()};
  }

 private:
  template <typename Things>
  void Note(const Things& things) {
    const auto people = PeopleOf(things);
    people_.insert(people_.end(), people.begin(), people.end());
    const auto ids = NamesOfAll(things);
    ids_.insert(ids_.end(), ids.begin(), ids.end());
  }
  Cell Id(const std::string& name) const { return {ShortIds(ids_).Of(name), name}; }

  Context& context_;
  const std::string me_;
  std::vector<std::string> people_;
  std::vector<std::string> ids_;
  const Names* names_ = nullptr;
};

template <typename Things>
void PrintSection(Screen& screen, const Rows& rows, std::string_view title, std::string_view hint,
                  std::string_view when, const Things& things) {
  if (things.empty()) return;
  Table table({"id", std::string(when), "who", "what"});
  for (const auto& thing : things) table.Add(rows.Of(thing));
  screen.Heading(title, hint);
  screen.Print(table);
  screen.Say("");
}

template <typename Things>
void AddToCsv(Table& table, const Rows& rows, const char* section, const Things& things) {
  for (const auto& thing : things) {
    std::vector<Cell> row = rows.Of(thing);
    row.insert(row.begin(), Cell(section));
    table.Add(std::move(row));
  }
}

void PrintCsv(Screen& screen, const Rows& rows, const Inbox& inbox) {
  Table table({"section", "id", "when", "who", "what"});
  AddToCsv(table, rows, "to_acknowledge", inbox.to_acknowledge);
  AddToCsv(table, rows, "overdue", inbox.overdue);
  AddToCsv(table, rows, "to_hold", inbox.to_hold);
  AddToCsv(table, rows, "planned", inbox.planned);
  AddToCsv(table, rows, "open", inbox.open);
  screen.Print(table);
}

void PrintSections(Screen& screen, const Rows& rows, const Inbox& inbox) {
  PrintSection(screen, rows, "To acknowledge", "laurel coaching ack ID", "held", inbox.to_acknowledge);
  PrintSection(screen, rows, "Overdue", "laurel action done ID", "due", inbox.overdue);
  PrintSection(screen, rows, "Planned and past", "laurel coaching hold ID", "planned", inbox.to_hold);
  PrintSection(screen, rows, "Planned", "", "planned", inbox.planned);
  PrintSection(screen, rows, "Open action items", "", "due", inbox.open);
  const bool nothing = inbox.to_acknowledge.empty() && inbox.overdue.empty() && inbox.to_hold.empty() &&
                       inbox.planned.empty() && inbox.open.empty();
  if (nothing) screen.Say("Nothing waits for you.", Style::kGood);
}

absl::Status ShowInbox(Context& context) {
  ASSIGN_OR_RETURN(const Inbox inbox, Collect(context));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(RecordGroups{{"toAcknowledge", RecordsOf(inbox.to_acknowledge)},
                              {"overdue", RecordsOf(inbox.overdue)},
                              {"toHold", RecordsOf(inbox.to_hold)},
                              {"planned", RecordsOf(inbox.planned)},
                              {"open", RecordsOf(inbox.open)}});
    return absl::OkStatus();
  }
  const Rows rows(context, inbox);
  if (screen.format() == Format::kCsv) {
    PrintCsv(screen, rows, inbox);
  } else {
    PrintSections(screen, rows, inbox);
  }
  return absl::OkStatus();
}

}  // namespace

void AddInbox(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      AddCommand(app, "inbox", "What waits for you: to acknowledge, overdue, to hold, planned, open",
                 "laurel inbox\nlaurel inbox -o json");
  chosen.When(command, ShowInbox);
}

}  // namespace laurel::cli
