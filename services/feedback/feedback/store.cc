#include "services/feedback/feedback/store.h"

#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {
namespace {

using sql::Column;

// Which piece and which number come beside it: n is no text.
const sql::Record& RevisionRecord() {
  static const auto& record = *new sql::Record(
      "feedback_revision", v1::FeedbackRevision::descriptor(),
      {Column::Extra("feedback"), Column::Extra("n"), Column::Field("create_time"),
       Column::Reference("creator", org::kPersonPattern), Column::Field("kind"), Column::Field("strengths"),
       Column::Field("growth_areas"), Column::Field("next_step"), Column::Field("focus_area"),
       Column::Field("competencies"), Column::Field("evidence")});
  return record;
}

v1::FeedbackRevision RevisionOf(const v1::Feedback& feedback) {
  v1::FeedbackRevision revision;
  *revision.mutable_create_time() = feedback.submit_time();
  revision.set_creator(feedback.author());
  revision.set_kind(feedback.kind());
  revision.set_strengths(feedback.strengths());
  revision.set_growth_areas(feedback.growth_areas());
  revision.set_next_step(feedback.next_step());
  revision.set_focus_area(feedback.focus_area());
  *revision.mutable_competencies() = feedback.competencies();
  *revision.mutable_evidence() = feedback.evidence();
  return revision;
}

// The state beside the teams to which the piece was shown before.
void UpdateTeams(sql::Changes& changes, const v1::Feedback& before, const v1::Feedback& after) {
  if (before.state() == after.state()) return;
  for (const std::string& team : before.audience_teams()) {
    changes.Update(
        "UPDATE feedback_team SET state = ? "
        "WHERE team = ? AND subject = ? AND kind = ? AND order_time = ? AND feedback = ?",
        {std::int64_t{after.state()}, std::string(IdOf(team)), std::string(IdOf(before.subject())),
         std::int64_t{before.kind()}, OrderTimeOf(before), std::string(IdOf(before.name()))});
  }
}

}  // namespace

const sql::Record& FeedbackRecord() {
  static const auto& record = *new sql::Record("feedback", v1::Feedback::descriptor(),
                                               {Column::Name({"id"}, kFeedbackPattern),
                                                Column::Version(),
                                                Column::Field("create_time"),
                                                Column::Field("update_time"),
                                                Column::Reference("author", org::kPersonPattern),
                                                Column::Reference("subject", org::kPersonPattern),
                                                Column::Field("kind"),
                                                Column::Field("strengths"),
                                                Column::Field("growth_areas"),
                                                Column::Field("next_step"),
                                                Column::Field("visibility"),
                                                Column::Field("focus_area"),
                                                Column::Field("competencies"),
                                                Column::Field("evidence"),
                                                Column::Reference("session", kSessionPattern),
                                                Column::Field("goals"),
                                                Column::Field("state"),
                                                Column::Field("state_time"),
                                                Column::Field("submit_time"),
                                                Column::Field("acknowledge_time"),
                                                Column::Field("acknowledge_comment"),
                                                Column::Field("audience_teams")});
  return record;
}

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock) {
  return sql::FindVersioned<Stored>(connection, FeedbackRecord(), {id}, lock);
}

absl::StatusOr<std::vector<v1::Feedback>> FindAll(sql::Connection& connection,
                                                  const std::vector<std::string>& ids) {
  if (ids.empty()) return std::vector<v1::Feedback>();
  sql::Where where;
  where.AndIn("id", ids);
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("SELECT {} FROM feedback{}", FeedbackRecord().SelectList(), where.sql()),
                       where.values()));
  return FeedbackRecord().ReadAll<v1::Feedback>(rows);
}

absl::Time OrderTimeOf(const v1::Feedback& feedback) {
  return FromTimestamp(feedback.has_submit_time() ? feedback.submit_time() : feedback.create_time());
}

void Insert(sql::Changes& changes, const v1::Feedback& feedback) {
  changes.Insert(FeedbackRecord(), feedback);
}

void Update(sql::Changes& changes, const Stored& before, const v1::Feedback& after,
            const std::vector<std::string>& fields) {
  sql::UpdateVersioned(changes, FeedbackRecord(), after, before.version, fields);
  UpdateTeams(changes, before.feedback, after);
}

void InsertSubmitted(sql::Changes& changes, const v1::Feedback& feedback) {
  const std::string id(IdOf(feedback.name()));
  changes.Insert(RevisionRecord(), RevisionOf(feedback), {id, std::int64_t{1}});
  for (const std::string& team : feedback.audience_teams()) {
    changes.Insert(
        "feedback_team", {"team", "subject", "kind", "order_time", "feedback", "state"},
        {std::string(IdOf(team)), std::string(IdOf(feedback.subject())), std::int64_t{feedback.kind()},
         OrderTimeOf(feedback), id, std::int64_t{feedback.state()}});
  }
}

absl::StatusOr<std::vector<v1::FeedbackRevision>> ListRevisions(sql::Connection& connection,
                                                                std::string_view feedback, std::int64_t after,
                                                                int limit) {
  static const std::string select =
      fmt::format("SELECT {}, n FROM feedback_revision WHERE feedback = ? AND n > ? ORDER BY n LIMIT ?",
                  RevisionRecord().SelectList());
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(select, {std::string(feedback), after, std::int64_t{limit}}));
  const auto n = static_cast<std::size_t>(RevisionRecord().columns_read());
  std::vector<v1::FeedbackRevision> revisions = RevisionRecord().ReadAll<v1::FeedbackRevision>(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    revisions[i].set_name(kFeedbackRevisionPattern.Format({feedback, std::to_string(rows[i].Int(n))}));
  }
  return revisions;
}

}  // namespace laurel::feedback::feedback
