#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/audience/access.h"
#include "services/feedback/audience/handlers.h"
#include "services/feedback/audience/rules.h"
#include "services/feedback/feedback/access.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/feedback/submit.h"
#include "services/feedback/names.h"

namespace laurel::feedback::audience {
namespace {

using Request = v1::PreviewAudienceRequest;

// Of the fields that count, what the field rules would say of a piece that is to be made.
absl::Status CheckForm(const v1::Feedback& piece) {
  FieldViolations violations;
  if (piece.subject().empty()) {
    violations.Add("feedback.subject", "must be set");
  } else if (!org::kPersonPattern.Matches(piece.subject())) {
    violations.Add("feedback.subject", "is not a name of the form people/{person}");
  }
  if (!v1::FeedbackKind_IsValid(piece.kind())) violations.Add("feedback.kind", "is no kind of feedback");
  if (!v1::FeedbackVisibility_IsValid(piece.visibility())) {
    violations.Add("feedback.visibility", "is no visibility of feedback");
  }
  return violations.ToStatus();
}

// What is about to be written, as a draft of the caller.
absl::StatusOr<v1::Feedback> Planned(const Env& env, const rpc::Call& call, const v1::Feedback& asked) {
  v1::Feedback piece;
  piece.set_author(call.caller.name);
  piece.set_subject(asked.subject());
  piece.set_kind(asked.kind());
  piece.set_visibility(asked.visibility() == v1::FEEDBACK_VISIBILITY_UNSPECIFIED
                           ? v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER
                           : asked.visibility());
  piece.set_state(v1::FEEDBACK_STATE_DRAFT);
  RETURN_IF_ERROR(CheckForm(piece));
  RETURN_IF_ERROR(feedback::CheckFields(piece));
  RETURN_IF_ERROR(org::CheckPeople(env.organization, {{"feedback.subject", piece.subject()}}, call.now,
                                   call.deadline, /*refuse_leavers=*/true));
  return piece;
}

// The caller's own draft, or what the caller reads in full.
absl::StatusOr<v1::Feedback> Standing(const Env& env, const rpc::Call& call, std::string_view name) {
  return env.db.Read<v1::Feedback>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::Feedback> {
        ASSIGN_OR_RETURN(const feedback::Readable found,
                         feedback::LoadReadable(env, call, connection, IdOf(name), sql::Lock::kNone));
        if (found.view != common::v1::VIEW_FULL) {
          return NotAllowed("who reads this feedback is told to those who read it in full");
        }
        return found.stored.feedback;
      });
}

// A draft becomes what it would be if it were submitted now.
absl::Status Submit(const Env& env, const rpc::Call& call, v1::Feedback& draft) {
  if (env.organization.Current()->HasLeft(IdOf(draft.subject()), call.now)) {
    return PersonLeft("the subject has left: nothing new is written about them");
  }
  draft.set_state(v1::FEEDBACK_STATE_SUBMITTED);
  if (draft.visibility() != v1::FEEDBACK_VISIBILITY_TEAM) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<std::string> teams,
                   feedback::AudienceTeams(env, draft.subject(), call.now));
  draft.mutable_audience_teams()->Assign(teams.begin(), teams.end());
  return absl::OkStatus();
}

// Ids of all who may be something to the piece, in the order of relations; some more than once.
std::vector<std::string> Candidates(const org::Organization& organization, const v1::Feedback& piece,
                                    absl::Time now) {
  const std::string subject(IdOf(piece.subject()));
  const absl::CivilDay today = organization.TodayOf(subject, now);
  std::vector<std::string> people = {std::string(IdOf(piece.author())), subject};
  const auto add = [&](std::vector<std::string> more) {
    people.insert(people.end(), more.begin(), more.end());
  };
  add(organization.ChainOn(subject, today));  // the line manager first
  add(organization.CoachesOn(subject, today));
  for (const std::string& team : piece.audience_teams()) add(organization.MembersNow(IdOf(team), now));
  add(organization.HoldersOf(directory::v1::ROLE_HR_ADMIN));
  add(organization.HoldersOf(directory::v1::ROLE_AUDITOR));
  return people;
}

void AddReader(const org::Organization& organization, const std::string& person, const v1::Feedback& piece,
               absl::Time now, v1::PreviewAudienceResponse& response) {
  const Reader reader = ReaderOf(organization, person, piece, now);
  const std::optional<common::v1::View> view = ViewFor(reader, piece);
  if (!view.has_value()) return;
  v1::AudienceMember& member = *response.add_readers();
  member.set_person(org::kPersonPattern.Format({person}));
  member.set_view(*view);
  for (const v1::AudienceRelation relation : RelationsThatRead(reader, piece)) member.add_relations(relation);
}

}  // namespace

absl::StatusOr<v1::PreviewAudienceResponse> PreviewAudience(Env& env, rpc::Call& call,
                                                            const Request& request) {
  if (request.name().empty() != request.has_feedback()) {
    return InvalidField(request.name().empty() ? "feedback" : "name",
                        "give either the name of what stands or the feedback that is about to be written");
  }
  ASSIGN_OR_RETURN(v1::Feedback piece, request.has_feedback() ? Planned(env, call, request.feedback())
                                                              : Standing(env, call, request.name()));
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
  if (piece.state() == v1::FEEDBACK_STATE_DRAFT) RETURN_IF_ERROR(Submit(env, call, piece));

  v1::PreviewAudienceResponse response;
  response.set_everyone(ViewFor(Reader(), piece).has_value());
  if (piece.visibility() == v1::FEEDBACK_VISIBILITY_TEAM) {
    *response.mutable_audience_teams() = piece.audience_teams();
  }
  absl::flat_hash_set<std::string> seen;
  for (const std::string& person : Candidates(*organization, piece, call.now)) {
    if (!seen.insert(person).second || organization->HasLeft(person, call.now)) continue;
    AddReader(*organization, person, piece, call.now, response);
  }
  return response;
}

}  // namespace laurel::feedback::audience
