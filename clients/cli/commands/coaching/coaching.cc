#include "clients/cli/commands/coaching/coaching.h"

#include "clients/cli/app/edited_text.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;

void AddSession(CLI::App& command, std::string& session) {
  command.add_option("SESSION", session, "the id that lists show, or the full name")->required();
}

absl::StatusOr<Session> GetSession(Context& context, const std::string& name) {
  v1::GetCoachingSessionRequest request;
  request.set_name(name);
  return context.coaching().Call(&v1::CoachingService::Stub::GetCoachingSession, request);
}

absl::StatusOr<Listed<Session>> ListSessions(Context& context, const v1::ListCoachingSessionsRequest& request,
                                             int limit) {
  return ListPages<Session>(context.coaching(), &v1::CoachingService::Stub::ListCoachingSessions, request,
                            &v1::ListCoachingSessionsResponse::coaching_sessions, limit);
}

void PrintSessions(Context& context, const std::vector<Session>& sessions, std::string_view nothing) {
  const auto table = [&] {
    context.shown_ids().Remember(NamesOfAll(sessions));
    return SessionTable(sessions, context.NamesOf(PeopleOf(sessions)), context.here());
  };
  ShowList(context.screen(), sessions, table, nothing);
}

namespace {

// "Ana Pereira, yesterday 15:00"
std::string WithAndWhen(Context& context, const Session& session) {
  const Names& names = context.NamesOf(PeopleOf(session));
  return fmt::format("{}, {}", names.People({session.attendees().begin(), session.attendees().end()}).shown,
                     ShowMoment(WhenOf(session), context.here()));
}

void PrintForPrograms(Context& context, const Session& session) {
  if (context.screen().wants_records()) return context.screen().Print(session);
  PrintSessions(context, {session}, "");
}

}  // namespace

void PrintChanged(Context& context, std::string_view done, const Session& session) {
  if (context.screen().format() != Format::kTable) return PrintForPrograms(context, session);
  context.screen().Say(fmt::format("{}: {} ({})", done, WithAndWhen(context, session),
                                   ShortIds({session.name()}).Of(session.name())));
  context.shown_ids().Remember({session.name()});
}

void PrintChecked(Context& context, const Session& session) {
  if (context.screen().format() != Format::kTable) return PrintForPrograms(context, session);
  context.screen().Say(fmt::format("Nothing was written. It would be: {}", WithAndWhen(context, session)));
}

absl::StatusOr<std::vector<v1::ActionItem>> AgreedItems(const std::vector<std::string>& phrases,
                                                        const std::vector<Participant>& participants,
                                                        const Here& here) {
  std::vector<v1::ActionItem> items;
  for (const std::string& phrase : phrases) {
    const auto action = ParseActionPhrase(phrase, here);
    if (!action.ok()) return About("--action", action.status());
    const auto owner = OwnerOf(action->who, participants);
    if (!owner.ok()) return About("--action", owner.status());
    v1::ActionItem& item = items.emplace_back();
    item.set_owner(*owner);
    item.set_text(action->text);
    if (action->due) *item.mutable_due_date() = ToDate(*action->due);
  }
  return items;
}

absl::StatusOr<Participant> Me(Context& context) {
  Participant me;
  ASSIGN_OR_RETURN(me.person, FindPerson(context.directory(), "me"));
  me.typed = "me";
  me.me = true;
  return me;
}

std::string MyName(Context& context) {
  const auto me = Me(context);
  return me.ok() ? me->person.name() : "";
}

absl::StatusOr<std::string> NoteFromEditor(Context& context, const std::string& text) {
  return TextFromEditor(context, text, {"A note. The coach and all who are coached can read it."},
                        text.empty() ? Unchanged::kIsRefused : Unchanged::kIsTaken);
}

absl::StatusOr<std::vector<Participant>> ParticipantsOf(Context& context, const Session& session) {
  ASSIGN_OR_RETURN(const Participant me, Me(context));
  directory::v1::BatchGetPeopleRequest names;
  *names.mutable_names() = session.attendees();
  names.add_names(session.coach());
  ASSIGN_OR_RETURN(const auto people,
                   context.directory().Call(&directory::v1::DirectoryService::Stub::BatchGetPeople, names));
  std::vector<Participant> participants;
  for (const auto& person : people.people()) {
    participants.push_back({person, person.display_name(), person.name() == me.person.name()});
  }
  return participants;
}

absl::StatusOr<std::vector<Item>> ItemsOf(Context& context, const std::string& session) {
  v1::ListActionItemsRequest request;
  request.set_session(session);
  ASSIGN_OR_RETURN(auto listed,
                   ListPages<Item>(context.coaching(), &v1::CoachingService::Stub::ListActionItems, request,
                                   &v1::ListActionItemsResponse::action_items, 0));
  SortByDueDate(listed.items);
  return std::move(listed.items);
}

void PrintItems(Context& context, std::string_view heading, const std::vector<Item>& items) {
  if (items.empty()) return;
  context.screen().Say("");
  context.screen().Heading(heading);
  context.screen().Print(ActionTable(items, context.NamesOf(PeopleOf(items)), context.here()));
  context.shown_ids().Remember(NamesOfAll(items));
}

void AddCoaching(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(
      app, "coaching", "Coaching sessions: who needs one, planning, preparing, logging, acknowledging",
      "laurel coaching due\n"
      "laurel coaching plan ana --at \"monday 10:00\" --repeat weekly --times 12\n"
      "laurel coaching prepare ana\n"
      "laurel coaching log ana --held \"yesterday 15:00\" --focus \"Call opening\" --note \"…\"");
  AddDue(*noun, chosen);
  AddPlan(*noun, chosen);
  AddPrepare(*noun, chosen);
  AddPoints(*noun, chosen);
  AddReschedule(*noun, chosen);
  AddEdit(*noun, chosen);
  AddStartAndNoShow(*noun, chosen);
  AddHold(*noun, chosen);
  AddCancel(*noun, chosen);
  AddLog(*noun, chosen);
  AddListAndWeek(*noun, chosen);
  AddShow(*noun, chosen);
  AddVoidAndAck(*noun, chosen);
  AddNotes(*noun, chosen);
  AddRevise(*noun, chosen);
  AddSessionHistory(*noun, chosen);
}

}  // namespace laurel::cli
