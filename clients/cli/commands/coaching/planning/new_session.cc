#include "clients/cli/commands/coaching/planning/new_session.h"

#include "clients/cli/app/edited_text.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/planning/overlap.h"
#include "clients/cli/commands/evidence.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/dates/show.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

absl::StatusOr<google::protobuf::Timestamp> Moment(std::string_view flag, const std::string& text,
                                                   const Here& here, Tense tense) {
  const auto moment = ParseMoment(text, here, tense);
  if (!moment.ok()) return About(flag, moment.status());
  return ToTimestamp(*moment);
}

absl::Status SetTimes(const SessionOptions& options, const Here& here, Session& session) {
  if (!options.held.empty()) {
    ASSIGN_OR_RETURN(*session.mutable_held_time(), Moment("--held", options.held, here, Tense::kPast));
  }
  if (!options.at.empty()) {
    ASSIGN_OR_RETURN(*session.mutable_scheduled_time(),
                     PlannedTime("--at", options.at, here, "laurel coaching log WHO"));
  }
  if (!options.follow_up.empty()) {
    ASSIGN_OR_RETURN(*session.mutable_follow_up_time(),
                     Moment("--follow-up", options.follow_up, here, Tense::kFuture));
  }
  if (!options.duration.empty()) {
    const auto length = ParseLength(options.duration);
    if (!length.ok()) return About("--duration", length.status());
    *session.mutable_duration() = ToDuration(*length);
  }
  return absl::OkStatus();
}

// Everybody who takes part; the coach last.
absl::StatusOr<std::vector<Participant>> Participants(Context& context, const SessionOptions& options) {
  std::vector<Participant> participants;
  for (const std::string& who : options.who) {
    Participant one;
    ASSIGN_OR_RETURN(one.person, FindPerson(context.directory(), who));
    one.typed = who;
    participants.push_back(std::move(one));
  }
  Participant coach;
  if (options.coach.empty()) {
    ASSIGN_OR_RETURN(coach, Me(context));
  } else {
    ASSIGN_OR_RETURN(coach.person, FindPerson(context.directory(), options.coach));
    coach.typed = options.coach;
    coach.me = true;  // an item that names nobody is the attendee's, not the coach's
  }
  participants.push_back(std::move(coach));
  return participants;
}

}  // namespace

absl::StatusOr<google::protobuf::Timestamp> PlannedTime(std::string_view flag, const std::string& text,
                                                        const Here& here, std::string_view instead) {
  const auto moment = ParseMoment(text, here, Tense::kFuture);
  if (!moment.ok()) return About(flag, moment.status());
  if (*moment >= here.now) return ToTimestamp(*moment);
  return UsageError(
      fmt::format("{}: \"{}\" is in the past, {}; what has been held is written down with: {} "
                  "--held \"{}\"",
                  flag, text, ShowMoment(*moment, here), instead, text));
}

