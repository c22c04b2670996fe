#include "clients/cli/commands/event/event.h"

#include "clients/cli/app/show.h"
#include "clients/cli/commands/commands.h"
#include "common/status/macros.h"
#include "laurel/events/v1/event_service.grpc.pb.h"

namespace laurel::cli {
namespace {

namespace v1 = events::v1;

absl::Status Types(Context& context) {
  std::vector<v1::EventType> all;
  for (const auto& [service, endpoint] : context.services()) {
    ASSIGN_OR_RETURN(const std::vector<v1::EventType> types, EventTypesOf(*endpoint));
    all.insert(all.end(), types.begin(), types.end());
  }
  ShowList(context.screen(), all, [&all] {
    Table table({"type", "data"});
    for (const v1::EventType& type : all) table.Add({type.type(), type.data()});
    return table;
  });
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<v1::EventType>> EventTypesOf(const Endpoint& endpoint) {
  const auto stub = v1::EventService::NewStub(endpoint.channel());
  v1::ListEventTypesResponse response;
  RETURN_IF_ERROR(
      endpoint.Call([&](grpc::ClientContext& call) { return stub->ListEventTypes(&call, {}, &response); }));
  return std::vector<v1::EventType>(response.event_types().begin(), response.event_types().end());
}

void AddEventTypes(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "types", "What can happen, and which message carries its data", "laurel event types");
  chosen.When(command, Types);
}

void AddEvents(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "event", "What happens, as it happens",
                           "laurel event watch\nlaurel event watch 'coaching.*' -o json\nlaurel event types");
  AddEventWatch(*noun, chosen);
  AddEventTypes(*noun, chosen);
}

}  // namespace laurel::cli
