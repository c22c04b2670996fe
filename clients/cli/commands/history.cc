#include "clients/cli/commands/history.h"

#include "clients/cli/app/pages.h"
#include "common/status/macros.h"

namespace laurel::cli {

namespace v1 = feedback::v1;

absl::StatusOr<std::vector<StatusChange>> ListChanges(Context& context, const std::string& resource) {
  v1::ListStatusChangesRequest request;
  request.set_parent(resource);
  ASSIGN_OR_RETURN(auto listed,
                   ListPages<StatusChange>(context.coaching(), &v1::CoachingService::Stub::ListStatusChanges,
                                           request, &v1::ListStatusChangesResponse::status_changes, 0));
  return std::move(listed.items);
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