absl::StatusOr<v1::CreateCoachingSessionRequest> RequestFor(Context& context, const SessionOptions& options) {
  v1::CreateCoachingSessionRequest request;
  request.set_request_id(NewRequestId());
  request.set_validate_only(options.dry_run);
  request.set_allow_overlap(options.allow_overlap);
  Session& session = *request.mutable_coaching_session();
  RETURN_IF_ERROR(SetTimes(options, context.here(), session));  // before anything is asked of a service
  for (const std::string& one : options.evidence) {
    const auto evidence = ParseEvidence(one, context.here());
    if (!evidence.ok()) return About("--evidence", evidence.status());
    *session.add_evidence() = *evidence;
  }
  ASSIGN_OR_RETURN(auto kind, EnumArgument<v1::CoachingSessionKind>("--kind", options.kind));
  if (options.kind.empty() && options.who.size() > 1) kind = v1::COACHING_SESSION_KIND_GROUP;
  session.set_kind(kind);
  session.set_focus_area(options.focus);
  for (const std::string& behaviour : options.behaviours) session.add_behaviours(behaviour);
  ASSIGN_OR_RETURN(const std::vector<std::string> goals, GoalArguments(context, options.goals));
  *session.mutable_goals() = {goals.begin(), goals.end()};
  ASSIGN_OR_RETURN(*request.mutable_shared_note(), TextArgument(context, options.note));
  ASSIGN_OR_RETURN(const std::vector<Participant> participants, Participants(context, options));
  for (std::size_t i = 0; i + 1 < participants.size(); ++i)
    session.add_attendees(participants[i].person.name());
  if (!options.coach.empty()) session.set_coach(participants.back().person.name());
  ASSIGN_OR_RETURN(auto items, AgreedItems(options.actions, participants, context.here()));
  // What is agreed in a session about one goal serves that goal; of several nobody can tell.
  for (v1::ActionItem& item : items) item.set_goal(goals.size() == 1 ? goals.front() : "");
  request.mutable_action_items()->Add(items.begin(), items.end());
  if (options.edit) {
    ASSIGN_OR_RETURN(*request.mutable_shared_note(), NoteFromEditor(context, request.shared_note()));
  }
  return request;
}

absl::StatusOr<Session> CreateSession(Context& context, const v1::CreateCoachingSessionRequest& request,
                                      std::string_view done) {
  const auto session = context.coaching().Call(&v1::CoachingService::Stub::CreateCoachingSession, request);
  if (!session.ok()) return ToldKindly(context, session.status());
  if (request.validate_only()) KeepEdited(context);
  request.validate_only() ? PrintChecked(context, *session) : PrintChanged(context, done, *session);
  return session;
}

absl::Status PrintAgreed(Context& context, const v1::CreateCoachingSessionRequest& request,
                         const Session& session) {
  if (request.action_items().empty() || request.validate_only()) return absl::OkStatus();
  if (context.screen().format() != Format::kTable) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<Item> items, ItemsOf(context, session.name()));
  std::erase_if(items, [&](const Item& item) { return item.session() != session.name(); });
  context.screen().Print(ActionTable(items, context.NamesOf(PeopleOf(items)), context.here()));
  context.shown_ids().Remember(NamesOfAll(items));
  return absl::OkStatus();
}

void AddSessionOptions(CLI::App& command, SessionOptions& options) {
  command.add_option("WHO", options.who, "those coached: an address or a part of a name each")->required();
  command.add_option("--focus", options.focus, "what it is about")->type_name("TEXT");
  command.add_option("--note", options.note, "a note that you all can read; - is standard input")
      ->type_name("TEXT");
  command.add_flag("--edit", options.edit, "write the note in your editor ($VISUAL, $EDITOR)");
  AddRepeated(command, "--action", options.actions, "\"WHO: what to do @DAY\", may be repeated")
      ->type_name("ITEM");
  command.add_option("--kind", options.kind, "one-on-one, group, coach-the-coach, role-play or shadowing")
      ->type_name("KIND");
  command.add_option("--duration", options.duration, "45m, 1h30m (30m)")->type_name("LENGTH");
  command.add_option("--follow-up", options.follow_up, "when to look at it again")->type_name("TIME");
  AddRepeated(command, "--behaviour", options.behaviours, "a behaviour it is about, may be repeated")
      ->type_name("TEXT");
  AddRepeated(command, "--goal", options.goals,
              "a goal it serves, may be repeated; of one alone --action, too")
      ->type_name("GOAL");
  AddRepeated(command, "--evidence", options.evidence,
              "a contact it is about: zendesk:48213 or a link, may end in \" @yesterday 15:00\"; repeatable")
      ->type_name("CONTACT");
  command.add_option("--coach", options.coach, "who coaches, when that is not you (HR_ADMIN)")
      ->type_name("WHO");
  command.add_flag("--dry-run", options.dry_run, "check everything, write nothing");
}

}  // namespace laurel::cli
