#include "clients/cli/commands/arguments.h"

#include <string>

#include "absl/strings/str_replace.h"
#include "clients/cli/app/command.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/views/action_view.h"
#include "clients/cli/views/feedback_view.h"
#include "clients/cli/views/session_view.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Stub = v1::CoachingService::Stub;

constexpr int kRecent = 600;

template <typename List>
absl::StatusOr<std::string> Resolve(Context& context, const char* collection, const std::string& text,
                                    List list) {
  ASSIGN_OR_RETURN(std::string name, FullName(collection, text));
  if (!name.empty()) return name;
  auto shown = MatchShortId(collection, text, context.shown_ids().Recall());
  if (shown.ok() || shown.status().code() != absl::StatusCode::kNotFound) return shown;
  ASSIGN_OR_RETURN(const auto listed, list());
  return MatchShortId(collection, text, NamesOfAll(listed.items));
}

}  // namespace

void AddLimit(CLI::App& command, int& limit) {
  command.add_option("--limit", limit, "at most so many; 0 is all (50)")
      ->check(NumberFrom(0))
      ->type_name("N");
}

void RemarkIfMore(Screen& screen, bool more, int limit) {
  if (more) screen.Remark(fmt::format("these are the first {}; --limit 0 shows all", limit));
}

absl::StatusOr<std::string> TextArgument(Context& context, const std::string& text) {
  if (text != "-") return text;
  std::string read(kLongestText + 1, '\0');
  context.in().read(read.data(), static_cast<std::streamsize>(read.size()));
  read.resize(static_cast<std::size_t>(context.in().gcount()));
  if (read.size() > kLongestText) {
    return UsageError(
        fmt::format("standard input holds more than {} bytes: no text may be so long", kLongestText));
  }
  // Files of other systems end their lines with CR LF, which the contract refuses as a control character.
  absl::StrReplaceAll({{"\r\n", "\n"}}, &read);
  return read;
}

absl::StatusOr<std::string> PersonArgument(Context& context, const std::string& who) {
  if (who.empty()) return std::string();
  ASSIGN_OR_RETURN(const auto person, FindPerson(context.directory(), who));
  return person.name();
}

// Teams are few, so they are looked through here; a name that only one team begins with is enough.
absl::StatusOr<std::string> TeamArgument(Context& context, const std::string& text) {
  if (text.starts_with("teams/")) return text;
  ASSIGN_OR_RETURN(const auto teams,
                   ListPages<directory::v1::Team>(
                       context.directory(), &directory::v1::DirectoryService::Stub::ListTeams,
                       directory::v1::ListTeamsRequest(), &directory::v1::ListTeamsResponse::teams, 0));
  std::vector<const directory::v1::Team*> matches;
  for (const directory::v1::Team& team : teams.items) {
    const std::string name = api::LowerAscii(team.display_name());
    if (name == api::LowerAscii(text)) return team.name();
    if (name.starts_with(api::LowerAscii(text))) matches.push_back(&team);
  }
  if (matches.size() == 1) return matches.front()->name();
  if (matches.empty()) {
    return Error(absl::StatusCode::kNotFound, kUsageReason,
                 fmt::format("no team is called \"{}\": `laurel team list` shows them", text));
  }
  return UsageError(fmt::format("\"{}\" may be {} or {}: give the whole name", text,
                                matches[0]->display_name(), matches[1]->display_name()));
}

absl::StatusOr<google::type::Date> DayArgument(Context& context, std::string_view flag,
                                               const std::string& text, Tense tense) {
  const auto day = ParseDay(text, context.here(), tense);
  if (!day.ok()) return About(flag, day.status());
  return ToDate(*day);
}

absl::StatusOr<google::protobuf::Timestamp> TimeArgument(Context& context, std::string_view flag,
                                                         const std::string& text) {
  const auto time = ParseSince(text, context.here());
  if (!time.ok()) return About(flag, time.status());
  return ToTimestamp(*time);
}

absl::StatusOr<std::string> ComingDay(Context& context, const std::string& text) {
  if (text.empty()) return "";
  ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(text, context.here(), Tense::kFuture));
  const absl::CivilDay today = context.here().Today();
  return day > today ? ShowDay(day, today) : "";
}

absl::StatusOr<std::string> FromDay(Context& context, const std::string& text) {
  ASSIGN_OR_RETURN(const std::string day, ComingDay(context, text));
  return day.empty() ? "" : fmt::format("From {} on, ", day);
}

absl::StatusOr<std::string> SessionArgument(Context& context, const std::string& text) {
  return Resolve(context, "coachingSessions", text, [&] {
    return ListPages<Session>(context.coaching(), &Stub::ListCoachingSessions,
                              v1::ListCoachingSessionsRequest(),
                              &v1::ListCoachingSessionsResponse::coaching_sessions, kRecent);
  });
}

absl::StatusOr<std::string> ActionItemArgument(Context& context, const std::string& text) {
  return Resolve(context, "actionItems", text, [&] {
    return ListPages<Item>(context.coaching(), &Stub::ListActionItems, v1::ListActionItemsRequest(),
                           &v1::ListActionItemsResponse::action_items, kRecent);
  });
}

absl::StatusOr<std::string> FeedbackArgument(Context& context, const std::string& text) {
  return Resolve(context, "feedback", text, [&] {
    return ListPages<Piece>(context.feedback(), &v1::FeedbackService::Stub::ListFeedback,
                            v1::ListFeedbackRequest(), &v1::ListFeedbackResponse::feedback, kRecent);
  });
}

}  // namespace laurel::cli
