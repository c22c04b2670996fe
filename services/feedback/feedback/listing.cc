#include "services/feedback/feedback/listing.h"

#include <algorithm>
#include <utility>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/audience/access.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {
namespace {

using Request = v1::ListFeedbackRequest;
using Organization = absl::StatusOr<std::shared_ptr<const org::Organization>>;

std::vector<int> VisibilitiesOf(const audience::Reader& reader) {
  const std::vector<v1::FeedbackVisibility> visibilities = audience::VisibilitiesFor(reader);
  return {visibilities.begin(), visibilities.end()};
}

class Branches {
 public:
  Branches(const Organization& organization, const rpc::Call& call, const Request& request)
      : organization_(organization),
        call_(call),
        author_(IdOf(request.author())),
        session_(IdOf(request.session())) {}

  // What the caller reads about this person (an id), by the author asked for if any.
  absl::Status AddAbout(std::string_view subject) {
    const std::string& me = call_.caller.id;
    if ((author_.empty() || author_ == me) && subject != me) {
      branches_.push_back({.author = me, .subject = std::string(subject), .session = session_});
    }
    if (author_ == me) return absl::OkStatus();
    ASSIGN_OR_RETURN(const audience::Reader reader, ReaderAbout(subject));
    Branch shown{.author = author_, .subject = std::string(subject), .session = session_};
    shown.visibilities = VisibilitiesOf(reader);
    branches_.push_back(shown);
    if (std::ranges::count(shown.visibilities, v1::FEEDBACK_VISIBILITY_TEAM) > 0) return absl::OkStatus();
    shown.visibilities = {v1::FEEDBACK_VISIBILITY_TEAM};
    shown.teams = MyTeams();
    if (!shown.teams.empty()) branches_.push_back(std::move(shown));
    return absl::OkStatus();
  }

  // What the caller reads about these people (ids) in the session: all that is read by a role as one range of
  // the session, however many they are.
  absl::Status AddParticipants(std::vector<std::string> people) {
    const audience::Reader by_role{.hr_admin = call_.caller.IsHrAdmin(), .auditor = call_.caller.IsAuditor()};
    if (!author_.empty() || people.size() == 1 || !(by_role.hr_admin || by_role.auditor)) {
      for (const std::string& person : people) RETURN_IF_ERROR(AddAbout(person));
      return absl::OkStatus();
    }
    const std::string& me = call_.caller.id;
    if (std::erase(people, me) > 0) RETURN_IF_ERROR(AddAbout(me));
    for (const std::string& person : people) {
      branches_.push_back({.author = me, .subject = person, .session = session_});
    }
    branches_.push_back(
        {.session = session_, .subjects = std::move(people), .visibilities = VisibilitiesOf(by_role)});
    return absl::OkStatus();
  }

  // What the author asked for wrote, drafts as well: for the caller's own.
  void AddOwn() { branches_.push_back({.author = call_.caller.id}); }

  // What the author asked for wrote about anybody, for whoever reads it by a role.
  absl::Status AddByRole() {
    if (!call_.caller.IsHrAdmin() && !call_.caller.IsAuditor()) {
      return NotYourReport("author",
                           "what somebody else wrote is listed about one person: add a subject, or leave "
                           "author empty for your own");
    }
    branches_.push_back({.author = author_,
                         .visibilities = VisibilitiesOf(
                             {.hr_admin = call_.caller.IsHrAdmin(), .auditor = call_.caller.IsAuditor()}),
                         .not_about = call_.caller.id});
    return AddAbout(call_.caller.id);
  }

  std::vector<Branch> Take() && { return std::move(branches_); }

 private:
  // A subject and a holder of a role read what no other relation adds to; whatever else the caller is takes
  // the organisation.
  absl::StatusOr<audience::Reader> ReaderAbout(std::string_view subject) const {
    v1::Feedback about;
    about.set_subject(org::kPersonPattern.Format({subject}));
    const audience::Reader reader =
        audience::ReaderOn(organization_.ok() ? organization_->get() : nullptr, call_, about);
    if (!reader.subject && !reader.hr_admin && !reader.auditor) RETURN_IF_ERROR(organization_.status());
    return reader;
  }

  // Of the caller, who is in very few.
  const std::vector<std::string>& MyTeams() {
    if (!teams_.has_value()) teams_ = org::AudienceTeamsForLists(**organization_, call_.caller.id, call_.now);
    return *teams_;
  }

  const Organization& organization_;
  const rpc::Call& call_;
  const std::string author_;
  const std::string session_;
  std::vector<Branch> branches_;
  std::optional<std::vector<std::string>> teams_;
};

// Nobody else's pieces belong to a session.
absl::Status AddSession(const v1::CoachingSession& session, const Request& request, Branches& branches) {
  std::vector<std::string> participants;
  const auto add = [&](const std::string& name) {
    if (request.subject().empty() || request.subject() == name) participants.emplace_back(IdOf(name));
  };
  add(session.coach());
  for (const std::string& attendee : session.attendees()) add(attendee);
  return branches.AddParticipants(std::move(participants));
}

absl::StatusOr<std::vector<Branch>> BranchesFor(const Organization& organization, const rpc::Call& call,
                                                const Request& request,
                                                const std::optional<v1::CoachingSession>& session) {
  Branches branches(organization, call, request);
  if (session.has_value()) {
    RETURN_IF_ERROR(AddSession(*session, request, branches));
  } else if (!request.subject().empty()) {
    RETURN_IF_ERROR(branches.AddAbout(IdOf(request.subject())));
  } else if (request.author() == call.caller.name) {
    branches.AddOwn();
  } else if (!request.author().empty()) {
    RETURN_IF_ERROR(branches.AddByRole());
  } else {
    branches.AddOwn();
    RETURN_IF_ERROR(branches.AddAbout(call.caller.id));
  }
  return std::move(branches).Take();
}

}  // namespace

absl::StatusOr<Listing> ListingFor(const Organization& organization, const rpc::Call& call,
                                   const Request& request,
                                   const std::optional<v1::CoachingSession>& session) {
  Listing listing;
  listing.kind = request.kind();
  listing.state = request.state();
  ASSIGN_OR_RETURN(listing.within, api::ReadTimeRange(request));
  ASSIGN_OR_RETURN(listing.branches, BranchesFor(organization, call, request, session));
  return listing;
}

}  // namespace laurel::feedback::feedback
