#include "clients/cli/commands/goal/import.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "absl/time/clock.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/commands/goal/import_targets.h"
#include "clients/cli/commands/goal/key_result_options.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/connection/token.h"
#include "clients/cli/import/check_in_plan.h"
#include "clients/cli/import/check_in_report.h"
#include "clients/cli/import/check_in_rows.h"
#include "clients/cli/import/sheet.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using Stub = v1::GoalService::Stub;

constexpr std::size_t kLargestFile = 16 * 1024 * 1024;
constexpr int kPage = 200;

absl::StatusOr<CheckInRows> ReadRows(Context& context, const std::string& path) {
  std::string file;
  if (path == "-") {
    file.assign(std::istreambuf_iterator<char>(context.in()), {});
  } else {
    ASSIGN_OR_RETURN(file, ReadFile(path, kLargestFile));
  }
  const auto sheet = ReadSheet(file);
  if (!sheet.ok()) return About(path, sheet.status());
  auto rows = ToCheckInRows(*sheet);
  if (!rows.ok()) return About(path, rows.status());
  if (rows->rows.empty() && rows->refused.empty())
    return UsageError(fmt::format("{}: no row below the columns", path));
  return rows;
}

// A day, or a whole time of the calendar: "now" would be another one when the file is imported again.
absl::StatusOr<CheckInDefaults> DefaultsFrom(const Context& context, const CheckInImportOptions& options) {
  CheckInDefaults defaults;
  ASSIGN_OR_RETURN(defaults.health, CheckInHealth(options.health));
  if (options.at.empty()) return defaults;
  const auto day = ParseDay(options.at, context.here(), Tense::kPast);
  const bool is_calendar_time = options.at.size() > 10 && ParseIsoDate(options.at.substr(0, 10)).has_value();
  if (!day.ok() && !is_calendar_time) return About("--at", day.status());
  const auto time =
      day.ok() ? absl::FromCivil(*day, context.here().zone) : ParseSince(options.at, context.here());
  if (!time.ok()) return About("--at", time.status());
  defaults.time = *time;
  return defaults;
}

// Nothing of the rest can succeed either.
bool IsOver(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kDeadlineExceeded ||
         status.code() == absl::StatusCode::kResourceExhausted || absl::IsUnauthenticated(status);
}

// A row that can be read, with what it is about.
struct Entry {
  int64_t line;
  ImportTarget target;
  CheckIn check_in;
  std::string_view time_column;
};

class Import {
 public:
  Import(Context& context, const CheckInImportOptions& options, const CheckInDefaults& defaults)
      : context_(context), options_(options), defaults_(defaults), targets_(context) {
    report_.dry_run = options.dry_run;
  }

