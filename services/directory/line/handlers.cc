#include "services/directory/line/handlers.h"

#include <optional>
#include <string>
#include <vector>

#include "common/api/fill_page.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/person/read.h"

namespace laurel::directory::line {
namespace {

// Unset: today where the person is.
absl::StatusOr<absl::CivilDay> AsOf(const org::Organization& organization, const google::type::Date* date,
                                    const std::string& person, absl::Time now) {
  if (date == nullptr) return organization.TodayOf(person, now);
  const std::optional<absl::CivilDay> day = FromDate(*date);
  if (!day.has_value()) return InvalidField("as_of", "is not a date of the calendar");
  return *day;
}

}  // namespace

absl::StatusOr<v1::ListReportsResponse> ListReports(Env& env, rpc::Call& call,
                                                    const v1::ListReportsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::string id, person::RequirePerson(env, call, request.person()));
  const person::Viewer viewer(env, call);
  const org::Organization& organization = viewer.organization();
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   AsOf(organization, request.has_as_of() ? &request.as_of() : nullptr, id, call.now));
  ASSIGN_OR_RETURN(
      std::vector<v1::Person> people,
      person::ReadPage(env, call, viewer, page,
                       {.filter = {}, .among = organization.ReportsOn(id, day, request.transitive())}));
  v1::ListReportsResponse response;
  api::FillPage(call.caller.id, request, std::move(people), page.size, person::CursorOf,
                response.mutable_people(), response.mutable_next_page_token());
  return response;
}

absl::StatusOr<v1::GetReportingChainResponse> GetReportingChain(Env& env, rpc::Call& call,
                                                                const v1::GetReportingChainRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, person::RequirePerson(env, call, request.person()));
  const person::Viewer viewer(env, call);
  const org::Organization& organization = viewer.organization();
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   AsOf(organization, request.has_as_of() ? &request.as_of() : nullptr, id, call.now));
  ASSIGN_OR_RETURN(const std::vector<v1::Person> people,
                   person::ReadInOrder(env, call, viewer, organization.ChainOn(id, day)));
  v1::GetReportingChainResponse response;
  response.mutable_people()->Assign(people.begin(), people.end());
  return response;
}

}  // namespace laurel::directory::line
