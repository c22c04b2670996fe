#include <algorithm>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/coaching/coaching.h"
#include "clients/cli/commands/coaching/planning/overlap.h"
#include "clients/cli/commands/evidence.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/connection/request_id.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Request = v1::UpdateCoachingSessionRequest;

struct EditOptions {
  std::string session, focus, kind, follow_up;
  std::vector<std::string> add, remove, behaviours, goals, evidence;
  bool allow_overlap = false;
};

// The attendee meant, among those there are: "ana" is clear although five others are called so.
absl::StatusOr<std::string> AttendeeCalled(const std::string& who,
                                           const std::vector<Participant>& participants) {
  std::vector<directory::v1::Person> meant;
  std::vector<std::string> names;
  for (const Participant& one : participants) {
    const std::string name = fmt::format(" {}", api::LowerAscii(one.person.display_name()));
    names.push_back(one.person.display_name());
    if (name.find(fmt::format(" {}", api::LowerAscii(who))) != std::string::npos ||
        api::LowerAscii(one.person.email()) == api::LowerAscii(who) || one.person.name() == who) {
      meant.push_back(one.person);
    }
  }
  if (meant.size() == 1) return meant.front().name();
  return UsageError(fmt::format("--remove: \"{}\" is none, or not the only one, of those who take part: {}",
                                who, fmt::join(names, ", ")));
}

// A list of people is replaced as a whole, so it is bound to the version that it was made from.
// The session as it was.
absl::StatusOr<Session> SetAttendees(Context& context, const EditOptions& options, Request& request) {
  Session& changed = *request.mutable_coaching_session();
  ASSIGN_OR_RETURN(const Session session, GetSession(context, changed.name()));
  std::vector<std::string> attendees(session.attendees().begin(), session.attendees().end());
  if (!options.remove.empty()) {
    ASSIGN_OR_RETURN(const auto participants, ParticipantsOf(context, session));
    for (const std::string& who : options.remove) {
      ASSIGN_OR_RETURN(const std::string name, AttendeeCalled(who, participants));
      std::erase(attendees, name);
    }
  }
  for (const std::string& who : options.add) {
    ASSIGN_OR_RETURN(const auto person, FindPerson(context.directory(), who));
    if (std::ranges::find(attendees, person.name()) == attendees.end()) attendees.push_back(person.name());
  }
  *changed.mutable_attendees() = {attendees.begin(), attendees.end()};
  changed.set_etag(session.etag());
  request.mutable_update_mask()->add_paths("attendees");
  const auto kind =
      attendees.size() > 1 ? v1::COACHING_SESSION_KIND_GROUP : v1::COACHING_SESSION_KIND_ONE_ON_ONE;
  const bool by_number = session.kind() == v1::COACHING_SESSION_KIND_ONE_ON_ONE ||
                         session.kind() == v1::COACHING_SESSION_KIND_GROUP;
  if (by_number && session.kind() != kind && changed.kind() == v1::COACHING_SESSION_KIND_UNSPECIFIED) {
    changed.set_kind(kind);
    request.mutable_update_mask()->add_paths("kind");
  }
  return session;
}

// What adding somebody brings with it, and was not typed: what was written before is theirs to read as well.
void SayWhatChanged(Context& context, const Request& request, const Session& before) {
  const Session& after = request.coaching_session();
  std::vector<std::string> added;
  for (const std::string& person : after.attendees()) {
    if (std::ranges::find(before.attendees(), person) == before.attendees().end()) added.push_back(person);
  }
  if (!added.empty()) {
    context.screen().Remark(
        fmt::format("{} can now read its shared notes and talking points, those written before as well",
                    context.NamesOf(added).People(added).shown));
  }
  if (after.kind() != v1::COACHING_SESSION_KIND_UNSPECIFIED && after.kind() != before.kind()) {
    context.screen().Remark(
        fmt::format("it was {}, and is {} now", EnumWord(before.kind()), EnumWord(after.kind())));
  }
}

void SetList(const std::vector<std::string>& values, const char* path,
             google::protobuf::RepeatedPtrField<std::string>& field, Request& request) {
  if (values.empty()) return;
  request.mutable_update_mask()->add_paths(path);
  if (values.size() > 1 || values.front() != kNone) field = {values.begin(), values.end()};
}

