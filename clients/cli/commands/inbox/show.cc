#include "clients/cli/dates/show.h"

#include <algorithm>

#include "clients/cli/app/pages.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/inbox/inbox.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/views/moment_cell.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr std::size_t kMostNamed = 3;
constexpr int kDaysAhead = 14;  // what is planned later is counted at a terminal

// One row a thing that waits, whatever it is: the same columns everywhere, so that CSV is one table.
class Rows {
 public:
  Rows(Context& context, const Inbox& inbox) : context_(context), me_(inbox.me) {
    for (const auto* sessions : {&inbox.to_acknowledge, &inbox.to_hold, &inbox.planned}) Note(*sessions);
    for (const auto* pieces : {&inbox.feedback_to_acknowledge, &inbox.drafts}) Note(*pieces);
    for (const auto* items : {&inbox.overdue, &inbox.open}) Note(*items);
    Note(inbox.to_decide);
    Note(inbox.proposed_goals);
    names_ = &NamesIn(context, inbox.to_decide);
    context.NamesOf(people_);
    tags_ = TagsFor(context, inbox.to_decide);
    context.shown_ids().Remember(ids_);
  }

  std::vector<Cell> Of(const Session& session) const {
    std::vector<std::string> others(session.attendees().begin(), session.attendees().end());
    others.insert(others.begin(), session.coach());
    std::erase(others, me_);
    return {Id(session.name()), MomentCell(WhenOf(session), context_.here()), Few(others),
            session.focus_area()};
  }
  std::vector<Cell> Of(const Item& item) const {
    return {Id(item.name()), DueCell(item, context_.here()), names_->Person(item.creator()), item.text()};
  }
  // Of what was given to the caller its author, of a draft the one to whom it will be given.
  std::vector<Cell> Of(const Piece& piece) const {
    const bool draft = piece.state() == feedback::v1::FEEDBACK_STATE_DRAFT;
    return {Id(piece.name()), MomentCell(WhenOf(piece), context_.here()),
            names_->Person(draft ? piece.subject() : piece.author()), GistOf(piece)};
  }

