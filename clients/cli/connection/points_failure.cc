#include "clients/cli/connection/points_failure.h"

#include <optional>

#include "fmt/format.h"

namespace laurel::cli {
namespace {

class Words {
 public:
  Words(const google::rpc::ErrorInfo& info, absl::TimeZone zone) : info_(info), zone_(zone) {}

  std::string Of(const char* key) const {
    const auto found = info_.metadata().find(key);
    return found == info_.metadata().end() ? "" : found->second;
  }
  // "Tue 1 Dec"
  std::string Day(const char* key) const {
    const auto time = Time(key);
    return time ? fmt::format("{} {} {}", absl::FormatTime("%a", *time, zone_),
                              absl::ToCivilDay(*time, zone_).day(), absl::FormatTime("%b", *time, zone_))
                : "";
  }
  std::string Moment(const char* key) const {
    const auto time = Time(key);
    return time ? fmt::format("{} {}", Day(key), absl::FormatTime("%H:%M", *time, zone_)) : "";
  }

 private:
  std::optional<absl::Time> Time(const char* key) const {
    absl::Time time;
    if (!absl::ParseTime(absl::RFC3339_full, Of(key), &time, nullptr)) return std::nullopt;
    return time;
  }

  const google::rpc::ErrorInfo& info_;
  absl::TimeZone zone_;
};

std::string Until(const std::string& day) { return day.empty() ? "" : fmt::format(" until {}", day); }

std::string OverAllowance(const Words& words) {
  if (words.Of("needed").empty() || words.Of("remaining").empty()) return "";
  const bool boost = !words.Of("boost").empty() && words.Of("boost") != "0";
  return fmt::format("that takes {} points, and you have {} to give{}{}", words.Of("needed"),
                     words.Of("remaining"), boost ? fmt::format(" and a boost of {}", words.Of("boost")) : "",
                     Until(words.Day("reset_time")));
}

std::string OverPairCap(const Words& words) {
  if (words.Of("remaining").empty()) return "";
  const std::string who = words.Of("person");
  const bool named = !who.empty() && who.find('/') == std::string::npos;
  const std::string most = words.Of("pair_cap").empty()
                               ? ""
                               : fmt::format(": at most {} a month to the same person", words.Of("pair_cap"));
  return fmt::format("you can give {} {} more points{}{}", named ? who : "them", words.Of("remaining"),
                     Until(words.Day("reset_time")), most);
}

}  // namespace

std::string PointsFailure(const google::rpc::ErrorInfo& info, absl::TimeZone zone) {
  const Words words(info, zone);
  const std::string& reason = info.reason();
  if (reason == "ALLOWANCE_EXCEEDED") return OverAllowance(words);
  if (reason == "PAIR_CAP_EXCEEDED") return OverPairCap(words);
  if (reason == "MAX_EACH_EXCEEDED" && !words.Of("max_each").empty()) {
    return fmt::format("at most {} points to one person at once", words.Of("max_each"));
  }
  if (reason == "UNDO_WINDOW_CLOSED" && !words.Moment("undo_end_time").empty()) {
    return fmt::format("it could be taken back until {}", words.Moment("undo_end_time"));
  }
  if (reason == "INSUFFICIENT_BALANCE" && !words.Of("earned").empty()) {
    return fmt::format("they have earned {}: no more can be taken away", words.Of("earned"));
  }
  return "";
}

}  // namespace laurel::cli