  // An error when the service went away.
  absl::Status Run(const CheckInRows& rows) {
    for (const BadRow& bad : rows.refused) Refuse(bad.line, "", bad.cell);
    for (const CheckInRow& row : rows.rows) RETURN_IF_ERROR(Interrupted(row.line, Read(row, rows.habits)));
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      ShowProgress(i);
      RETURN_IF_ERROR(Interrupted(wanted_[i].line, Do(wanted_[i])));
    }
    std::ranges::stable_sort(report_.results, {}, &CheckInResult::line);
    return absl::OkStatus();
  }

  const CheckInReport& report() const { return report_; }

 private:
  using Key = std::pair<std::string, absl::Time>;  // of what, and when
  struct First {
    int64_t line;
    CheckIn check_in;
  };

  void Refuse(int64_t line, const std::string& what, const BadCell& cell) {
    report_.results.push_back({line, CheckInOutcome::kRefused, what, cell.column, cell.reason, ""});
  }

  // What can be told from the file and the goals alone is told first: a row is refused for the same reason
  // whatever stands there already, and however often the file is imported.
  absl::Status Read(const CheckInRow& row, const SheetHabits& habits) {
    ReadCheckIn read = ReadRow(row, habits, defaults_, context_.here().zone);
    if (read.bad) {
      Refuse(row.line, "", *read.bad);
      return absl::OkStatus();
    }
    const auto target = targets_.Find(row);
    if (IsOver(target.status())) return target.status();
    if (!target.ok()) {
      Refuse(row.line, "", CellOf(target.status(), TimeColumnOf(row)));
      return absl::OkStatus();
    }
    read.check_in.set_key_result(target->key_result);
    if (const KeyResult* measured = target->measured(); measured != nullptr) {
      if (const auto bad = OutOfBounds(read.check_in, *measured, Metrics())) {
        Refuse(row.line, target->title(), *bad);
        return absl::OkStatus();
      }
    }
    Entry entry{row.line, *target, std::move(read.check_in), TimeColumnOf(row)};
    if (IsSaidBefore(entry)) return absl::OkStatus();
    const absl::Time time = FromTimestamp(entry.check_in.time());
    absl::Time& earliest = earliest_.emplace(target->name(), time).first->second;
    earliest = std::min(earliest, time);
    wanted_.push_back(std::move(entry));
    return absl::OkStatus();
  }

  // Whether a line above is about the same at the same time: then this one is not recorded.
  bool IsSaidBefore(const Entry& entry) {
    const Key key{entry.target.name(), FromTimestamp(entry.check_in.time())};
    const auto [first, is_new] = first_.try_emplace(key, First{entry.line, entry.check_in});
    if (is_new) return false;
    if (SaysTheSame(entry.check_in, first->second.check_in)) {
      report_.results.push_back({entry.line, CheckInOutcome::kLeft, entry.target.title(), "",
                                 fmt::format("says the same as line {}", first->second.line), ""});
    } else {
      Refuse(entry.line, entry.target.title(),
             {"", fmt::format("says something else of the same time as line {}", first->second.line)});
    }
    return true;
  }

  // None where they cannot be had: the service knows them, too.
  const std::vector<Metric>& Metrics() {
    if (!metrics_) metrics_ = ListMetrics(context_).value_or(std::vector<Metric>());
    return *metrics_;
  }

  // All that stand there since the earliest row that is about it; read once.
  absl::StatusOr<const std::vector<CheckIn>*> There(const ImportTarget& target) {
    const auto known = there_.find(target.name());
    if (known != there_.end()) return &known->second;
    std::vector<CheckIn> all;
    v1::ListCheckInsRequest request;
    request.set_parent(target.goal.name());
    request.set_key_result(target.key_result);
    request.set_page_size(kPage);
    do {
      ASSIGN_OR_RETURN(const auto page, context_.goals().Call(&Stub::ListCheckIns, request));
      all.insert(all.end(), page.check_ins().begin(), page.check_ins().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty() &&
             FromTimestamp(all.back().time()) >= earliest_.at(target.name()));
    return &there_.emplace(target.name(), std::move(all)).first->second;
  }

  absl::Status Do(const Entry& wanted) {
    const auto there = There(wanted.target);
    if (!there.ok() && IsOver(there.status())) return there.status();
    if (!there.ok()) {
      Refuse(wanted.line, wanted.target.title(), CellOf(there.status(), wanted.time_column));
      return absl::OkStatus();
    }
    const CheckInPlan plan = PlanFor(wanted.check_in, **there);
    if (plan.step == CheckInStep::kNothing || plan.step == CheckInStep::kNothingNow) {
      Leave(wanted, plan.step);
    } else if (plan.step == CheckInStep::kRecord && wanted.check_in.health() == v1::GOAL_HEALTH_UNSPECIFIED) {
      Refuse(
          wanted.line, wanted.target.title(),
          {"health", "is empty: on-track, at-risk or off-track; --health says it for all rows that do not"});
    } else {
      return Record(wanted, plan);
    }
    return absl::OkStatus();
  }

  void Leave(const Entry& wanted, CheckInStep step) {
    const bool corrected_since = step == CheckInStep::kNothingNow;
    report_.results.push_back(
        {wanted.line, corrected_since ? CheckInOutcome::kLeft : CheckInOutcome::kUnchanged,
         wanted.target.title(), "",
         corrected_since ? "stood there, and was corrected since: left as it is now" : "", ""});
  }

  absl::Status Record(const Entry& wanted, const CheckInPlan& plan) {
    v1::RecordCheckInRequest request;
    request.set_parent(wanted.target.goal.name());
    request.set_validate_only(options_.dry_run);
    *request.mutable_check_in() = wanted.check_in;
    request.mutable_check_in()->set_supersedes(plan.supersedes);
    request.set_request_id(options_.dry_run ? NewRequestId() : RequestIdOf(request));
    const auto recorded = context_.goals().Call(&Stub::RecordCheckIn, request);
    if (IsOver(recorded.status())) return recorded.status();
    if (!recorded.ok()) {
      Refuse(wanted.line, wanted.target.title(), CellOf(recorded.status(), wanted.time_column));
      return absl::OkStatus();
    }
    const bool corrects = plan.step == CheckInStep::kCorrect;
    report_.results.push_back({wanted.line, corrects ? CheckInOutcome::kCorrected : CheckInOutcome::kRecorded,
                               wanted.target.title(), "", CheckInPhrase(*recorded, wanted.target.goal),
                               recorded->name()});
    return absl::OkStatus();
  }

  // Ten times a second at most: a terminal is slower than the service.
  void ShowProgress(std::size_t done) {
    if (absl::Now() - shown_ < absl::Milliseconds(100)) return;
    shown_ = absl::Now();
    context_.screen().Progress(fmt::format("{} of {} rows", done, wanted_.size()));
  }

  static absl::Status Interrupted(int64_t line, const absl::Status& status) {
    if (status.ok() || absl::IsUnauthenticated(status)) return status;
    return Error(
        absl::StatusCode::kUnavailable, kInterruptedReason,
        fmt::format("the import was broken off at line {} ({}): run it again; what has been recorded stays "
                    "and is not done twice",
                    line, std::string(status.message())));
  }

  Context& context_;
  const CheckInImportOptions& options_;
  const CheckInDefaults defaults_;
  ImportTargets targets_;
  CheckInReport report_;
  std::vector<Entry> wanted_;
  std::map<std::string, absl::Time> earliest_;         // by what it is about
  std::map<std::string, std::vector<CheckIn>> there_;  // by what it is about
  std::map<Key, First> first_;                         // which line says it first
  std::optional<std::vector<Metric>> metrics_;
  absl::Time shown_ = absl::InfinitePast();
};

