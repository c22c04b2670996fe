// What a command works with: the services, the screen, the time and place of whoever types. One a run; not
// thread-safe.
#pragma once

#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/connection/endpoint.h"
#include "clients/cli/dates/moment.h"
#include "clients/cli/editor/edited_file.h"
#include "clients/cli/ids/shown_ids.h"
#include "clients/cli/output/screen.h"
#include "clients/cli/people/names.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"
#include "laurel/goals/v1/goal_service.grpc.pb.h"
#include "laurel/recognition/v1/recognition_service.grpc.pb.h"

namespace laurel::cli {

using CoachingClient = Client<feedback::v1::CoachingService>;
using FeedbackClient = Client<feedback::v1::FeedbackService>;
using GoalsClient = Client<goals::v1::GoalService>;
using RecognitionClient = Client<recognition::v1::RecognitionService>;

// What a process finds around itself; a test brings its own.
struct Surroundings {
  std::istream& in;
  Streams streams;
  Here here;
  std::function<std::optional<std::string>(const char*)> variable;  // of the environment; nullopt when unset
  bool in_is_terminal = false;
};

// As given on the command line; empty: not given.
struct GlobalOptions {
  std::string output = "table";
  std::string timeout;
  std::string token_file;
  std::string directory_address;
  std::string feedback_address;
  std::string goals_address;
  std::string recognition_address;
  std::string tls_ca;
};

class Context {
 public:
  Context(const Surroundings& surroundings, const GlobalOptions& options);

  // Finds the token and opens the services; nothing is sent yet. The accessors below need it.
  absl::Status Connect();
  // The same again when the token has been renewed in its file since then; else false.
  absl::StatusOr<bool> SignInAgain();
  // The same, without waiting longer for any answer unless --timeout says so.
  absl::Status Connect(absl::Duration patience);
  DirectoryClient& directory() { return *directory_; }
  CoachingClient& coaching() { return *coaching_; }
  FeedbackClient& feedback() { return *feedback_; }  // by the same service as coaching
  GoalsClient& goals() { return *goals_; }
  RecognitionClient& recognition() { return *recognition_; }
  // Every service by name: what each of them has (events, audit) is asked of all.
  std::map<std::string, const Endpoint*> services() const {
    return {{"directory", &directory_->endpoint()},
            {"feedback", &coaching_->endpoint()},
            {"goals", &goals_->endpoint()},
            {"recognition", &recognition_->endpoint()}};
  }

  Screen& screen() { return screen_; }
  const Here& here() const { return surroundings_.here; }
  std::istream& in() { return surroundings_.in; }
  // Somebody sits there: an editor can be opened without being asked for.
  bool in_is_terminal() const { return surroundings_.in_is_terminal; }
  std::optional<std::string> variable(const char* name) const { return surroundings_.variable(name); }
  const ShownIds& shown_ids() const { return shown_ids_; }
  // --timeout when it was given.
  std::optional<absl::Duration> timeout() const { return timeout_; }

  // What is being written in an editor. Gone when the command has succeeded; when it fails, nobody's words
  // are lost with it (app/edited_text.h).
  std::vector<std::unique_ptr<EditedFile>>& edited() { return edited_; }

  // With these people in it, as far as the directory answers: a missing name is no reason to show nothing.
  const Names& NamesOf(const std::vector<std::string>& people);
  const Names& NamesWithTeams(const std::vector<std::string>& people);

 private:
  absl::StatusOr<std::string> CurrentToken() const;
  absl::StatusOr<Endpoint> OpenEndpoint(const char* service, const std::string& flag, const char* variable,
                                        const char* standard, const std::string& tls_ca);

  Surroundings surroundings_;
  GlobalOptions options_;
  std::string token_;
  Screen screen_;
  ShownIds shown_ids_;
  std::optional<absl::Duration> timeout_;
  std::optional<DirectoryClient> directory_;
  std::optional<CoachingClient> coaching_;
  std::optional<FeedbackClient> feedback_;
  std::optional<GoalsClient> goals_;
  std::optional<RecognitionClient> recognition_;
  std::vector<std::unique_ptr<EditedFile>> edited_;
  Names names_;
};

}  // namespace laurel::cli
