#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/people/people.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/views/person_view.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
using Stub = v1::DirectoryService::Stub;

struct ChangeOptions {
  std::string who, day, reason;
  bool for_good = false;
};

// `day`: as it was asked for; from then on it is so. Empty: it is so.
absl::Status Print(Context& context, std::string_view done, const v1::Person& person,
                   const std::string& day = "") {
  if (context.screen().wants_records()) {
    context.screen().Print(person);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::string from, FromDay(context, day));
  context.screen().Say(fmt::format("{}{} {}.", from, person.display_name(), done));
  return absl::OkStatus();
}

// What every change of state asks for; how the day is called differs.
template <typename Request>
absl::StatusOr<Request> RequestFor(Context& context, const ChangeOptions& options) {
  ASSIGN_OR_RETURN(const v1::Person person, FindPerson(context.directory(), options.who));
  Request request;
  request.set_name(person.name());
  request.set_request_id(NewRequestId());
  request.set_reason(options.reason);
  return request;
}

template <typename Request>
absl::Status SetStart(Context& context, const ChangeOptions& options, Request& request) {
  if (options.day.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(*request.mutable_start_date(), DayArgument(context, "--on", options.day, Tense::kFuture));
  return absl::OkStatus();
}

absl::Status LeaveForGood(Context& context, const ChangeOptions& options) {
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::MarkPersonLeftRequest>(context, options));
  if (!options.day.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_leave_date(),
                     DayArgument(context, "--on", options.day, Tense::kFuture));
  }
  ASSIGN_OR_RETURN(const v1::Person person, context.directory().Call(&Stub::MarkPersonLeft, request));
  if (person.state() == v1::PERSON_STATE_LEFT) {
    return Print(context,
                 "has left: their reports are with their manager now, what they had planned is cancelled",
                 person);
  }
  return Print(context,
               "does not belong to the organisation any more; `laurel people reinstate` withdraws it", person,
               options.day);
}

absl::Status Leave(Context& context, const ChangeOptions& options) {
  if (options.for_good) return LeaveForGood(context, options);
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::MarkPersonOnLeaveRequest>(context, options));
  RETURN_IF_ERROR(SetStart(context, options, request));
  ASSIGN_OR_RETURN(const v1::Person person, context.directory().Call(&Stub::MarkPersonOnLeave, request));
  return Print(context, "is on leave; `laurel people return` ends it", person, options.day);
}

absl::Status Return(Context& context, const ChangeOptions& options) {
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::MarkPersonReturnedRequest>(context, options));
  RETURN_IF_ERROR(SetStart(context, options, request));
  ASSIGN_OR_RETURN(const v1::Person person, context.directory().Call(&Stub::MarkPersonReturned, request));
  return Print(context, "is back from leave", person, options.day);
}

absl::Status Reinstate(Context& context, const ChangeOptions& options) {
  ASSIGN_OR_RETURN(auto request, RequestFor<v1::ReinstatePersonRequest>(context, options));
  RETURN_IF_ERROR(SetStart(context, options, request));
  ASSIGN_OR_RETURN(const v1::Person person, context.directory().Call(&Stub::ReinstatePerson, request));
  return Print(context, "belongs to the organisation again; reports and roles are not given back", person,
               options.day);
}

std::shared_ptr<ChangeOptions> AddOptions(CLI::App& command) {
  auto options = std::make_shared<ChangeOptions>();
  command.add_option("WHO", options->who, "an address or a part of a name")->required();
  command.add_option("--on", options->day, "the first day of it: friday, 2026-12-01 (today)")
      ->type_name("DAY");
  command.add_option("--reason", options->reason, "why; kept with the change")->type_name("TEXT");
  return options;
}

struct LineOptions {
  std::string who, above, from;
};

template <typename Request>
absl::StatusOr<Request> LineRequestFor(Context& context, const LineOptions& options, std::string& above) {
  Request request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(const v1::Person person, FindPerson(context.directory(), options.who));
  request.set_person(person.name());
  if (options.above != kNone) {
    ASSIGN_OR_RETURN(const v1::Person found, FindPerson(context.directory(), options.above));
    above = found.name();
  }
  if (!options.from.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_start_date(),
                     DayArgument(context, "--from", options.from, Tense::kFuture));
  }
  return request;
}

absl::Status SetManager(Context& context, const LineOptions& options) {
  std::string above;
  ASSIGN_OR_RETURN(auto request, LineRequestFor<v1::SetManagerRequest>(context, options, above));
  request.set_manager(above);
  ASSIGN_OR_RETURN(const v1::Person person, context.directory().Call(&Stub::SetManager, request));
  return Print(context, above.empty() ? "reports to nobody" : "has a new manager", person, options.from);
}

absl::Status SetCoach(Context& context, const LineOptions& options) {
  std::string above;
  ASSIGN_OR_RETURN(auto request, LineRequestFor<v1::SetCoachRequest>(context, options, above));
  request.set_coach(above);
  ASSIGN_OR_RETURN(const v1::Person person, context.directory().Call(&Stub::SetCoach, request));
  return Print(context, above.empty() ? "has no coach" : "has a new coach", person, options.from);
}

void AddLine(CLI::App& noun, Chosen& chosen, const std::string& name, const std::string& description,
             absl::Status (*set)(Context&, const LineOptions&)) {
  CLI::App* command = AddCommand(noun, name, description,
                                 fmt::format("laurel people {0} \"ana ribeiro\" marta --from 2026-12-01\n"
                                             "laurel people {0} \"ana ribeiro\" none",
                                             name));
  auto options = std::make_shared<LineOptions>();
  command->add_option("WHO", options->who, "an address or a part of a name")->required();
  command->add_option("ABOVE", options->above, "who it is from now on; none is nobody")
      ->required()
      ->type_name("WHO");
  command->add_option("--from", options->from, "the first day of it (today)")->type_name("DAY");
  chosen.When(command, [options, set](Context& context) { return set(context, *options); });
}

}  // namespace

void AddPeopleChanges(CLI::App& noun, Chosen& chosen) {
  CLI::App* leave =
      AddCommand(noun, "leave",
                 "Somebody goes on leave; with --for-good they leave the organisation: their reports "
                 "move to their manager, what they had planned is cancelled",
                 "laurel people leave \"ana ribeiro\" --on monday\n"
                 "laurel people leave \"ana ribeiro\" --for-good --on 2026-12-31");
  const auto left = AddOptions(*leave);
  leave->add_flag("--for-good", left->for_good, "they leave the organisation");
  chosen.When(leave, [left](Context& context) { return Leave(context, *left); });

  CLI::App* back =
      AddCommand(noun, "return", "Somebody is back from leave", "laurel people return \"ana ribeiro\"");
  const auto returned = AddOptions(*back);
  chosen.When(back, [returned](Context& context) { return Return(context, *returned); });

  CLI::App* again = AddCommand(
      noun, "reinstate", "Somebody who has left is back, or a leaving that is still to come is withdrawn",
      "laurel people reinstate \"ana ribeiro\"");
  const auto reinstated = AddOptions(*again);
  chosen.When(again, [reinstated](Context& context) { return Reinstate(context, *reinstated); });

  AddLine(noun, chosen, "manager", "To whom somebody reports", SetManager);
  AddLine(noun, chosen, "coach", "Who coaches somebody beside their manager", SetCoach);
}

}  // namespace laurel::cli