absl::Status Partial(const CheckInReport& report) {
  const auto refused = report.Count(CheckInOutcome::kRefused);
  const std::string_view rows = refused == 1 ? "row" : "rows";
  return Error(absl::StatusCode::kUnknown, kPartialReason,
               report.dry_run
                   ? fmt::format("{} {} would be refused: correct them first", refused, rows)
                   : fmt::format("{} {} refused, the others are in: correct them and import the file again",
                                 refused, rows));
}

}  // namespace

absl::Status ImportCheckIns(Context& context, const CheckInImportOptions& options) {
  ASSIGN_OR_RETURN(const CheckInDefaults defaults, DefaultsFrom(context, options));
  ASSIGN_OR_RETURN(const CheckInRows rows, ReadRows(context, options.file));
  if (!rows.has_time && !defaults.time) {
    return UsageError(
        fmt::format("{}: no column date or time: add one, or say when it was so for all rows: --at {}",
                    options.file, FormatIsoDate(context.here().Today() - 1)));
  }
  if (!rows.unknown_columns.empty()) {
    context.screen().Remark(
        fmt::format("columns that are left out: {}", fmt::join(rows.unknown_columns, ", ")));
  }
  Import import(context, options, defaults);
  const absl::Status status = import.Run(rows);
  context.screen().EndProgress();
  RETURN_IF_ERROR(status);
  PrintReport(context.screen(), import.report());
  return import.report().Count(CheckInOutcome::kRefused) == 0 ? absl::OkStatus() : Partial(import.report());
}

}  // namespace laurel::cli