absl::Status SetEvidence(const std::vector<std::string>& contacts, const Here& here, Request& request) {
  if (contacts.empty()) return absl::OkStatus();
  request.mutable_update_mask()->add_paths("evidence");
  if (contacts.size() == 1 && contacts.front() == kNone) return absl::OkStatus();
  for (const std::string& one : contacts) {
    const auto evidence = ParseEvidence(one, here);
    if (!evidence.ok()) return About("--evidence", evidence.status());
    *request.mutable_coaching_session()->add_evidence() = *evidence;
  }
  return absl::OkStatus();
}

absl::Status SetKind(const std::string& word, Request& request) {
  if (word.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto kind, EnumArgument<v1::CoachingSessionKind>("--kind", word));
  request.mutable_coaching_session()->set_kind(kind);
  request.mutable_update_mask()->add_paths("kind");
  return absl::OkStatus();
}

absl::Status SetTexts(Context& context, const EditOptions& options, Request& request) {
  const Here& here = context.here();
  Session& session = *request.mutable_coaching_session();
  if (!options.focus.empty()) {
    request.mutable_update_mask()->add_paths("focus_area");
    if (options.focus != kNone) session.set_focus_area(options.focus);
  }
  if (!options.follow_up.empty()) {
    request.mutable_update_mask()->add_paths("follow_up_time");
    if (options.follow_up != kNone) {
      const auto when = ParseMoment(options.follow_up, here, Tense::kFuture);
      if (!when.ok()) return About("--follow-up", when.status());
      *session.mutable_follow_up_time() = ToTimestamp(*when);
    }
  }
  SetList(options.behaviours, "behaviours", *session.mutable_behaviours(), request);
  ASSIGN_OR_RETURN(const std::vector<std::string> goals, GoalArguments(context, options.goals));
  SetList(goals, "goals", *session.mutable_goals(), request);
  RETURN_IF_ERROR(SetKind(options.kind, request));
  return SetEvidence(options.evidence, here, request);
}

absl::Status Edit(Context& context, const EditOptions& options) {
  Request request;
  request.set_request_id(NewRequestId());
  request.set_allow_overlap(options.allow_overlap);
  RETURN_IF_ERROR(SetTexts(context, options, request));
  const bool people = !options.add.empty() || !options.remove.empty();
  if (!people && request.update_mask().paths().empty()) {
    return UsageError(
        "what is to change? Give --focus, --kind, --add, --remove, --follow-up, --behaviour, --goal or "
        "--evidence");
  }
  ASSIGN_OR_RETURN(*request.mutable_coaching_session()->mutable_name(),
                   SessionArgument(context, options.session));
  Session before;
  if (people) {
    ASSIGN_OR_RETURN(before, SetAttendees(context, options, request));
  }
  const auto session = context.coaching().Call(&v1::CoachingService::Stub::UpdateCoachingSession, request);
  if (!session.ok()) return ToldKindly(context, session.status());
  PrintChanged(context, "Changed", *session);
  if (people) SayWhatChanged(context, request, before);
  return absl::OkStatus();
}

}  // namespace

void AddEdit(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "edit", "Change what a session is about or who takes part, until it is held",
                 "laurel coaching edit k3x9qz --focus \"Call closing\"\n"
                 "laurel coaching edit k3x9qz --add bruno --remove ana");
  auto options = std::make_shared<EditOptions>();
  AddSession(*command, options->session);
  command->add_option("--focus", options->focus, "what it is about; none clears it")->type_name("TEXT");
  AddRepeated(*command, "--add", options->add, "somebody else who is coached, may be repeated")
      ->type_name("WHO");
  AddRepeated(*command, "--remove", options->remove, "somebody who does not come, may be repeated")
      ->type_name("WHO");
  command->add_option("--follow-up", options->follow_up, "when to look at it again; none clears it")
      ->type_name("TIME");
  AddRepeated(*command, "--behaviour", options->behaviours, "instead of those there are; none clears them")
      ->type_name("TEXT");
  AddRepeated(*command, "--goal", options->goals, "instead of those there are; none clears them")
      ->type_name("GOAL");
  AddRepeated(*command, "--evidence", options->evidence, "instead of those there are; none clears them")
      ->type_name("CONTACT");
  command->add_option("--kind", options->kind, "one-on-one, group, coach-the-coach, role-play or shadowing")
      ->type_name("KIND");
  AddAllowOverlap(*command, options->allow_overlap);
  chosen.When(command, [options](Context& context) { return Edit(context, *options); });
}

}  // namespace laurel::cli
