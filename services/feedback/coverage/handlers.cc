#include "services/feedback/coverage/handlers.h"

#include <tuple>

#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/coverage/rules.h"
#include "services/feedback/coverage/store.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coverage {
namespace {

using Request = v1::GetCoachingCoverageRequest;

absl::Status Permit(const org::Organization& organization, const rpc::Call& call, std::string_view manager) {
  if (manager == call.caller.id || call.caller.IsHrAdmin() || call.caller.IsAuditor())
    return absl::OkStatus();
  const org::Relations relations = organization.RelationsOf(call.caller.id, manager, call.now);
  if (relations.HasAny(org::Relations::kLineManager | org::Relations::kChainAbove)) return absl::OkStatus();
  return NotYourReport("manager", "these are somebody else's people: leave manager empty for your own");
}

v1::UncoveredPerson ToMessage(const Uncovered& uncovered) {
  v1::UncoveredPerson message;
  message.set_person(org::kPersonPattern.Format({uncovered.person}));
  if (uncovered.last_held_time.has_value()) {
    *message.mutable_last_held_time() = ToTimestamp(*uncovered.last_held_time);
  }
  return message;
}

Uncovered FromMessage(const v1::UncoveredPerson& message) {
  Uncovered uncovered{std::string(IdOf(message.person())), std::nullopt};
  if (message.has_last_held_time()) uncovered.last_held_time = FromTimestamp(message.last_held_time());
  return uncovered;
}

v1::GetCoachingCoverageResponse Page(const rpc::Call& call, const Request& request, int size,
                                     const std::optional<api::TimePosition>& after, std::size_t population,
                                     const std::vector<Uncovered>& uncovered) {
  v1::GetCoachingCoverageResponse page;
  page.set_total(static_cast<std::int64_t>(population));
  page.set_covered(static_cast<std::int64_t>(population - uncovered.size()));
  std::vector<v1::UncoveredPerson> rest;
  for (const Uncovered& one : uncovered) {
    if (after.has_value() && std::tuple(OrderTimeOf(one), one.person) <= std::tuple(after->time, after->id))
      continue;
    rest.push_back(ToMessage(one));
    if (rest.size() > static_cast<std::size_t>(size)) break;
  }
  const auto cursor_of = [](const v1::UncoveredPerson& person) {
    const Uncovered last = FromMessage(person);
    return api::ToCursor({OrderTimeOf(last), last.person});
  };
  api::FillPage(call.caller.id, request, std::move(rest), size, cursor_of, page.mutable_uncovered(),
                page.mutable_next_page_token());
  return page;
}

}  // namespace

absl::StatusOr<v1::GetCoachingCoverageResponse> GetCoachingCoverage(Env& env, rpc::Call& call,
                                                                    const Request& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  ASSIGN_OR_RETURN(const Window window,
                   WindowOf(request.has_as_of() ? std::optional(request.as_of()) : std::nullopt,
                            request.window_days(), call.now));
  ASSIGN_OR_RETURN(const People people, PeopleOf(request.transitive(), request.coachees()));
  RETURN_IF_ERROR(org::CheckPeople(env.organization, {{"manager", request.manager()}}, call.now,
                                   call.deadline,
                                   /*refuse_leavers=*/false));
  const std::string manager(request.manager().empty() ? call.caller.id : IdOf(request.manager()));
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
  RETURN_IF_ERROR(Permit(*organization, call, manager));
  const std::vector<std::string> population = Population(*organization, manager, people, window.as_of);
  ASSIGN_OR_RETURN(const LastHeld last_held,
                   env.db.Read<LastHeld>(call.deadline, [&](sql::Connection& connection) {
                     return FindLastHeld(connection, population, window.end);
                   }));
  return Page(call, request, page.size, after, population.size(),
              UncoveredOf(population, last_held, window.start));
}

}  // namespace laurel::feedback::coverage