  std::vector<Cell> Of(const Recognition& recognition) const {
    const Called called{*names_, tags_, context_.here()};
    return {Id(recognition.name()), MomentCell(WhenOf(recognition), context_.here()),
            names_->Person(recognition.sender()),
            Cell(fmt::format("{}: {}", GiftPhrase(recognition, called), recognition.message()))};
  }
  std::vector<Cell> Of(const Goal& goal) const {
    const auto end = FromDate(goal.end_date());
    const std::string until =
        end ? fmt::format(", until {}", ShowDay(*end, context_.here().Today())) : std::string();
    return {Id(goal.name()), MomentCell(FromTimestamp(goal.create_time()), context_.here()),
            names_->Person(goal.creator()), Cell(fmt::format("{}{}", TitleOf(goal), until), goal.title())};
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
  // A huddle of ten is not ten names wide.
  Cell Few(const std::vector<std::string>& people) const {
    const Cell all = names_->People(people);
    if (people.size() <= kMostNamed) return all;
    return {fmt::format("{} and {} others", names_->Person(people.front()).shown, people.size() - 1),
            all.data};
  }

  Context& context_;
  const std::string me_;
  std::vector<std::string> people_;
  std::vector<std::string> ids_;
  const Names* names_ = nullptr;
  Tags tags_;
};

struct InboxSection {
  std::string key;  // in CSV
  std::string title;
  std::string hint;
  std::string when;
  std::vector<std::vector<Cell>> rows;
  std::size_t later = 0;  // rows at the end that people at a terminal need not see yet
};

template <typename Things>
InboxSection SectionOf(const Rows& rows, const Things& things, InboxSection section) {
  for (const auto& thing : things) section.rows.push_back(rows.Of(thing));
  return section;
}

// What is late or waited for comes first.
std::vector<InboxSection> SectionsOf(const Rows& rows, const Inbox& inbox, const Here& here) {
  const absl::Time horizon = absl::FromCivil(here.Today() + kDaysAhead + 1, here.zone);
  const auto later = std::ranges::count_if(
      inbox.planned, [&](const Session& session) { return WhenOf(session) >= horizon; });
  return {
      SectionOf(rows, inbox.to_acknowledge,
                {"to_acknowledge", "To acknowledge", "laurel coaching ack ID", "held", {}}),
      SectionOf(rows, inbox.feedback_to_acknowledge,
                {"feedback_to_acknowledge",
                 "Feedback to read and acknowledge",
                 "laurel feedback show ID, laurel feedback ack ID",
                 "given",
                 {}}),
      SectionOf(rows, inbox.to_decide,
                {"to_decide",
                 "Thanks that wait for your decision",
                 "laurel recognition approve ID, laurel recognition reject ID --reason \"…\"",
                 "given",
                 {}}),
      SectionOf(rows, inbox.proposed_goals,
                {"proposed_goals",
                 "Goals proposed to you",
                 "laurel goal show ID, laurel goal accept ID, laurel goal decline ID --reason \"…\"",
                 "proposed",
                 {}}),
      SectionOf(rows, inbox.overdue, {"overdue", "Overdue", "laurel action done ID", "due", {}}),
      SectionOf(rows, inbox.to_hold,
                {"to_hold", "To hold", "laurel coaching hold ID, laurel coaching no-show ID", "planned", {}}),
      SectionOf(rows, inbox.drafts,
                {"drafts",
                 "Drafts of feedback",
                 "laurel feedback edit ID, laurel feedback submit ID",
                 "begun",
                 {}}),
      SectionOf(
          rows, inbox.planned,
          {"planned", "Planned", "laurel coaching prepare", "planned", {}, static_cast<std::size_t>(later)}),
      SectionOf(rows, inbox.open, {"open", "Open action items", "laurel action done ID", "due", {}})};
}

void PrintCsv(Screen& screen, const std::vector<InboxSection>& sections) {
  Table table({"section", "id", "when", "who", "what"});
  for (const InboxSection& section : sections) {
    for (std::vector<Cell> row : section.rows) {
      row.insert(row.begin(), Cell(section.key));
      table.Add(std::move(row));
    }
  }
  screen.Print(table);
}

void PrintForPeople(Screen& screen, const std::vector<InboxSection>& sections) {
  for (const InboxSection& section : sections) {
    if (section.rows.empty()) continue;
    Table table({"id", section.when, "who", "what"});
    // Whatever reads a pipe gets all of it.
    const std::size_t later = screen.out_is_terminal() ? section.later : 0;
    const std::size_t shown = section.rows.size() - later;
    for (std::size_t i = 0; i < shown; ++i) table.Add(section.rows[i]);
    screen.Heading(section.title, section.hint);
    if (shown > 0) screen.Print(table);
    if (later > 0) {
      screen.Say(fmt::format("{}{} {}: laurel coaching list --state scheduled", shown > 0 ? "and " : "",
                             later, shown > 0 ? "more" : "in more than two weeks"),
                 Style::kDim);
    }
    screen.Say("");
  }
}

RecordGroups GroupsOf(const Inbox& inbox) {
  return {{"toAcknowledge", RecordsOf(inbox.to_acknowledge)},
          {"feedbackToAcknowledge", RecordsOf(inbox.feedback_to_acknowledge)},
          {"toDecide", RecordsOf(inbox.to_decide)},
          {"proposedGoals", RecordsOf(inbox.proposed_goals)},
          {"overdue", RecordsOf(inbox.overdue)},
          {"toHold", RecordsOf(inbox.to_hold)},
          {"drafts", RecordsOf(inbox.drafts)},
          {"planned", RecordsOf(inbox.planned)},
          {"open", RecordsOf(inbox.open)}};
}

absl::Status ReportMissing(Screen& screen, const Inbox& inbox) {
  for (const std::string& part : inbox.missing) screen.Remark(fmt::format("could not be read: {}", part));
  if (!inbox.partial) return absl::OkStatus();
  return Error(absl::StatusCode::kUnknown, kPartialReason, "this is not all that waits for you");
}

absl::Status ShowInbox(Context& context) {
  ASSIGN_OR_RETURN(const Inbox inbox, CollectInbox(context));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(GroupsOf(inbox));
    return ReportMissing(screen, inbox);
  }
  const std::vector<InboxSection> sections = SectionsOf(Rows(context, inbox), inbox, context.here());
  screen.format() == Format::kCsv ? PrintCsv(screen, sections) : PrintForPeople(screen, sections);
  if (inbox.empty() && inbox.missing.empty()) screen.Say("Nothing waits for you.", Style::kGood);
  return ReportMissing(screen, inbox);
}

}  // namespace

void AddInbox(CLI::App& app, Chosen& chosen) {
  CLI::App* command = AddCommand(
      app, "inbox",
      "What waits for you: to acknowledge, to decide, proposed, overdue, to hold, drafts, planned, open",
      "laurel inbox\nlaurel inbox -o json");
  chosen.When(command, ShowInbox);
}

}  // namespace laurel::cli
