#include <charconv>

#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/request_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;

struct PointsOptions {
  std::string who, points, reason;
};

// "20", "+20", "-20".
absl::StatusOr<std::int64_t> NumberArgument(const std::string& text) {
  const std::string_view digits = std::string_view(text).substr(text.starts_with('+') ? 1 : 0);
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error == std::errc() && rest == digits.data() + digits.size()) return number;
  return UsageError(fmt::format("\"{}\" is not a number of points", text));
}

// Boost and Adjust take the same fields in messages of their own.
template <typename Request>
absl::Status Move(Context& context, const PointsOptions& options,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::Balance*),
                  const std::function<std::string(const Balance&, const std::string&)>& sentence) {
  Request request;
  request.set_request_id(NewRequestId());
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(const std::int64_t points, NumberArgument(options.points));
  request.set_points(points);
  ASSIGN_OR_RETURN(const auto person, FindPerson(context.directory(), options.who));
  request.set_name(fmt::format("{}/balance", person.name()));
  ASSIGN_OR_RETURN(const Balance balance, context.recognition().Call(method, request));
  if (context.screen().format() == Format::kTable) {
    context.screen().Say(sentence(balance, person.display_name()));
  } else {
    ShowOne(context.screen(), balance, [&] { return BalanceDetails(balance, context.here()); });
  }
  return absl::OkStatus();
}

absl::Status Boost(Context& context, const PointsOptions& options) {
  return Move(context, options, &Stub::BoostAllowance, [](const Balance& balance, const std::string& who) {
    return fmt::format("{} has a boost of {} now, beside {} of {} this month.", who, balance.boost(),
                       balance.remaining(), balance.allowance());
  });
}

absl::Status Adjust(Context& context, const PointsOptions& options) {
  return Move(context, options, &Stub::AdjustBalance, [](const Balance& balance, const std::string& who) {
    return fmt::format("What {} has earned is {} now.", who, balance.earned());
  });
}

std::shared_ptr<PointsOptions> AddPointsVerb(CLI::App& command) {
  auto options = std::make_shared<PointsOptions>();
  command.add_option("WHO", options->who, "an address, or a part of a name")->required();
  command.add_option("N", options->points, "how many points")->required();
  command.add_option("--reason", options->reason, "why; they read it in their history")
      ->type_name("TEXT")
      ->required();
  return options;
}

}  // namespace

void AddPointsAdministration(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "points", "Boosts and corrections: for those who administer recognition",
                           "laurel points boost ana 50 --reason \"Runs the anniversary week\"\n"
                           "laurel points adjust ana -20 --reason \"Counted twice in October\"");
  CLI::App* boost = AddCommand(*noun, "boost", "More to give than the month's allowance; it does not expire",
                               "laurel points boost ana 50 --reason \"Runs the anniversary week\"");
  const auto boosted = AddPointsVerb(*boost);
  chosen.When(boost, [boosted](Context& context) { return Boost(context, *boosted); });

  CLI::App* adjust = AddCommand(*noun, "adjust", "Correct what somebody has earned, up or down",
                                "laurel points adjust ana -20 --reason \"Counted twice in October\"\n"
                                "laurel points adjust ana 20 --reason \"Forgotten in October\"");
  const auto adjusted = AddPointsVerb(*adjust);
  chosen.When(adjust, [adjusted](Context& context) { return Adjust(context, *adjusted); });
}

}  // namespace laurel::cli
