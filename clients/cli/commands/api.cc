#include <fstream>
#include <iterator>

#include "clients/cli/api/dynamic_call.h"
#include "clients/cli/api/methods.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/token.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

using google::protobuf::Message;

struct ApiOptions {
  std::string call;
  std::string data = "{}";
  std::string service;
  bool list = false;
};

absl::Status List(Context& context) {
  Table table({"call", "takes", "answers"});
  for (const Method* method : AllMethods()) {
    table.Add({fmt::format("{}/{}", method->service()->name(), method->name()),
               (method->client_streaming() ? "stream of " : "") + method->input_type()->name(),
               (method->server_streaming() ? "stream of " : "") + method->output_type()->name()});
  }
  context.screen().Print(table);
  return absl::OkStatus();
}

// Where the JSON is: the argument itself, a file after "@", or standard input for "-".
absl::StatusOr<std::string> WholeInput(Context& context, const std::string& data) {
  if (data == "-") return std::string(std::istreambuf_iterator<char>(context.in()), {});
  return data.starts_with('@') ? ReadFile(data.substr(1)) : data;
}

absl::StatusOr<const Endpoint*> EndpointOf(Context& context, const Method& method, const std::string& asked) {
  const std::string owner = ServiceOf(method);
  if (!owner.empty() && !asked.empty() && asked != owner) {
    return UsageError(
        fmt::format("--service: {}/{} is a call of {}", method.service()->name(), method.name(), owner));
  }
  const std::string name = asked.empty() ? owner : asked;
  const auto services = context.services();
  if (const auto service = services.find(name); service != services.end()) return service->second;
  std::string all;
  for (const auto& [one, endpoint] : services) all += (all.empty() ? "" : " or ") + one;
  if (!name.empty()) return UsageError(fmt::format("there is no service {}: give --service {}", name, all));
  return UsageError(
      fmt::format("every service has {}: say which with --service {}", method.service()->name(), all));
}

absl::Status CallOnce(Context& context, const Method& method, const Endpoint& endpoint,
                      const std::string& data) {
  ASSIGN_OR_RETURN(const std::string json, WholeInput(context, data));
  ASSIGN_OR_RETURN(const std::unique_ptr<Message> request, RequestFromJson(method, json));
  std::unique_ptr<Message> response;
  RETURN_IF_ERROR(endpoint.Call([&](grpc::ClientContext& call) {
    bool sent = false;
    const NextRequest next = [&] {
      std::unique_ptr<Message> copy(sent ? nullptr : request->New());
      if (copy) copy->CopyFrom(*request);
      sent = true;
      return copy;
    };
    return CallDynamically(endpoint.channel(), call, method, next, [&](const Message& message) {
      response.reset(message.New());
      response->CopyFrom(message);
    });
  }));
  if (response) context.screen().Print(*response);
  return absl::OkStatus();
}

// Lines of JSON, each a message of the stream; they are read as the service takes them.
class JsonLines {
 public:
  JsonLines(const Method& method, std::istream& in) : method_(method), in_(in) {}

  std::unique_ptr<Message> Next() {
    for (std::string line; std::getline(in_, line);) {
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      auto message = RequestFromJson(method_, line);
      if (message.ok()) return *std::move(message);
      status_ = message.status();
      break;
    }
    return nullptr;
  }

  const absl::Status& status() const { return status_; }

 private:
  const Method& method_;
  std::istream& in_;
  absl::Status status_;
};

absl::Status CallStream(Context& context, const Method& method, const Endpoint& endpoint,
                        const std::string& data) {
  std::istringstream text;
  if (data != "-") {
    ASSIGN_OR_RETURN(const std::string json, WholeInput(context, data));
    text.str(json);
  }
  JsonLines lines(method, data == "-" ? context.in() : text);
  bool answered = false;
  bool begun = false;  // a second attempt would send and print things twice
  const absl::Status status =
      endpoint.Call(context.timeout().value_or(absl::InfiniteDuration()), [&](grpc::ClientContext& call) {
        if (begun) return grpc::Status(grpc::StatusCode::CANCELLED, "the stream was broken off");
        begun = true;
        const NextRequest next = [&] {
          auto message = lines.Next();
          if (!lines.status().ok()) call.TryCancel();
          return message;
        };
        return CallDynamically(endpoint.channel(), call, method, next, [&](const Message& message) {
          context.screen().out() << JsonLine(message) << std::flush;
          answered = true;
        });
      });
  RETURN_IF_ERROR(lines.status());
  // Whoever watches for a minute is not disappointed when the minute is over.
  const bool watched = answered && context.timeout() && status.code() == absl::StatusCode::kDeadlineExceeded;
  return watched ? absl::OkStatus() : status;
}

absl::Status CallApi(Context& context, const ApiOptions& options) {
  if (options.list) return List(context);
  if (options.call.empty()) return UsageError("which call? `laurel api --list` shows them");
  ASSIGN_OR_RETURN(const Method* method, FindMethod(options.call, options.service));
  RETURN_IF_ERROR(context.Connect());
  const bool stream = method->client_streaming() || method->server_streaming();
  ASSIGN_OR_RETURN(const Endpoint* endpoint, EndpointOf(context, *method, options.service));
  return stream ? CallStream(context, *method, *endpoint, options.data)
                : CallOnce(context, *method, *endpoint, options.data);
}

}  // namespace

void AddApi(CLI::App& app, Chosen& chosen) {
  CLI::App* command =
      AddCommand(app, "api", "Any call of the contract, in JSON. Streams take and give one message a line.",
                 "laurel api --list\nlaurel api GetCoachingSession -d '{\"name\": \"coachingSessions/…\"}'\n"
                 "laurel api DirectoryService/ImportPeople -d - < rows.jsonl");
  auto options = std::make_shared<ApiOptions>();
  command->add_option("CALL", options->call,
                      "CoachingService/GetCoachingSession, or only GetCoachingSession");
  command->add_option("-d,--data", options->data, "the request; @FILE, or - for standard input ({})")
      ->type_name("JSON");
  command
      ->add_option("--service", options->service, "which one is asked, for calls that several services have")
      ->type_name("SERVICE");
  command->add_flag("--list", options->list, "every call there is");
  chosen.WhenOffline(command, [options](Context& context) { return CallApi(context, *options); });
}

}  // namespace laurel::cli
