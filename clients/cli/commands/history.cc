#include "clients/cli/commands/history.h"

#include "clients/cli/app/pages.h"
#include "common/status/macros.h"

namespace laurel::cli {

namespace {

// Of what this service keeps.
template <typename Service, typename Request, typename Response>
absl::StatusOr<std::vector<StatusChange>> ListFrom(Client<Service>& client,
                                                   grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                                                                         const Request&,
                                                                                         Response*),
                                                   const std::string& resource) {
  Request request;
  request.set_parent(resource);
  ASSIGN_OR_RETURN(auto listed,
                   ListPages<StatusChange>(client, method, request, &Response::status_changes, 0));
  return std::move(listed.items);
}

}  // namespace

absl::StatusOr<std::vector<StatusChange>> ListChanges(Context& context, const std::string& resource) {
  if (resource.starts_with("goals/")) {
    return ListFrom(context.goals(), &goals::v1::GoalService::Stub::ListStatusChanges, resource);
  }
  if (resource.starts_with("recognitions/")) {
    return ListFrom(context.recognition(), &recognition::v1::RecognitionService::Stub::ListStatusChanges,
                    resource);
  }
  return ListFrom(context.coaching(), &feedback::v1::CoachingService::Stub::ListStatusChanges, resource);
}

absl::Status ShowHistory(Context& context, const std::string& resource) {
  ASSIGN_OR_RETURN(const std::vector<StatusChange> changes, ListChanges(context, resource));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(RecordsOf(changes));
    return absl::OkStatus();
  }
  const Names& names = context.NamesOf(PeopleOf(changes));
  screen.Print(screen.format() == Format::kCsv ? ChangeTable(changes, names, context.here())
                                               : HistoryTable(changes, names, context.here()));
  return absl::OkStatus();
}

}  // namespace laurel::cli
