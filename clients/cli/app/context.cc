#include "clients/cli/app/context.h"

#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/token.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

Format FormatNamed(const std::string& name) {
  if (name == "json") return Format::kJson;
  if (name == "yaml") return Format::kYaml;
  if (name == "csv") return Format::kCsv;
  return Format::kTable;
}

// "10s", "2m", "500ms"; a bare number counts seconds.
absl::StatusOr<absl::Duration> ParseTimeout(const std::string& text) {
  absl::Duration timeout;
  const bool bare = text.find_first_not_of("0123456789.") == std::string::npos;
  if (!absl::ParseDuration(bare ? text + "s" : text, &timeout) || timeout <= absl::ZeroDuration()) {
    return UsageError(fmt::format("--timeout: \"{}\" is not a length of time; say it like 10s or 2m", text));
  }
  return timeout;
}

}  // namespace

Context::Context(const Surroundings& surroundings, const GlobalOptions& options)
    : surroundings_(surroundings),
      options_(options),
      screen_(surroundings.streams),
      shown_ids_(ShownIdsPath(surroundings.variable("XDG_STATE_HOME").value_or(""),
                              surroundings.variable("HOME").value_or(""))) {
  screen_.set_format(FormatNamed(options.output));
}

absl::StatusOr<Endpoint> Context::OpenEndpoint(const char* service, const std::string& flag,
                                               const char* variable, const char* standard,
                                               const std::string& tls_ca) {
  EndpointOptions options;
  options.service = service;
  options.address = flag.empty() ? surroundings_.variable(variable).value_or("") : flag;
  if (options.address.empty()) options.address = standard;
  options.token = token_;
  options.tls_ca = tls_ca;
  if (timeout_) options.timeout = *timeout_;
  return Endpoint::Open(std::move(options));
}

absl::StatusOr<std::string> Context::CurrentToken() const {
  return FindToken(options_.token_file, surroundings_.variable("LAUREL_TOKEN"),
                   surroundings_.variable("LAUREL_TOKEN_FILE").value_or(""));
}

absl::StatusOr<bool> Context::SignInAgain() {
  ASSIGN_OR_RETURN(const std::string token, CurrentToken());
  if (token == token_) return false;
  RETURN_IF_ERROR(Connect());
  return true;
}

absl::Status Context::Connect(absl::Duration patience) {
  timeout_ = patience;
  return Connect();
}

absl::Status Context::Connect() {
  if (!options_.timeout.empty()) {
    ASSIGN_OR_RETURN(timeout_, ParseTimeout(options_.timeout));
  }
  ASSIGN_OR_RETURN(token_, CurrentToken());
  std::string tls_ca;
  if (!options_.tls_ca.empty()) {
    ASSIGN_OR_RETURN(tls_ca, ReadFile(options_.tls_ca));
  }
  ASSIGN_OR_RETURN(Endpoint directory, OpenEndpoint("directory", options_.directory_address,
                                                    "LAUREL_DIRECTORY_ADDRESS", "127.0.0.1:7401", tls_ca));
  ASSIGN_OR_RETURN(Endpoint feedback, OpenEndpoint("feedback", options_.feedback_address,
                                                   "LAUREL_FEEDBACK_ADDRESS", "127.0.0.1:7402", tls_ca));
  ASSIGN_OR_RETURN(Endpoint goals, OpenEndpoint("goals", options_.goals_address, "LAUREL_GOALS_ADDRESS",
                                                "127.0.0.1:7403", tls_ca));
  ASSIGN_OR_RETURN(Endpoint recognition,
                   OpenEndpoint("recognition", options_.recognition_address, "LAUREL_RECOGNITION_ADDRESS",
                                "127.0.0.1:7404", tls_ca));
  directory_.emplace(std::move(directory));
  coaching_.emplace(feedback);
  feedback_.emplace(std::move(feedback));
  goals_.emplace(std::move(goals));
  recognition_.emplace(std::move(recognition));
  return absl::OkStatus();
}

const Names& Context::NamesOf(const std::vector<std::string>& people) {
  const absl::Status status = names_.Load(directory(), people);
  if (!status.ok()) screen_.Remark(fmt::format("names are missing: {}", std::string(status.message())));
  return names_;
}

const Names& Context::NamesWithTeams(const std::vector<std::string>& people) {
  const absl::Status status = names_.LoadTeams(directory());
  if (!status.ok()) screen_.Remark(fmt::format("teams are missing: {}", std::string(status.message())));
  return NamesOf(people);
}

}  // namespace laurel::cli
