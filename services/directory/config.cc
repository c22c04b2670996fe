#include "services/directory/config.h"

#include <CLI/CLI.hpp>

#include "common/api/text.h"
#include "common/config/command_line.h"

namespace laurel::directory {

Config ReadConfig(int argc, const char* const* argv) {
  Config config;
  config.service.address = "127.0.0.1:7401";
  config.service.metrics_address = "127.0.0.1:9401";
  config.service.database_user = "laurel_directory";
  config.service.database_schema = "laurel_directory";
  CLI::App app("Laurel's directory: who is who, who reports to whom, since when.", "laurel-directory");
  config::AddServiceOptions(app, config.service);
  const auto is_email = [](const std::string& text) {
    return api::IsEmail(text) ? std::string() : "'" + text + "' is not an email address";
  };
  app.add_option("--bootstrap-admin", config.bootstrap_admin,
                 "Email of the person who becomes HR_ADMIN while nobody is; they are made when there is no "
                 "such person")
      ->check(CLI::Validator(is_email, "EMAIL"));
  // Its limits are those of ServiceAccount.subject.
  const auto is_subject = [](const std::string& text) {
    constexpr std::size_t kLongest = 120;
    return api::IsVisibleAscii(text) && text.size() <= kLongest
               ? std::string()
               : "'" + text + "' is not a subject: at most 120 visible ASCII characters without spaces";
  };
  app.add_option("--org-reader", config.org_readers,
                 "Subject of a service's tokens: becomes a service account that may read the organisation "
                 "when there is none; repeatable")
      ->check(CLI::Validator(is_subject, "SUBJECT"))
      ->delimiter(',')
      ->allow_extra_args(false);
  config::ParseOrExit(app, argc, argv);
  return config;
}

}  // namespace laurel::directory
