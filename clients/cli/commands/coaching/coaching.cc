#include "clients/cli/commands/coaching/coaching.h"

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

void PrintChanged(Context& context, std::string_view done, const Session& session) {
  if (context.screen().format() != Format::kTable) {
    if (context.screen().wants_records()) return context.screen().Print(session);
    return PrintSessions(context, {session}, "");
  }
  const Names& names = context.NamesOf(PeopleOf(session));
  context.screen().Say(fmt::format(
      "{}: {}, {} ({})", done, names.People({session.attendees().begin(), session.attendees().end()}).shown,
      ShowMoment(WhenOf(session), context.here()), ShortIds({session.name()}).Of(session.name())));
  context.shown_ids().Remember({session.name()});
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

void AddCoaching(CLI::App& app, Chosen& chosen) {
  CLI::App* noun =
      AddNoun(app, "coaching", "Coaching sessions: who needs one, logging, planning, acknowledging",
              "laurel coaching due\n"
              "laurel coaching log ana --held \"yesterday 15:00\" --focus \"Call opening\" --note \"…\"\n"
              "laurel coaching week");
  AddDue(*noun, chosen);
  AddLogAndPlan(*noun, chosen);
  AddListAndWeek(*noun, chosen);
  AddShow(*noun, chosen);
  AddHold(*noun, chosen);
  AddVoidAndAck(*noun, chosen);
  AddNotes(*noun, chosen);
}

}  // namespace laurel::cli
